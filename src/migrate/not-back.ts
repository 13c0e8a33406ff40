import {known} from '../model/node-snapshot.ts';
import type {PodOnNode} from '../model/node-workloads.ts';
import {kindOfLineage, type Owners, type PodOwner} from '../model/pod-owners.ts';
import type {MigrationFacts} from './facts.ts';
import {isHere, isLate} from './late-pods.ts';
import {lineageOf, wasTroubled} from './troubled.ts';

/** What ran on this node, and is to run again. */
export type RanBefore = {
	/** How many pods of each lineage: `default/ReplicaSet/web-5b8`. */
	readonly lineages: ReadonlyMap<string, number>;
	/** When the walk that is taken back began. */
	readonly begunAtMs?: number;
	/** Lineages that did not start then. */
	readonly troubled?: ReadonlySet<string>;
};

export type NotBack = {
	/** Somebody makes them again in a moment. */
	readonly waited: readonly string[];
	/** They may be elsewhere, or nobody makes them again: waiting is of no use, and a person is told. */
	readonly named: readonly string[];
	/** Lineages whose owners tell which of the two it is. */
	readonly asked: readonly string[];
};

/** The lineage of each pod that runs here, or is to. */
export function lineagesHere(facts: MigrationFacts): readonly string[] {
	const ends = (pod: PodOnNode) => pod.deleting || pod.phase === 'Succeeded' || pod.phase === 'Failed';
	return (known(facts.workloads.pods) ?? [])
		.filter(pod => isHere(pod, facts) && !ends(pod) && !wasTroubled(pod, facts))
		.map(lineageOf);
}

/**
 * @param begin What the ledger has of the beginning of the walk; missing in one of an older version.
 * @param now The node as it is before the undo; undefined where that was not known in time.
 */
export function ranBefore(
	begin: readonly string[] | undefined,
	now: MigrationFacts | undefined,
): RanBefore['lineages'] {
	const then = counted(begin ?? []);
	const here = counted(now === undefined ? [] : lineagesHere(now));
	// A static pod that is gone from a cluster that answers was taken away by a person.
	const isKept = (lineage: string) =>
		now === undefined || 'missing' in now.workloads.pods || kindOfLineage(lineage) !== 'Node' || here.has(lineage);
	const all = [...new Set([...then.keys(), ...here.keys()])].filter(isKept);
	return new Map(all.map(lineage => [lineage, Math.max(then.get(lineage) ?? 0, here.get(lineage) ?? 0)]));
}

/** Fewer of it run than before, or it did not run before. */
export function isShort(lineage: string, facts: MigrationFacts, {lineages}: RanBefore): boolean {
	const count = lineages.get(lineage);
	return count === undefined || madeOf(lineage, facts).filter(pod => hasCome(pod, facts)).length < count;
}

/** What is not even on its way: a pod that is there and does not run yet is another matter. */
export function notBack(facts: MigrationFacts, {lineages}: RanBefore, owners: Owners | undefined): NotBack {
	const waited: string[] = [];
	const named: string[] = [];
	const asked: string[] = [];
	if ('missing' in facts.workloads.pods) return {waited, named, asked};
	const isAlone = known(facts.workloads.otherNodes) === 0;
	for (const [lineage, count] of lineages) {
		const made = madeOf(lineage, facts).length;
		if (made >= count) continue;
		const kind = kindOfLineage(lineage);
		const text = wordsOf(lineage, count - made);
		if (kind === undefined) named.push(text);
		else if (owners === undefined || !owners.kinds.has(kind)) {
			asked.push(lineage);
			// The kubelet makes it, whoever may be asked.
			(kind === 'Node' ? waited : named).push(text);
		} else if (isLacking(owners.found.get(lineage), {made, count, isAlone})) waited.push(text);
	}
	return {waited, named, asked};
}

type Made = {readonly made: number; readonly count: number; readonly isAlone: boolean};

/** Its maker has fewer than it wants. Where no other node takes pods, all of them are to be here. */
function isLacking(owner: PodOwner | undefined, {made, count, isAlone}: Made): boolean {
	if (owner === undefined) return false;
	return isAlone ? made < Math.min(count, owner.wants) : owner.has < owner.wants;
}

/** Here, or on its way here; one that failed is none, and what has come to its end was made. */
function madeOf(lineage: string, facts: MigrationFacts): readonly PodOnNode[] {
	return (known(facts.workloads.pods) ?? []).filter(
		pod =>
			lineageOf(pod) === lineage &&
			pod.phase !== 'Failed' &&
			!pod.deleting &&
			(pod.nodeName === undefined || isHere(pod, facts)),
	);
}

const hasCome = (pod: PodOnNode, facts: MigrationFacts) => isHere(pod, facts) && !isLate(pod, facts);

function counted(lineages: readonly string[]): ReadonlyMap<string, number> {
	const counts = new Map<string, number>();
	for (const lineage of lineages) counts.set(lineage, 1 + (counts.get(lineage) ?? 0));
	return counts;
}

/** `2 of default/web-5b8 (ReplicaSet)`. */
function wordsOf(lineage: string, lacking: number): string {
	const [namespace, kind, owner] = lineage.split('/');
	if (owner === undefined || kind === 'Node') return lineage.replace('/Node/', '/');
	return `${lacking} of ${namespace}/${owner} (${kind})`;
}
