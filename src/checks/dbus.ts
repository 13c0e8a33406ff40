import {known, type NodeSnapshot} from '../model/node-snapshot.ts';
import {stateOf} from '../model/unit-state.ts';
import {configured, flag, hasKubelet, needsDocker, unit} from './about.ts';
import {type Check, fatal, ok, skipped} from './check.ts';
import {run} from './fixes.ts';

/** The cgroup driver systemd asks systemd over the bus to make every cgroup of a pod. */
export const dbus: Check = {
	id: 'dbus',
	title: 'the bus of the system',
	explains: ['systemd-dbus'],
	look(node) {
		if (!hasKubelet(node) || !usesSystemd(node)) return skipped('nobody on this node makes cgroups by systemd');
		const [service, socket] = [unit(node, 'dbus.service'), unit(node, 'dbus.socket')];
		if (service === undefined) return skipped('there is no dbus.service on this node');
		if (service.activeState === 'active' || socket?.activeState === 'active') return ok('it is up');
		const masked = [service, socket].flatMap(one => (one?.loadState === 'masked' ? [one.name] : []));
		return fatal('dbus does not run: cgroups are made by systemd here, which nobody can ask, and no pod can start', {
			evidence: [service, socket].flatMap(one =>
				one === undefined ? [] : [{source: `systemctl show ${one.name}`, text: `${one.loadState}, ${stateOf(one)}`}],
			),
			fix: [
				...(masked.length > 0 ? [run('systemctl', 'unmask', ...masked)] : []),
				run('systemctl', 'start', 'dbus.socket', 'dbus.service'),
			],
		});
	},
};

function usesSystemd(node: NodeSnapshot): boolean {
	const set = flag(node, '--cgroup-driver') ?? configured(node, 'cgroupDriver');
	const ofDocker = needsDocker(node) ? known(node.docker.info)?.cgroupDriver : undefined;
	return set?.value === 'systemd' || ofDocker === 'systemd';
}
