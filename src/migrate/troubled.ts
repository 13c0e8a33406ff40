import {known} from '../model/node-snapshot.ts';
import type {PodOnNode} from '../model/node-workloads.ts';
import type {MigrationFacts} from './facts.ts';

/** What is made anew under another name keeps its owner: `default/ReplicaSet/web-5b8`. All static pods have one owner, and names that stay. */
export function lineageOf({namespace, name, controller, owner, mirror}: PodOnNode): string {
	if (mirror) return `${namespace}/Node/${name}`;
	return owner === undefined ? `${namespace}/${name}` : `${namespace}/${controller}/${owner}`;
}

/** A container waits for this reason until somebody does something about it. */
const settled =
	/^(ErrImagePull|ImagePullBackOff|ErrImageNeverPull|InvalidImageName|CreateContainerConfigError|CreateContainerError|RunContainerError)$/;

/** Waiting alone brings it no further. */
export const isSettled = ({waiting}: PodOnNode) => waiting.some(reason => settled.test(reason));

const startsWithinMs = 300_000;

/** Pods of this node that do not start on docker either, by their lineage: the walk neither waits for them nor is it to blame. */
export function troubledPods(facts: MigrationFacts): readonly string[] {
	const {workloads, nodeName, nowMs = 0} = facts;
	const isLate = (pod: PodOnNode) => pod.phase === 'Pending' && nowMs - pod.createdAtMs > startsWithinMs;
	const all = (known(workloads.pods) ?? []).filter(
		pod => pod.nodeName === nodeName && !pod.deleting && (isSettled(pod) || isLate(pod)),
	);
	return [...new Set(all.map(lineageOf))];
}

/** It did not start before the walk either. */
export function wasTroubled(pod: PodOnNode, {troubled}: Pick<MigrationFacts, 'troubled'>): boolean {
	return troubled?.has(lineageOf(pod)) ?? false;
}
