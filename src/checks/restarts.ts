import {known} from '../model/node-snapshot.ts';
import {stateOf} from '../model/unit-state.ts';
import {type Check, info, ok, skipped, warning} from './check.ts';

export const restarts: Check = {
	id: 'restarts',
	title: 'services that ended',
	follows: [
		'unit-type',
		'docker-config',
		'kubelet-running',
		'containerd-running',
		'crio-running',
		'docker-running',
		'cri-dockerd-running',
		'api-server',
	],
	look(node) {
		const units = known(node.units);
		if (units === undefined) return skipped('systemd does not answer');
		const again = Object.values(units).filter(({restarts: count}) => count > 0);
		if (again.length === 0) return ok('none was');
		const steady = again.every(({activeState}) => activeState === 'active');
		const evidence = again.map(one => ({source: `systemctl show ${one.name}`, text: stateOf(one)}));
		const because = again
			.map(
				({name, restarts: count}) => `${name} ended and was started again ${count === 1 ? 'once' : `${count} times`}`,
			)
			.join(', ');
		return steady && again.every(({restarts: count}) => count < 50)
			? info(`${because} since it was last started by hand or by a boot; it runs now`, {evidence})
			: warning(because, {evidence});
	},
};
