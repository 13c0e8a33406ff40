import {known} from '../model/node-snapshot.ts';
import {needsContainerd, needsDocker, runtimeOf} from './about.ts';
import {type Check, fatal, ok, skipped} from './check.ts';
import {run} from './fixes.ts';

export const unitMasked: Check = {
	id: 'unit-masked',
	title: 'masked or broken services',
	explains: ['unit-masked', 'unit-bad', 'unit-missing'],
	look(node) {
		const units = known(node.units);
		if (units === undefined) return skipped('systemd does not answer');
		const wanted = [
			'kubelet.service',
			...(needsContainerd(node) ? ['containerd.service'] : []),
			...(needsDocker(node) ? ['docker.service', 'docker.socket'] : []),
			...(runtimeOf(node) === 'cri-dockerd' ? ['cri-docker.service', 'cri-docker.socket'] : []),
		];
		const bad = wanted
			.map(name => units[name])
			.find(unit => unit && ['masked', 'bad-setting', 'error'].includes(unit.loadState));
		if (bad === undefined) return ok('none is');
		const evidence = [{source: `systemctl show ${bad.name}`, text: `LoadState=${bad.loadState}`}];
		if (bad.loadState === 'masked') {
			return fatal(`${bad.name} is masked: systemd refuses to start it`, {
				evidence,
				fix: [run('systemctl', 'unmask', bad.name), run('systemctl', 'start', bad.name)],
			});
		}
		return fatal(`systemd cannot read ${bad.name}, so it does not start it`, {
			evidence,
			fix: [
				run('systemd-analyze', 'verify', bad.name),
				run('systemctl', 'daemon-reload'),
				run('systemctl', 'start', bad.name),
			],
		});
	},
};
