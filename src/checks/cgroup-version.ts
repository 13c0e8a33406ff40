import {known} from '../model/node-snapshot.ts';
import {atLeast, configured, hasKubelet} from './about.ts';
import {type Check, fatal, info, ok, skipped} from './check.ts';
import {advice, at} from './fixes.ts';

export const cgroupVersion: Check = {
	id: 'cgroup-version',
	title: 'cgroup version',
	explains: ['kubelet-cgroup-v1', 'ctd-cgroupv1-dep'],
	look(node) {
		const version = known(node.kernel.cgroups);
		if (version === undefined) return skipped('it is not known');
		if (version === '2') return ok('cgroup v2');
		const kubelet = known(node.kubelet.version);
		const evidence = [
			{source: '/proc/self/mountinfo', text: version === 'hybrid' ? 'cgroup v1 with a v2 beside it' : 'cgroup v1'},
		];
		const fix = [advice('boot with systemd.unified_cgroup_hierarchy=1 (and the systemd driver on both sides)')];
		if (
			hasKubelet(node) &&
			kubelet !== undefined &&
			atLeast(kubelet, '1.35') &&
			configured(node, 'failCgroupV1')?.value !== 'false'
		) {
			const set = configured(node, 'failCgroupV1');
			return fatal(`kubelet ${kubelet} refuses cgroup v1`, {
				evidence: set ? [...evidence, at(set)] : evidence,
				fix: [...fix, advice('until then: failCgroupV1: false in the kubelet configuration')],
			});
		}
		return info(
			`the node has cgroup v1: fine with ${kubelet === undefined ? 'what is here' : `kubelet ${kubelet}`}, refused by default from Kubernetes 1.35`,
			{evidence, fix},
		);
	},
};
