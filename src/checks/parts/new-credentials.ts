import {nodeNameOf} from '../../model/node-name.ts';
import {known, type NodeSnapshot} from '../../model/node-snapshot.ts';
import type {Fix} from '../check.ts';
import {advice, restart, run} from '../fixes.ts';

export const folder = '/etc/kubernetes';
export const store = '/var/lib/kubelet/pki/kubelet-client-current.pem';

export function isThere(path: string, {state}: NodeSnapshot): boolean {
	return state?.kubernetesFiles?.includes(path) ?? true;
}

/** Whether the key of the authority lies here, so that kubeadm can make them. */
export function signsHere(node: NodeSnapshot): boolean {
	return node.state?.kubernetesFiles?.includes(`${folder}/pki/ca.key`) === true && node.programs.kubeadm !== undefined;
}

/** Where the key of the authority lies, kubeadm makes them here; elsewhere the control plane has to let the node in again. */
export function newCredentials(path: string, node: NodeSnapshot): readonly Fix[] {
	const {hostname, kubeconfigs, kubelet} = node;
	const server = kubeconfigs.find(one => one.path === path)?.server ?? kubeconfigs.find(one => one.server)?.server;
	const [, host, port] = /^https:\/\/([\w.-]+):(\d{1,5})\/?$/.exec(server ?? '') ?? [];
	const name = nodeNameOf(node.kubelet.flags, hostname);
	const version = known(kubelet.version);
	if (!signsHere(node) || host === undefined || port === undefined || version === undefined)
		return [
			advice('on a control plane: kubeadm token create --print-join-command'),
			advice(
				`here: rm -f ${path} /var/lib/kubelet/pki/kubelet-client-*.pem (they are worth nothing any more), then that join command; or only its token into ${folder}/bootstrap-kubelet.conf and systemctl restart kubelet`,
			),
		];
	const put = kubeconfigs.some(one => one.path === path) ? [run('mv', path, `${path}.refused`)] : [];
	const stored = node.certificates.some(one => one.path === store) ? [run('mv', store, `${store}.refused`)] : [];
	const to = path.slice(0, path.lastIndexOf('/'));
	const words = ['--node-name', name, '--control-plane-endpoint', `${host}:${port}`, '--kubeconfig-dir', to];
	return [
		...put,
		...stored,
		run('kubeadm', 'init', 'phase', 'kubeconfig', 'kubelet', ...words, '--kubernetes-version', `v${version}`),
		run('systemctl', 'reset-failed', 'kubelet'),
		restart('kubelet'),
	];
}
