import {known, type NodeSnapshot} from '../model/node-snapshot.ts';
import {flag, hasKubelet} from './about.ts';
import {type Check, type Evidence, type Fix, fatal, ok, skipped} from './check.ts';
import {advice, at, restart, run} from './fixes.ts';
import {recentLine} from './parts/recent-line.ts';

const folder = '/etc/kubernetes';
const store = '/var/lib/kubelet/pki/kubelet-client-current.pem';

/** With what the kubelet shows itself to the API server: it must have something, and be known by it. */
export const kubeletCredentials: Check = {
	id: 'kubelet-credentials',
	title: 'what the kubelet shows to the API server',
	follows: ['places', 'unit-confined', 'kubelet-config', 'certificates'],
	explains: ['kubelet-unauthorized', 'bootstrap-token', 'kubeconfig-missing'],
	look(node) {
		if (!hasKubelet(node)) return skipped('there is no kubelet on this node');
		const path = flag(node, '--kubeconfig')?.value;
		if (path === undefined) return skipped('no --kubeconfig is set');
		const config = node.kubeconfigs.find(one => one.path === path);
		const bootstrap = flag(node, '--bootstrap-kubeconfig');
		const hasBootstrap = bootstrap !== undefined && isThere(bootstrap.value, node);
		const hasStore = node.certificates.some(one => one.path === store);
		const evidence: readonly Evidence[] = [
			{source: path, text: config === undefined ? 'is not there' : `its user has ${config.holds ?? 'a certificate'}`},
			...(bootstrap
				? [at(bootstrap), {source: bootstrap.value, text: hasBootstrap ? 'is there' : 'is not there'}]
				: []),
		];
		const bare = config === undefined ? isReadable(node) : config.holds === 'nothing' || config.holds === 'a token';
		if (bare && bootstrap !== undefined && !hasBootstrap && !hasStore)
			return fatal(
				`${path} ${config === undefined ? 'is not there' : 'has no client certificate'}, and neither is there a bootstrap token: the kubelet has nothing to show to the API server, and does not start`,
				{evidence, fix: newCredentials(path, node)},
			);
		const refused = isWell(node) ? undefined : recentLine(node, 'kubelet.service', isRefusal);
		if (refused === undefined) return ok(`nothing speaks against what ${path} has`);
		const what = hasStore ? store : hasBootstrap ? bootstrap.value : path;
		return fatal(
			`the API server does not know what the kubelet shows (${what}): a token that ran out or was taken away, or the credentials of another cluster`,
			{evidence: [...evidence, {source: 'journalctl -u kubelet', text: refused}], fix: newCredentials(path, node)},
		);
	},
};

function isRefusal(message: string): boolean {
	return /\bUnauthorized\b/.test(message) && !/pull|registr(y|ies)\b|\/v2\/|image|plugin|CNI/i.test(message);
}

function isWell(node: NodeSnapshot): boolean {
	return known(node.node)?.ready === true;
}

function isThere(path: string, {state}: NodeSnapshot): boolean {
	return state?.kubernetesFiles?.includes(path) ?? true;
}

/** Who may not look into the folder knows nothing of the file. */
function isReadable({state}: NodeSnapshot): boolean {
	return (state?.kubernetesFiles?.length ?? 0) > 0;
}

/** Where the key of the authority lies, kubeadm makes them here; elsewhere the control plane has to let the node in again. */
function newCredentials(path: string, node: NodeSnapshot): readonly Fix[] {
	const {hostname, kubeconfigs, kubelet, programs} = node;
	const server = kubeconfigs.find(one => one.path === path)?.server ?? kubeconfigs.find(one => one.server)?.server;
	const [, host, port] = /^https:\/\/([\w.-]+):(\d{1,5})\/?$/.exec(server ?? '') ?? [];
	const name = flag(node, '--hostname-override')?.value ?? hostname.toLowerCase();
	const version = known(kubelet.version);
	const signsHere = isThere(`${folder}/pki/ca.key`, node) && programs.kubeadm !== undefined;
	if (!signsHere || node.state === undefined || host === undefined || port === undefined || version === undefined)
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
