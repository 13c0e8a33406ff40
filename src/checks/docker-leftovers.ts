import {hasKubelet, needsDocker} from './about.ts';
import {type Check, info, ok, skipped} from './check.ts';
import {advice} from './fixes.ts';

export const dockerLeftovers: Check = {
	id: 'docker-leftovers',
	title: 'leftovers of docker',
	look(node) {
		if (!hasKubelet(node) || needsDocker(node)) return skipped('docker is in use on this node, or there is no kubelet');
		if (node.processes.some(({name}) => name === 'dockerd')) return skipped('docker runs');
		if (node.leftovers.length === 0) return ok('nothing');
		const ways: Readonly<Record<string, string>> = {
			'/var/lib/docker': 'images and volumes of docker: du -sh /var/lib/docker, then rm -rf once nobody misses them',
			'/sys/class/net/docker0': 'ip link delete docker0 (its iptables chains go at the next boot)',
			'/var/lib/dockershim': 'rm -rf /var/lib/dockershim',
			'/var/run/dockershim.sock': 'rm /var/run/dockershim.sock: crictl up to 1.29 tries it first',
			'/var/lib/cri-dockerd': 'rm -rf /var/lib/cri-dockerd',
			'/run/cri-dockerd.sock':
				'rm /run/cri-dockerd.sock: kubeadm asks which runtime is meant where it finds two sockets',
		};
		return info(
			`there ${node.leftovers.length === 1 ? 'is' : 'are'} ${node.leftovers.join(', ')}: nothing uses them any more`,
			{
				evidence: node.leftovers.map(path => ({source: path, text: 'is there'})),
				fix: node.leftovers.flatMap(path => (ways[path] ? [advice(ways[path])] : [])),
			},
		);
	},
};
