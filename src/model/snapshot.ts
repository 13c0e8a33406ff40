/** A layer of a container's or an image's root filesystem, as a snapshotter keeps it. */
export type Snapshot = {
	readonly key: string;
	readonly parent?: string;
	readonly kind: 'active' | 'committed' | 'view';
	readonly snapshotter: string;
	readonly containerdNamespace: string;
	/** Its parents, the nearest first: what it is laid upon. */
	readonly chain?: readonly string[];
	/** It and its parents. */
	readonly layers?: number;
	readonly sizeBytes?: number;
	/** Whose it is: the container that writes into it, or how many stand upon it. */
	readonly owner?: string;
};
