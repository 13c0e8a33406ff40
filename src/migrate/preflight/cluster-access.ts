import {quote} from '../../model/argv.ts';
import {known} from '../../model/node-snapshot.ts';
import {isBegunByHand} from '../facts.ts';
import {drainWords} from '../steps/kubectl.ts';
import {type Check, go, noGo} from './finding.ts';

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
		if (drains !== undefined) return go(`pods are moved with ${drains}`);
		const words = quote(['kubectl', ...drainWords(facts)]);
		return go(
			`no kubeconfig here may drain the node: the walk waits until it was drained elsewhere, with ${words}` +
				(marks === undefined ? `, and uncordoned at the end` : ''),
		);
	},
};
