/** What a container used at one moment, and in the last minute where it was asked before. */
export type ContainerStats = {
	readonly id: string;
	readonly name: string;
	readonly podId?: string;
	readonly podName?: string;
	readonly podNamespace?: string;
	readonly containerdNamespace: string;
	readonly labels: Readonly<Record<string, string>>;
	/** When it was measured, on a clock that only this container's samples share. */
	readonly atMs: number;
	/** CPU time since the container began, in nanoseconds: two of them make a rate. */
	readonly cpuNanoseconds?: number;
	/** Cores in use, on average between two samples: 0.5 is half of one. */
	readonly cores?: number;
	/** Memory that cannot be given back without swapping: what the kubelet evicts by. */
	readonly memoryBytes?: number;
	readonly memoryLimitBytes?: number;
	/** The writable layer. */
	readonly diskBytes?: number;
	/** Oldest first, this one last; a minute of them. */
	readonly history: readonly StatsSample[];
};

export type StatsSample = {readonly atMs: number; readonly cores?: number; readonly memoryBytes?: number};
