import {systemdCgroup} from '../../model/containerd-config.ts';
import {known} from '../../model/node-snapshot.ts';
import {isOnTarget, type MigrationFacts} from '../facts.ts';
import {kubeletCgroupDriver} from '../wanted.ts';
import {type Check, go} from './finding.ts';

const versions = {'1': 'version 1', '2': 'version 2', hybrid: 'version 1 (with a version 2 beside it)'};

/** Who makes cgroups how: the kubelet and its runtime must do it the same way, and the walk sees to that. */
export const cgroups: Check = {
	id: 'cgroups',
	title: 'kernel, runc and cgroups',
	look(facts) {
		const {kernel, system, docker, programs, containerd} = facts.snapshot;
		const version = known(kernel.cgroups);
		if (isOnTarget(facts) || version === undefined) return undefined;
		const wanted = kubeletCgroupDriver(facts);
		const dockers = known(docker.info)?.cgroupDriver;
		const now = systemdCgroup(known(containerd.effective)) === true ? 'systemd' : 'cgroupfs';
		const differs =
			'value' in containerd.binary && now !== wanted ? `, containerd through ${now} until the walk sets it` : '';
		return go(
			`cgroups of ${versions[version]}; the kubelet makes them through ${wanted}${dockers === undefined ? '' : `, docker through ${dockers}`}${differs}; afterwards containerd through ${wanted}`,
			[
				...(system.kernel === undefined ? [] : [{source: 'kernel', text: system.kernel}]),
				{source: 'runc', text: programs.runc ?? runcMissing(facts)},
			],
		);
	},
};

function runcMissing({snapshot}: MigrationFacts): string {
	return 'value' in snapshot.containerd.binary
		? 'it is not in PATH; containerd finds it there alone'
		: 'it is not in PATH; the package of containerd brings it';
}
