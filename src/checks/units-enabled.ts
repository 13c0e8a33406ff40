import {needsContainerd, needsDocker, unit} from './about.ts';
import {type Check, ok, skipped, warning} from './check.ts';
import {run} from './fixes.ts';

export const unitsEnabled: Check = {
	id: 'units-enabled',
	title: 'services at boot',
	look(node) {
		if ('missing' in node.units) return skipped('systemd does not answer');
		const names = [
			'kubelet.service',
			...(needsContainerd(node) ? ['containerd.service'] : []),
			...(needsDocker(node) ? ['docker.service'] : []),
		];
		const off = names.map(name => unit(node, name)).filter(each => each?.fileState === 'disabled');
		if (off.length === 0) return ok('it is');
		const shown = off.map(each => each?.name ?? '');
		return warning(
			`${shown.join(', ')} ${off.length === 1 ? 'is' : 'are'} not enabled: the node does not come back after a boot`,
			{
				evidence: shown.map(name => ({source: `systemctl is-enabled ${name}`, text: 'disabled'})),
				fix: [run('systemctl', 'enable', ...shown)],
			},
		);
	},
};
