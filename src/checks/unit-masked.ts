import {criDockerdName} from '../model/cri-dockerd.ts';
import {known, type NodeSnapshot, type Unit} from '../model/node-snapshot.ts';
import {needsContainerd, needsDocker, runtimeOf, usesOwnContainerd} from './about.ts';
import {type Check, type Fix, fatal, ok, skipped} from './check.ts';
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
			...(needsDocker(node) && usesOwnContainerd(node) ? ['containerd.service'] : []),

			...(runtimeOf(node) === 'crio' ? ['crio.service'] : []),
			...(runtimeOf(node) === 'cri-dockerd'
				? [`${criDockerdName(node.units)}.service`, `${criDockerdName(node.units)}.socket`]
				: []),
		];
		const bad = wanted
			.map(name => units[name])
			.find(unit => unit && ['masked', 'bad-setting', 'error'].includes(unit.loadState));
		if (bad === undefined) return ok('none is');
		const evidence = [{source: `systemctl show ${bad.name}`, text: `LoadState=${bad.loadState}`}];
		if (bad.loadState === 'masked') {
			return fatal(`${bad.name} is masked: systemd refuses to start it`, {
				evidence,
				fix: [run('systemctl', 'unmask', bad.name), run('systemctl', 'start', bad.name), ...above(bad.name, node)],
			});
		}
		return fatal(`systemd cannot read ${bad.name}, so it does not start it`, {
			evidence,
			fix: [
				run('systemd-analyze', 'verify', bad.name),
				...startedTwice(bad),
				run('systemctl', 'daemon-reload'),
				run('systemctl', 'start', bad.name),
			],
		});
	},
};

/** What was down with it comes back after it: docker waits for its containerd, cri-dockerd for its socket. */
function above(name: string, node: NodeSnapshot): readonly Fix[] {
	if (name === 'containerd.service' && needsDocker(node)) return [run('systemctl', 'start', 'docker.socket', 'docker')];
	return /^cri-dockerd?\.socket$/.test(name) ? [run('systemctl', 'start', name.replace('.socket', '.service'))] : [];
}

/** A drop-in that sets ExecStart= must empty it first, or there are two. Source: man systemd.service. */
function startedTwice({files}: Unit): readonly Fix[] {
	return files.slice(1).flatMap(({path, text}) => {
		const lines = text.split('\n');
		const at = lines.findIndex(line => /^\s*ExecStart\s*=/.test(line));
		if (at < 0 || /=\s*$/.test(lines[at] ?? '')) return [];
		return [run('sed', '-i', `${at + 1}i ExecStart=`, path)];
	});
}
