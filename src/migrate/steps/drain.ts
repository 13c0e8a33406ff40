import {quote} from '../../model/argv.ts';
import {asEnding, whyKept} from '../../model/kept-pod.ts';
import {known} from '../../model/node-snapshot.ts';
import {barePods, isOnTarget, type MigrationFacts, podsToMove, runningRuntime} from '../facts.ts';
import type {Step} from '../step.ts';
import {savedPods, savedPodsPath} from './bare-pods.ts';
import {drainSecondsOf, drainWords, kubectl, mayMakePods, usualDrainSeconds} from './kubectl.ts';

export const drain: Step<MigrationFacts> = {
	id: 'drain',
	title: 'move the pods away',
	why: 'Pods are stopped with their grace and their PodDisruptionBudgets, and start elsewhere where there is room. What is left (DaemonSets, static pods) stops with docker.',
	source: 'kubernetes.io, Safely Drain a Node',
	watch: ['kubelet.service'],
	stops: 'the pods of this node',
	seconds: 30,
	looks: ['node', 'pods'],
	touches: ['node', 'pods', 'docker', 'tasks', 'sandboxes'],
	settleMs: usualDrainSeconds * 1000,
	awaitsOthers: true,
	check(facts) {
		if (isOnTarget(facts) || runningRuntime(facts) === undefined) return {is: 'done'};
		if ('missing' in facts.workloads.pods)
			return {is: 'blocked', because: `the pods of this node are not known: ${facts.workloads.pods.missing}`};
		return known(facts.snapshot.node)?.unschedulable && podsToMove(facts).length === 0 ? {is: 'done'} : {is: 'todo'};
	},
	plan(facts) {
		if (facts.workloads.access.drains === undefined) return [];
		const saved = mayMakePods(facts) && (savedPods(facts).length > 0 || barePods(facts).length > 0);
		return [
			{
				kind: 'run',
				argv: kubectl(facts, ...drainWords(facts)),
				undo: saved ? [kubectl(facts, 'apply', '-f', savedPodsPath(facts))] : [],
				undoWithinMs: 180_000,
				timeoutMs: (drainSecondsOf(facts) + 30) * 1000,
			},
		];
	},
	verify(facts) {
		const left = podsToMove(facts).map(
			pod => whyKept(asEnding(pod), facts.nowMs ?? 0) ?? `${pod.namespace}/${pod.name}`,
		);
		if (left.length === 0 && known(facts.snapshot.node)?.unschedulable) return undefined;
		const pods = left.length === 0 ? 'the node still takes pods' : `still here: ${left.join(', ')}`;
		if (facts.workloads.access.drains !== undefined) return pods;
		const words = drainWords(facts);
		return `no kubeconfig of this node may drain it; where one may: ${quote(['kubectl', ...words])} (${pods})`;
	},
};
