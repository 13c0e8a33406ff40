/** A pod as a drain sees it. */
export type PodToDrain = {
	readonly name: string;
	/** Kubernetes namespace. */
	readonly namespace: string;
	readonly uid: string;
	/** Kind of what makes it again; missing for a bare pod. */
	readonly controller?: string;
	/** Of a manifest in the kubelet's own folder. */
	readonly mirror: boolean;
	readonly ended: boolean;
	readonly graceSeconds: number;
	readonly labels: Readonly<Record<string, string>>;
	/** Who must agree before it is gone. */
	readonly finalizers: readonly string[];
	/** A container of it runs. */
	readonly runs: boolean;
	/** It was told to end, and should be gone by then. */
	readonly goneByMs?: number;
};

export type Budget = {
	readonly name: string;
	/** Kubernetes namespace. */
	readonly namespace: string;
	readonly allowed: number;
	readonly healthy: number;
	readonly needed: number;
	matches(labels: Readonly<Record<string, string>>): boolean;
};

export type Evicted =
	| {readonly is: 'evicting' | 'gone'}
	/** A budget does not allow it now. */
	| {readonly is: 'held'; readonly because: string}
	| {readonly is: 'refused'; readonly because: string};

/** What a drain needs of the API server. Each throws `ClusterAway` where it does not answer. */
export type ClusterApi = {
	podsOn(node: string): Promise<readonly PodToDrain[]>;
	evict(pod: PodToDrain): Promise<Evicted>;
	/** Empty where they cannot be listed. */
	budgets(): Promise<readonly Budget[]>;
	/** Merged into the node, `null` takes a field away. */
	patchNode(node: string, patch: Readonly<Record<string, unknown>>): Promise<void>;
	/** `ending`: one of that name is still on its way out. */
	createPod(manifest: Readonly<Record<string, unknown>>): Promise<'created' | 'there' | 'ending'>;
};

export class ClusterAway extends Error {}

/** The API server said no. */
export class ClusterRefused extends Error {}
