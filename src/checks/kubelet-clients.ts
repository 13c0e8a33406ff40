import {configured, hasKubelet} from './about.ts';
import {type Check, ok, skipped, warning} from './check.ts';
import {at, replaceInLine, restart} from './fixes.ts';
import {recentLine} from './parts/recent-line.ts';

const usual = '/etc/kubernetes/pki/ca.crt';

/** Whom the kubelet takes at its own port: the API server above all, for logs, exec and metrics. */
export const kubeletClients: Check = {
	id: 'kubelet-clients',
	title: 'who may ask the kubelet',
	follows: ['kubelet-config-values', 'certificates', 'kubelet-running'],
	explains: ['kubelet-client-untrusted'],
	look(node) {
		if (!hasKubelet(node)) return skipped('there is no kubelet on this node');
		const set = configured(node, 'authentication.x509.clientCAFile');
		if (set === undefined) return skipped('no clientCAFile is set');
		const said = recentLine(node, 'kubelet.service', message =>
			/Unable to authenticate the request.*x509: certificate signed by unknown authority/.test(message),
		);
		const isElsewhere = set.value !== usual && node.state?.kubernetesFiles?.includes(usual) === true;
		// With the right file it is a stranger who asks, and no fault of the node.
		if (said === undefined || !isElsewhere) return ok(`those whom ${set.value} signed`);
		return warning(
			`clientCAFile is ${set.value}, and the API server is not signed by it: no logs, no exec, no metrics of this node`,
			{
				evidence: [at(set), {source: 'journalctl -u kubelet', text: said}],
				fix: [replaceInLine(set.path, set.line, set.value, usual), restart('kubelet')],
			},
		);
	},
};
