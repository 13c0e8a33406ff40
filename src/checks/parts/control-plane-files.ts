import type {NodeSnapshot, Setting} from '../../model/node-snapshot.ts';
import type {StaticPod} from '../../model/node-state.ts';
import {pkiFolderOf, usualPki} from '../../model/pki-folder.ts';
import {type Fix, fatal, type Outcome} from '../check.ts';
import {advice, at, replaceInLine, run} from '../fixes.ts';

const pki = usualPki;
const kubeconfigFlags = ['--kubeconfig', '--authentication-kubeconfig', '--authorization-kubeconfig'];
const ofKubeconfig = (name: string) =>
	Object.fromEntries(kubeconfigFlags.map(flag => [flag, `/etc/kubernetes/${name}.conf`]));

/** Where each flag points in the manifests that kubeadm writes. Source: kubeadm 1.20 and 1.30, `kubeadm init phase`. */
export const usual: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	etcd: {
		'--cert-file': `${pki}/etcd/server.crt`,
		'--key-file': `${pki}/etcd/server.key`,
		'--peer-cert-file': `${pki}/etcd/peer.crt`,
		'--peer-key-file': `${pki}/etcd/peer.key`,
		'--trusted-ca-file': `${pki}/etcd/ca.crt`,
		'--peer-trusted-ca-file': `${pki}/etcd/ca.crt`,
	},
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
	'kube-controller-manager': {
		...ofKubeconfig('controller-manager'),
		'--client-ca-file': `${pki}/ca.crt`,
		'--cluster-signing-cert-file': `${pki}/ca.crt`,
		'--cluster-signing-key-file': `${pki}/ca.key`,
		'--requestheader-client-ca-file': `${pki}/front-proxy-ca.crt`,
		'--root-ca-file': `${pki}/ca.crt`,
		'--service-account-private-key-file': `${pki}/sa.key`,
	},
	'kube-scheduler': ofKubeconfig('scheduler'),
};

/** Files that a manifest names and that are not there: made again, or the manifest is put right where the usual one is there. */
export function absentFiles({name, path, flags, absent}: StaticPod, node: NodeSnapshot): Outcome | undefined {
	if (absent.length === 0) return undefined;
	const named = flags.filter(({value}) => absent.includes(value));
	return fatal(
		`${absent.join(', ')}, which ${path} names, ${absent.length === 1 ? 'is' : 'are'} not there: ${name} does not start`,
		{evidence: named.map(at), fix: unique(named.flatMap(flag => fixOf(name, flag, node)))},
	);
}

function fixOf(pod: string, {name, value, path, line}: Setting, node: NodeSnapshot): readonly Fix[] {
	const meant = usual[pod]?.[name];
	if (meant !== undefined && meant !== value && node.state?.kubernetesFiles?.includes(meant))
		return [replaceInLine(path, line, value, meant)];
	return fileAgain(value, pkiFolderOf((node.state?.staticPods ?? []).flatMap(({flags}) => flags)));
}

/** kubeadm makes what is missing and leaves what is there; the public half of sa.key is a matter of openssl. */
function fileAgain(file: string, folder: string): readonly Fix[] {
	if (file.endsWith('/sa.pub'))
		return [run('openssl', 'rsa', '-in', file.replace(/pub$/, 'key'), '-pubout', '-out', file)];
	if (!file.includes('/pki/') && !file.startsWith(`${folder}/`))
		return file.endsWith('.conf')
			? [run('kubeadm', 'init', 'phase', 'kubeconfig', 'all')]
			: [advice(`put ${file} back from a backup`)];
	const where = folder === pki ? [] : ['--cert-dir', folder];
	return [run('kubeadm', 'init', 'phase', 'certs', 'all', ...where), advice(`or put ${file} back from a backup`)];
}

function unique(fixes: readonly Fix[]): readonly Fix[] {
	return fixes.filter((fix, index) => fixes.findIndex(other => other.text === fix.text) === index);
}
