import type {NodeSnapshot} from '../../model/node-snapshot.ts';
import type {StaticPod} from '../../model/node-state.ts';
import {fatal, type Outcome} from '../check.ts';
import {advice, run} from '../fixes.ts';
import {controlPlaneAgain} from './control-plane-again.ts';

const failed =
	/no route to host|i\/o timeout|connection refused|no such host|network is unreachable|Client\.Timeout|deadline exceeded/;

/** Controller manager and scheduler ask an API server elsewhere than everybody else of this node, and say that they do not get through. */
export function otherServers(pods: readonly StaticPod[], node: NodeSnapshot): readonly Outcome[] {
	const {kubeconfigs} = node;
	const meant = ['admin', 'kubelet', 'super-admin']
		.map(name => kubeconfigs.find(({path}) => path === `/etc/kubernetes/${name}.conf`)?.server)
		.find(server => server !== undefined);
	if (meant === undefined) return [];
	return ['controller-manager', 'scheduler'].flatMap(name => {
		const path = `/etc/kubernetes/${name}.conf`;
		const server = kubeconfigs.find(one => one.path === path)?.server;
		if (server === undefined || server === meant) return [];
		const host = server.replace(/^https?:\/\//, '').replace(/\/$/, '');
		const log = pods.find(pod => pod.name === `kube-${name}`)?.log ?? [];
		const said = log.findLast(line => line.includes(host) && failed.test(line));
		if (said === undefined) return [];
		return [
			fatal(`${path} names ${server}, where nobody answers kube-${name}; the others of this node ask ${meant}`, {
				evidence: [
					{source: path, text: `server: ${server}`},
					{source: `log of kube-${name}`, text: said.slice(0, 300)},
				],
				fix: [run('sed', '-i', `s|server: ${server}|server: ${meant}|`, path), controlPlaneAgain(node)],
			}),
		];
	});
}

const refused =
	/(?:error retrieving resource lock|[Ff]ailed to (?:list|watch)).{0,300}(?:Unauthorized|must be logged in)/;

/** Their own kubeconfig holds a certificate that the API server does not know. */
export function unknownOnes(pods: readonly StaticPod[], node: NodeSnapshot): readonly Outcome[] {
	const {kubeconfigs, programs, state} = node;
	return ['controller-manager', 'scheduler'].flatMap(name => {
		const path = `/etc/kubernetes/${name}.conf`;
		const said = pods
			.find(pod => pod.name === `kube-${name}`)
			?.log.slice(-5)
			.findLast(line => refused.test(line));
		if (said === undefined || !kubeconfigs.some(one => one.path === path)) return [];
		const signsHere = state?.kubernetesFiles?.includes('/etc/kubernetes/pki/ca.key') && programs.kubeadm !== undefined;
		return [
			fatal(`the API server does not know the certificate in ${path}: kube-${name} does nothing`, {
				evidence: [{source: `log of kube-${name}`, text: said.slice(0, 300)}],
				fix: signsHere
					? [
							run('mv', path, `${path}.refused`),
							run('kubeadm', 'init', 'phase', 'kubeconfig', name),
							controlPlaneAgain(node),
						]
					: [
							advice(
								`${path} of another node of this control plane, or kubeadm init phase kubeconfig ${name} where ca.key is`,
							),
						],
			}),
		];
	});
}
