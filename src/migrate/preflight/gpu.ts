import {known} from '../../model/node-snapshot.ts';
import {containerdWanted} from '../wanted.ts';
import {type Check, consent} from './finding.ts';

export const gpu: Check = {
	id: 'other-runtimes',
	title: 'runtimes besides runc',
	look(facts) {
		const {runtimes, defaultRuntime} = containerdWanted(facts);
		const used = new Set((known(facts.workloads.containers) ?? []).map(({runtime}) => runtime));
		const names = Object.keys(runtimes ?? {});
		if (names.length === 0) return undefined;
		return consent(
			`${names.join(', ')}: become handlers of containerd${defaultRuntime === undefined ? '' : `, ${defaultRuntime} the default`}; whether pods find their devices shows only when they run`,
			{
				evidence: names.map(name => ({
					source: '/etc/docker/daemon.json',
					text: `${name}${used.has(name) ? ', in use' : ''}`,
				})),
				fix: [
					{text: 'for nvidia: nvidia-ctk runtime configure --runtime=containerd afterwards shows what it would change'},
				],
			},
		);
	},
};
