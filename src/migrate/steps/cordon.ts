import {known} from '../../model/node-snapshot.ts';
import {isOnTarget, type MigrationFacts} from '../facts.ts';
import type {Step} from '../step.ts';
import {kubectl} from './kubectl.ts';

export const cordon: Step<MigrationFacts> = {
	id: 'cordon',
	title: 'take no new pods',
	why: 'Pods that are evicted must not come back to this node before it is done.',
	source: 'kubernetes.io, Safely Drain a Node',
	watch: [],
	seconds: 1,
	looks: ['node'],
	touches: ['node'],
	settleMs: 20_000,
	check(facts) {
		const node = known(facts.snapshot.node);
		if (isOnTarget(facts) || node?.unschedulable) return {is: 'done'};
		if (node === undefined && !facts.did.has('cordon') && 'missing' in facts.snapshot.node)
			return {is: 'blocked', because: `the cluster cannot be asked about this node: ${facts.snapshot.node.missing}`};
		if (node === undefined) return {is: 'done'};
		if (facts.workloads.access.marks === undefined)
			return {is: 'blocked', because: `no kubeconfig here may do it; elsewhere: kubectl cordon ${facts.nodeName}`};
		return {is: 'todo'};
	},
	plan: facts => [
		{
			kind: 'run',
			argv: kubectl(facts, 'cordon', facts.nodeName),
			undo: [kubectl(facts, 'uncordon', facts.nodeName)],
			undoWithinMs: 180_000,
		},
	],
	verify: facts => (known(facts.snapshot.node)?.unschedulable ? undefined : 'the node still takes pods'),
};
