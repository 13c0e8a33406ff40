import type {NodeSnapshot} from '../../model/node-snapshot.ts';
import {needsDocker} from '../about.ts';
import type {Fix} from '../check.ts';

/** A static pod reads its certificates when it starts. */
export function controlPlaneAgain(node: NodeSnapshot): Fix {
	const names = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler'];
	const script = needsDocker(node)
		? `docker ps -q ${names.map(name => `-f name=k8s_${name}_`).join(' ')} | xargs -r docker restart`
		: `crictl ps -q --name '^(${names.join('|')})$' | xargs -r crictl stop`;
	return {text: `start the control plane again: ${script}`, argv: ['sh', '-c', script]};
}
