import {quote} from '../../model/argv.ts';
import {known} from '../../model/node-snapshot.ts';
import type {RefusedAccess} from '../../model/node-workloads.ts';
import {isBegunByHand, type MigrationFacts} from '../facts.ts';
import {drainWords} from '../steps/kubectl.ts';
import {type Check, go, noGo, type Verdict} from './finding.ts';

export const clusterAccess: Check = {
	id: 'cluster-access',
	title: 'the cluster and this node',
	look(facts) {
		const {drains, marks} = facts.workloads.access;
		const {node, programs} = facts.snapshot;
		if (programs.kubectl === undefined && 'missing' in node)
			return noGo('kubectl is not on this node, and without it the cluster cannot be asked about it', {
				evidence: [{source: 'PATH', text: node.missing}],
				fix: [{text: `install kubectl ${known(facts.snapshot.kubelet.version) ?? ''}, the version of the kubelet`}],
			});
		const isBegun = facts.did.size > 0 || isBegunByHand(facts);
		const refused = facts.workloads.access.refused ?? [];
		const evidence = refused.map(({path, because}) => ({source: path, text: because}));
		const named = refused.find(each => each.named);
		// Whoever names a file means that one: without it, another of the node will do.
		if (named !== undefined)
			return noGo(`${named.path} is of no use here: ${named.because}`, {evidence, fix: fixesOf([named])});
		const renamed = 'missing' in node && !isBegun ? renamedHost(facts) : undefined;
		if (renamed !== undefined) return renamed;
		if ('missing' in node && !isBegun)
			return noGo(`the API server does not answer about this node: ${node.missing}`, {
				fix: [{text: 'see that /etc/kubernetes/kubelet.conf is there and the API server is up'}],
			});
		if (known(node)?.ready === false && !isBegun)
			return noGo('the node is not Ready now; first make it well: rtconsole check', {
				evidence: (known(node)?.conditions ?? [])
					.filter(({type}) => type === 'Ready')
					.map(({reason, message}) => ({source: 'node status', text: `${reason}: ${message}`})),
			});
		if (drains !== undefined) return go(`pods are moved with ${drains}`, evidence);
		const words = quote(['kubectl', ...drainWords(facts)]);
		return {
			...go(
				`no kubeconfig here may drain the node: the walk waits until it was drained elsewhere, with ${words}` +
					(marks === undefined ? `, and uncordoned at the end` : ''),
				evidence,
			),
			fix: fixesOf(refused),
		};
	},
};

/** The name of the host was changed under a kubelet that runs: at its next start it would be another node, with the certificate of this one. */
function renamedHost({snapshot, nodeName}: MigrationFacts): Verdict | undefined {
	const {node, kubeconfigs, hostname} = snapshot;
	if (!('missing' in node) || !/NotFound/.test(node.missing)) return undefined;
	const names = kubeconfigs.flatMap(({path, user}) => {
		const [, name] = /^system:node:(.+)$/.exec(user ?? '') ?? [];
		return name === undefined || name === nodeName ? [] : [{path, name}];
	});
	const [own] = names;
	if (own === undefined) return undefined;
	const {path, name} = own;
	return noGo(
		`the cluster has no node ${nodeName}: the certificate of the kubelet is of the node ${name}, and a kubelet that starts now would be another one, which it may not be`,
		{
			evidence: [
				{source: path, text: `system:node:${name}`},
				{source: 'hostname', text: hostname},
			],
			fix: [
				{text: quote(['hostnamectl', 'set-hostname', name]), argv: ['hostnamectl', 'set-hostname', name]},
				{text: `or keep the new one, and tell the kubelet of its node: --hostname-override=${name}`},
			],
		},
	);
}

/** What makes a kubeconfig of use again. */
function fixesOf(refused: readonly RefusedAccess[]): readonly {readonly text: string}[] {
	return refused.map(({path, because}) => ({text: `${path}: ${fixOf(because)}`}));
}

function fixOf(because: string): string {
	if (/certificate has expired/i.test(because))
		return 'renew the certificate of the API server: kubeadm certs renew all';
	if (/x509|certificate/i.test(because))
		return 'it trusts another authority than that of the API server: compare certificate-authority-data with /etc/kubernetes/pki/ca.crt';
	if (/unauthorized|logged in/i.test(because))
		return 'its certificate or token is not valid, or not any more: kubeadm certs renew admin.conf, or another with --kubeconfig FILE';
	if (/^it may not|forbidden/i.test(because))
		return 'give its user these rights, or name another with --kubeconfig FILE';
	return 'name another with --kubeconfig FILE';
}
