/** What a container used up to one moment. */
export type UsageSample = {
	/** When it was measured, on a clock that only this container's samples share. */
	readonly atMs: number;
	/** CPU time since the container began, in nanoseconds: two of them make a rate. */
	readonly cpuNanoseconds?: number;
	/** Cores in use, where the runtime itself says so. */
	readonly cores?: number;
	/** Memory that cannot be given back without swapping: what the kubelet evicts by. */
	readonly memoryBytes?: number;
	readonly memoryLimitBytes?: number;
};

/** What a container, or all of a pod, uses now. */
export type Usage = Pick<UsageSample, 'cores' | 'memoryBytes' | 'memoryLimitBytes'>;

/** A running container whose use is wanted. */
export type Measured = {
	readonly id: string;
	/** Where the kubelet has its containers, where it is not said. */
	readonly containerdNamespace?: string;
	readonly pid?: number;
};

/** Cores between two samples; undefined where the counter began anew, or where they are not of the same clock. */
export function coresBetween(last: UsageSample, next: UsageSample): number | undefined {
	if (last.cpuNanoseconds === undefined || next.cpuNanoseconds === undefined) return undefined;
	const passedNs = (next.atMs - last.atMs) * 1e6;
	const used = next.cpuNanoseconds - last.cpuNanoseconds;
	return passedNs > 0 && used >= 0 ? used / passedNs : undefined;
}
