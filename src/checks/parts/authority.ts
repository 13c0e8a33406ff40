import {quoteWord} from '../../model/argv.ts';
import type {NodeSnapshot} from '../../model/node-snapshot.ts';
import type {Fix} from '../check.ts';

const kubeconfig = '/etc/kubernetes/kubelet.conf';

/** The authority of the cluster stands in the kubelet's kubeconfig too. Undefined: this is no file of it, or there is none. */
export function authorityAgain(path: string, node: NodeSnapshot): readonly Fix[] | undefined {
	if (!/\/pki\/ca\.crt$/.test(path) || !node.kubeconfigs.some(one => one.path === kubeconfig)) return undefined;
	const script = `sed -n 's/.*certificate-authority-data: *//p' ${kubeconfig} | head -n 1 | base64 -d > ${quoteWord(path)}`;
	return [{text: `the authority stands in ${kubeconfig} too: ${script}`, argv: ['sh', '-c', script]}];
}
