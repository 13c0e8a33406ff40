/** What makes pods: how many it wants, and how many of its pods there are in the cluster. */
export type PodOwner = {readonly wants: number; readonly has: number};

/** By the lineage of its pods (`default/ReplicaSet/web-5b8`); one that is not in it is gone. */
export type Owners = {
	/** Kinds that were asked about. */
	readonly kinds: ReadonlySet<string>;
	readonly found: ReadonlyMap<string, PodOwner>;
};

/** `ReplicaSet` of `default/ReplicaSet/web-5b8`; undefined of a pod that nobody makes. */
export function kindOfLineage(lineage: string): string | undefined {
	const parts = lineage.split('/');
	return parts.length === 3 ? parts[1] : undefined;
}
