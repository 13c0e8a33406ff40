import type {UsageSample} from './usage.ts';

/** What a container used at one moment, and in the last minute where it was asked before. */
export type ContainerStats = UsageSample & {
	readonly id: string;
	readonly name: string;
	readonly podId?: string;
	readonly podName?: string;
	readonly podNamespace?: string;
	readonly containerdNamespace: string;
	readonly labels: Readonly<Record<string, string>>;
	/** The writable layer. */
	readonly diskBytes?: number;
	/** Oldest first, this one last; a minute of them. */
	readonly history: readonly StatsSample[];
};

export type StatsSample = {readonly atMs: number; readonly cores?: number; readonly memoryBytes?: number};
