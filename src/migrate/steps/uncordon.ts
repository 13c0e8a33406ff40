import {known} from '../../model/node-snapshot.ts';
import {barePods, isOnTarget, type MigrationFacts} from '../facts.ts';
import type {Change, Step} from '../step.ts';
import {savedPods} from './bare-pods.ts';
import {drain} from './drain.ts';
import {drainSecondsOf, drainWords, kubectl} from './kubectl.ts';

export const uncordon: Step<MigrationFacts> = {
	id: 'uncordon',
	title: 'take pods again',
	why: 'The node was cordoned for this walk only. One that was cordoned before it stays so.',
	source: 'kubernetes.io, Safely Drain a Node',
	watch: [],
	seconds: 1,
	looks: ['node'],
	touches: ['node', 'pods'],
	settleMs: 20_000,
	check(facts) {
		const node = known(facts.snapshot.node);
		if (node?.unschedulable && !facts.did.has('cordon')) return {is: 'done'};
		return isOnTarget(facts) && node?.unschedulable === false ? {is: 'done'} : {is: 'todo'};
	},
	plan: facts => [
		{
			kind: 'run',
			argv: kubectl(facts, 'uncordon', facts.nodeName),
			...undoOf(facts),
			undoTimeoutMs: (drainSecondsOf(facts) + 30) * 1000,
			// An API server that was just started knows no rights as yet, and answers Forbidden. Seen on a node cri-dockerd.
			undoWithinMs: 60_000,
		},
	],
	verify: facts => (known(facts.snapshot.node)?.unschedulable === false ? undefined : 'the node still takes no pods'),
};

/** On the way back the pods are moved away as gently as on the way here; bare ones come again from their manifests. */
function undoOf(facts: MigrationFacts): Pick<Extract<Change, {kind: 'run'}>, 'undo' | 'undoAwait'> {
	const cordon = kubectl(facts, 'cordon', facts.nodeName);
	if (facts.workloads.access.drains === undefined) return {undo: [cordon], undoAwait: 'drained'};
	// Without --force pods that nobody makes again stay, and stop with the kubelet.
	const words = drainWords(facts).filter(word => word !== '--force' || savedPods(facts).length > 0);
	return {undo: [cordon, kubectl(facts, ...words)]};
}

/** Whether this node was drained elsewhere, as asked; what is left where it was not. */
export function lacksDrain(facts: MigrationFacts): string | undefined {
	// A drain from elsewhere would delete bare pods for ever: nothing is asked then, and they stop with their sandboxes.
	if (barePods(facts).length > 0 || 'missing' in facts.workloads.pods) return undefined;
	return drain.verify(facts);
}
