import {known, type NodeSnapshot} from '../model/node-snapshot.ts';
import {stateOf} from '../model/unit-state.ts';
import {
	distributionOf,
	hasContainerd,
	needsContainerd,
	needsDocker,
	runtimeOf,
	unit,
	usesOwnContainerd,
} from './about.ts';
import {type Check, fatal, ok, skipped, warning} from './check.ts';
import {restart, run} from './fixes.ts';
import {stoppedBySignal} from './parts/stopped-by-signal.ts';

export const containerdRunning: Check = {
	id: 'containerd-running',
	title: 'containerd',
	follows: [
		'journal-kept',
		'hidden-places',
		'kept-state',
		'programs-damaged',
		'places',
		'unit-conditions',
		'settings-refused',
		'left-down',
		'unit-start',
		'unit-confined',
		'stream-server',
		'containerd-database',
		'containerd-config-syntax',
		'containerd-config-version',
		'containerd-plugin-names',
		'one-containerd',
		'unit-masked',
		'unit-type',
		'containerd-unit',
		'read-only',
	],
	explains: ['dial-containerd', 'containerd-hangs', 'ctd-plugin-failed'],
	asksJournal: true,
	look(node) {
		if (!hasContainerd(node)) return skipped('there is no containerd on this node');
		const service = unit(node, 'containerd.service');
		const process = node.processes.find(({name, pid}) => name === 'containerd' && (service?.mainPid ?? pid) === pid);
		const isNeeded = needsContainerd(node) || (needsDocker(node) && usesOwnContainerd(node));
		const grave = isNeeded || service?.fileState === 'enabled' ? fatal : warning;
		if (process?.state === 'T') {
			return grave(
				`process ${process.pid} of containerd is stopped (SIGSTOP, or a debugger): it answers nobody, and the kubelet waits for it until its deadlines`,
				stoppedBySignal(process),
			);
		}
		if (process?.state === 'D') {
			return warning(`process ${process.pid} of containerd waits for a disk or a network filesystem (state D)`, {
				evidence: [{source: `/proc/${process.pid}/stat`, text: 'state D (uninterruptible)'}],
				fix: [run('dmesg', '--level=err,warn')],
			});
		}
		if (process && service?.activeState === 'activating' && node.kinds[node.containerd.address] === undefined) {
			return grave(
				`process ${process.pid} of containerd has started and serves nothing yet: there is no ${node.containerd.address}`,
				{
					evidence: [{source: 'systemctl show containerd', text: stateOf(service)}],
					fix: [run('journalctl', '-u', 'containerd', '-b', '--no-pager'), restart('containerd')],
				},
			);
		}
		const isAsked = isNeeded || runtimeOf(node) === undefined;
		if (process && isAsked && node.kinds[node.containerd.address] === undefined && hasListened(node)) {
			return grave(
				`process ${process.pid} of containerd runs, and its socket ${node.containerd.address} is gone: somebody deleted the file, and nobody can speak to it`,
				{evidence: [{source: node.containerd.address, text: 'is not there'}], fix: [restart('containerd')]},
			);
		}
		if (process) return ok(`it runs as process ${process.pid}`);
		if (runtimeOf(node) === 'crio') return skipped('the kubelet makes its pods through CRI-O');
		const distribution = distributionOf(node);
		if (distribution !== undefined) return skipped(`${distribution.name} starts its own`);
		if (service === undefined) return grave('no containerd process runs, and there is no containerd.service');
		return grave(`containerd does not run (${stateOf(service)}): no container can be started, stopped or looked at`, {
			evidence: [{source: 'systemctl show containerd', text: stateOf(service)}],
			fix: [
				...(service.activeState === 'failed' ? [run('systemctl', 'reset-failed', 'containerd')] : []),
				restart('containerd'),
				...(needsDocker(node) && usesOwnContainerd(node) ? [run('systemctl', 'start', 'docker.socket', 'docker')] : []),
			],
		});
	},
};

/** It has been up for longer than the moment that it takes to make its socket. */
function hasListened(node: NodeSnapshot): boolean {
	return unit(node, 'containerd.service')?.activeState === 'active' && known(node.sockets) !== undefined;
}
