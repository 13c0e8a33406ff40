import {known} from '../../model/node-snapshot.ts';
import {barePods, isOnTarget, type MigrationFacts} from '../facts.ts';
import type {Step} from '../step.ts';
import {nameOf, savedPods, savedPodsPath} from './bare-pods.ts';
import {kubectl, mayMakePods} from './kubectl.ts';

export const restorePods: Step<MigrationFacts> = {
	id: 'restore-pods',
	title: 'make the bare pods again',
	why: 'The drain deleted them, and nothing else makes them.',
	source: 'kubectl drain --help: --force',
	watch: ['kubelet.service'],
	seconds: 1,
	looks: ['pods'],
	touches: ['pods', 'tasks', 'sandboxes'],
	settleMs: 20_000,
	check: facts => {
		if (!mayMakePods(facts)) return {is: 'done'};
		if (savedPods(facts).length === 0) {
			const none = facts.did.has('bare-pods') || isOnTarget(facts) || barePods(facts).length === 0;
			return {is: none ? 'done' : 'todo'};
		}
		return isOnTarget(facts) && goneBarePods(facts).length === 0 ? {is: 'done'} : {is: 'todo'};
	},
	plan: facts => [{kind: 'run', argv: kubectl(facts, 'apply', '-f', savedPodsPath(facts)), undo: []}],
	verify: facts => (goneBarePods(facts).length === 0 ? undefined : `not there: ${goneBarePods(facts).join(', ')}`),
};

/** Of those that were kept as manifests, and that can be made from here. */
export function goneBarePods(facts: MigrationFacts): readonly string[] {
	return mayMakePods(facts) ? goneOf(facts) : [];
}

/** Those of them that only somebody elsewhere can make again, with the command. */
export function barePodsElsewhere(facts: MigrationFacts): string | undefined {
	const gone = mayMakePods(facts) ? [] : goneOf(facts);
	if (gone.length === 0) return undefined;
	// Of one that the kubelet put an end to the name is taken yet.
	const ended = (known(facts.workloads.pods) ?? []).filter(pod => gone.includes(`${pod.namespace}/${pod.name}`));
	const first = ended.map(({namespace, name}) => `kubectl -n ${namespace} delete pod ${name}; `).join('');
	const typed = `${first}ssh ${facts.nodeName} sudo cat ${savedPodsPath(facts)} | kubectl apply -f -`;
	return `gone, and nobody on this node may make them again: ${gone.join(', ')}; where one may: ${typed}`;
}

function goneOf(facts: MigrationFacts): readonly string[] {
	// One that the kubelet put an end to, for want of disk say, stays as a name, and nobody makes it again.
	const there = (known(facts.workloads.pods) ?? [])
		.filter(({endedFor}) => endedFor === undefined)
		.map(({namespace, name}) => `${namespace}/${name}`);
	return savedPods(facts)
		.map(nameOf)
		.filter(name => !there.includes(name));
}
