import type {StaticPod} from '../../model/node-state.ts';
import {fatal, type Outcome} from '../check.ts';
import {at, replaceInLine} from '../fixes.ts';

const pki = '/etc/kubernetes/pki';

/** Where kubeadm's manifests have the files. Source: the manifests of kubeadm 1.20 and 1.30. */
const usual: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	'kube-apiserver': {
		'--client-ca-file': `${pki}/ca.crt`,
		'--etcd-cafile': `${pki}/etcd/ca.crt`,
		'--etcd-certfile': `${pki}/apiserver-etcd-client.crt`,
		'--etcd-keyfile': `${pki}/apiserver-etcd-client.key`,
		'--kubelet-client-certificate': `${pki}/apiserver-kubelet-client.crt`,
		'--kubelet-client-key': `${pki}/apiserver-kubelet-client.key`,
		'--proxy-client-cert-file': `${pki}/front-proxy-client.crt`,
		'--proxy-client-key-file': `${pki}/front-proxy-client.key`,
		'--requestheader-client-ca-file': `${pki}/front-proxy-ca.crt`,
		'--service-account-key-file': `${pki}/sa.pub`,
		'--service-account-signing-key-file': `${pki}/sa.key`,
		'--tls-cert-file': `${pki}/apiserver.crt`,
		'--tls-private-key-file': `${pki}/apiserver.key`,
	},
	etcd: {
		'--cert-file': `${pki}/etcd/server.crt`,
		'--key-file': `${pki}/etcd/server.key`,
		'--trusted-ca-file': `${pki}/etcd/ca.crt`,
		'--peer-cert-file': `${pki}/etcd/peer.crt`,
		'--peer-key-file': `${pki}/etcd/peer.key`,
		'--peer-trusted-ca-file': `${pki}/etcd/ca.crt`,
	},
	'kube-controller-manager': {
		'--client-ca-file': `${pki}/ca.crt`,
		'--cluster-signing-cert-file': `${pki}/ca.crt`,
		'--cluster-signing-key-file': `${pki}/ca.key`,
		'--kubeconfig': '/etc/kubernetes/controller-manager.conf',
		'--requestheader-client-ca-file': `${pki}/front-proxy-ca.crt`,
		'--root-ca-file': `${pki}/ca.crt`,
		'--service-account-private-key-file': `${pki}/sa.key`,
	},
	'kube-scheduler': {'--kubeconfig': '/etc/kubernetes/scheduler.conf'},
};

/**
 * A pod that does not serve, or not well, and is told another file of kubeadm's than kubeadm tells it: the wrong one of
 * two authorities, a key beside a foreign certificate. Files of somebody's own are left alone, and so is what works.
 */
export function unusualFiles(pods: readonly StaticPod[], files: readonly string[], isBad: (pod: StaticPod) => boolean) {
	const kubeadms = new Set(Object.values(usual).flatMap(flags => Object.values(flags)));
	return pods.filter(isBad).flatMap(({name, path, flags}): readonly Outcome[] => {
		const own = usual[name] ?? {};
		const wrong = flags.flatMap(flag => {
			const meant = own[flag.name];
			const isOther = meant !== undefined && flag.value !== meant && kubeadms.has(flag.value) && files.includes(meant);
			return isOther ? [{flag, meant}] : [];
		});
		if (wrong.length === 0) return [];
		return [
			fatal(
				`${name} does not work, and ${path} tells it ${wrong.map(({flag, meant}) => `${flag.name}=${flag.value} where kubeadm has ${meant}`).join(', ')}`,
				{
					evidence: wrong.map(({flag}) => at(flag)),
					fix: wrong.map(({flag, meant}) => replaceInLine(flag.path, flag.line, flag.value, meant)),
				},
			),
		];
	});
}
