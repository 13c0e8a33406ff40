import {known} from '../model/node-snapshot.ts';
import {hasKubelet} from './about.ts';
import {type Check, info, ok, skipped} from './check.ts';
import {advice} from './fixes.ts';

export const standaloneContainers: Check = {
	id: 'standalone-containers',
	title: "docker's own containers",
	look(node) {
		if (!hasKubelet(node)) return skipped('there is no kubelet on this node');
		const containers = known(node.docker.containers);
		if (containers === undefined) return skipped('docker is not here, or does not answer');
		const own = containers.filter(
			({ofKubelet, name, state}) => !ofKubelet && !name.startsWith('k8s_') && state === 'running',
		);
		if (own.length === 0) return ok('none runs');
		return info(
			`${own
				.map(({name}) => name)
				.slice(0, 6)
				.join(
					', ',
				)} ${own.length === 1 ? 'runs' : 'run'} beside the kubelet: it does not see them, and they end with docker`,
			{
				evidence: own.slice(0, 6).map(({name, image}) => ({source: 'docker ps', text: `${name} (${image})`})),
				fix: [advice('before docker goes: make them pods, or run them with nerdctl')],
			},
		);
	},
};
