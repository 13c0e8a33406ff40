import {known} from '../model/node-snapshot.ts';
import {needsContainerd, needsDocker} from './about.ts';
import {type Check, info, ok, skipped, warning} from './check.ts';
import {run} from './fixes.ts';

export const twoRuntimes: Check = {
	id: 'two-runtimes',
	title: 'two runtimes at once',
	explains: ['multi-cri'],
	look(node) {
		if (needsContainerd(node)) {
			const containers = known(node.docker.containers);
			if (containers === undefined) return ok('docker does not run');
			const left = containers.filter(
				({ofKubelet, name, state}) => (ofKubelet || name.startsWith('k8s_')) && state === 'running',
			);
			if (left.length === 0) return info('docker runs beside containerd; no pod of Kubernetes is in it');
			return warning(
				`${left.length} containers of pods still run in docker, though the kubelet uses containerd: it does not see them, so they run twice, hold ports and are never stopped`,
				{
					evidence: left.slice(0, 4).map(({name, image}) => ({source: 'docker ps', text: `${name} (${image})`})),
					fix: [run('docker', 'rm', '-f', ...left.map(({name}) => name))],
				},
			);
		}
		if (!needsDocker(node)) return skipped('there is no kubelet on this node');
		const pods = known(node.namespaces)?.find(({name}) => name === 'k8s.io');
		if (pods === undefined || pods.tasks.length === 0) return ok('containerd has none of its own');
		return warning(
			`${pods.tasks.length} containers of pods run in containerd (k8s.io), though the kubelet uses docker: nobody stops them`,
			{
				evidence: [{source: 'ctr -n k8s.io tasks ls', text: `PIDs ${pods.tasks.slice(0, 8).join(', ')}`}],
				fix: [run('ctr', '-n', 'k8s.io', 'tasks', 'ls')],
			},
		);
	},
};
