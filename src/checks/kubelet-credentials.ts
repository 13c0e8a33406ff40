import {known, type NodeSnapshot} from '../model/node-snapshot.ts';
import {flag, hasKubelet} from './about.ts';
import {type Check, type Evidence, fatal, type Outcome, ok, skipped} from './check.ts';
import {at} from './fixes.ts';
import {isThere, newCredentials, store} from './parts/new-credentials.ts';
import {recentLine} from './parts/recent-line.ts';

/** With what the kubelet shows itself to the API server: it must have something, and be known by it. */
export const kubeletCredentials: Check = {
	id: 'kubelet-credentials',
	title: 'what the kubelet shows to the API server',
	follows: ['places', 'unit-confined', 'kubelet-config', 'certificates'],
	explains: ['kubelet-unauthorized', 'bootstrap-token', 'kubeconfig-missing', 'node-group'],
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
		const nobody = ofNoNode(hasStore ? store : path, node);
		if (nobody !== undefined) return {...nobody, fix: newCredentials(path, node)};
		const refused = isWell(node) ? undefined : recentLine(node, 'kubelet.service', isRefusal);
		if (refused === undefined) return ok(`nothing speaks against what ${path} has`);
		const what = hasStore ? store : hasBootstrap ? bootstrap.value : path;
		return fatal(
			`the API server does not know what the kubelet shows (${what}): a token that ran out or was taken away, or the credentials of another cluster`,
			{evidence: [...evidence, {source: 'journalctl -u kubelet', text: refused}], fix: newCredentials(path, node)},
		);
	},
};

/** Its certificate has the name of a node and not the group of nodes, to which all rights are given. */
function ofNoNode(path: string, node: NodeSnapshot): Outcome | undefined {
	const shown = node.certificates.find(one => one.path === path);
	if (shown === undefined || !/CN=system:node:/.test(shown.subject) || /O=system:nodes\b/.test(shown.subject))
		return undefined;
	const said = recentLine(node, 'kubelet.service', message => /is forbidden: User \\?"system:node:/.test(message));
	if (said === undefined) return undefined;
	return fatal(
		`the certificate in ${path} does not say that it is a node's (O=system:nodes): the API server forbids the kubelet everything`,
		{
			evidence: [
				{source: path, text: shown.subject},
				{source: 'journalctl -u kubelet', text: said},
			],
		},
	);
}

function isRefusal(message: string): boolean {
	return /\bUnauthorized\b/.test(message) && !/pull|registr(y|ies)\b|\/v2\/|image|plugin|CNI/i.test(message);
}

function isWell(node: NodeSnapshot): boolean {
	return known(node.node)?.ready === true;
}

/** Who may not look into the folder knows nothing of the file. */
function isReadable({state}: NodeSnapshot): boolean {
	return (state?.kubernetesFiles?.length ?? 0) > 0;
}
