/** A pod of this node, as far as it matters whether it runs. */
export type PodWords = {
	/** Kubernetes namespace. */
	readonly namespace: string;
	readonly name: string;
	readonly uid: string;
	readonly createdAtMs: number;
	/** All its containers run and are ready, or it has done what it had to do; one that was evicted never runs again. */
	readonly settled: boolean;
	/** Nobody makes it anew: no Deployment, DaemonSet, Job… */
	readonly isBare?: true;
	/** It needs no network of pods, as the agents that make one. */
	readonly onHostNetwork?: true;
	/** What the kubelet told the API server of what does not run, a sentence each. */
	readonly words: readonly ContainerWords[];
};

export type ContainerWords = {
	/** Missing where it is said of the pod as a whole. */
	readonly container?: string;
	/** `CreateContainerConfigError`, `ImagePullBackOff`, `OOMKilled`, `Error`, `Evicted`. */
	readonly reason: string;
	readonly message?: string;
	/** Where it ended. */
	readonly exitCode?: number;
};
