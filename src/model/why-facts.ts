import type {Container} from './container.ts';
import type {Part} from './node-snapshot.ts';
import type {PodSandbox} from './pod-sandbox.ts';

/** Everything on the node that speaks of one pod, or of one container that no pod has. */
export type WhyFacts = {
	readonly nowMs: number;
	/** When the first process of this node was started: what ran before has lost its node. */
	readonly upSinceMs?: number;
	/** Of this node, as the kernel has it. */
	readonly hostName?: string;
	/** Who is asked about containers here: what to type names it. */
	readonly tool: 'crictl' | 'docker' | 'ctr';
	/** Whether the runtime could be asked for its pods and containers. */
	readonly runtime: Part<true>;
	readonly pod?: WhyPod;
	/** Of the pod, the newest first. None: the kubelet did not get as far. */
	readonly sandboxes: readonly PodSandbox[];
	/** Each of its containers once, in its newest attempt; only the one that was asked for, where one was. */
	readonly containers: readonly WhyContainer[];
	/** Lines of `journalctl -o json` of kubelet and runtime that name the pod or something of it; oldest first. */
	readonly journal: Part<readonly string[]>;
	/** Who starts the containers of a pod again: none, where no process is it; halted, where it was stopped by a signal. */
	readonly kubelet: Part<'runs' | 'halted' | 'none'>;
	/** Lines of the kernel about memory that name it. */
	readonly kernel: Part<readonly string[]>;
	/** What the API server knows of it. */
	readonly api: Part<ApiPod>;
	/** No pod is called so, but what should have made one. */
	readonly owner?: ApiOwner;
};

export type WhyPod = {readonly name: string; readonly namespace: string; readonly uid?: string};

export type WhyContainer = {
	readonly container: Container;
	/** What the runtime says of how it failed, word for word. */
	readonly message?: string;
	readonly oomKilled: boolean;
	readonly memoryLimitBytes?: number;
	/** docker's word of what it does when the container ends: `no`, `always`, `unless-stopped`, `on-failure`. */
	readonly restartPolicy?: string;
	/** How often the kernel killed something in it for want of memory, where its cgroup is still there. */
	readonly oomKills?: number;
	/** Somebody paused it: its processes are there and get no time. */
	readonly frozen?: true;
	/** What docker's own health check says of it. */
	readonly health?: {readonly status: string; readonly said?: string};
	/** The end of what it wrote; of the attempt before, where this one wrote nothing. */
	readonly log: Part<readonly string[]>;
	/** The attempt before this one. */
	readonly before?: Container;
};

/** A pod in `kubectl get pod -o json`, as far as it tells why it does not run. */
export type ApiPod = {
	readonly phase: string;
	readonly reason?: string;
	readonly message?: string;
	readonly nodeName?: string;
	readonly restartPolicy: string;
	/** Who is to find a node for it. */
	readonly schedulerName?: string;
	/** It is to be gone at this time: when it was asked to end, and its grace period. */
	readonly goneAtMs?: number;
	/** It is kept until these are taken away. */
	readonly finalizers: readonly string[];
	readonly containers: readonly ApiContainer[];
	/** Containers with a hook that runs before SIGTERM, and what it is. */
	readonly preStops?: ReadonlyArray<{readonly name: string; readonly hook: string}>;
	/** Conditions that are not true: `PodScheduled`, with why. */
	readonly unmet: ReadonlyArray<{readonly type: string; readonly reason?: string; readonly message?: string}>;
	/** Oldest first; empty where nobody may list them. */
	readonly events: ReadonlyArray<{
		readonly reason: string;
		readonly message: string;
		readonly count: number;
		/** When it was said last. */
		readonly atMs?: number;
		readonly warning: boolean;
	}>;
};

export type ApiContainer = {
	readonly name: string;
	readonly image: string;
	readonly init: boolean;
	readonly ready: boolean;
	readonly restarts: number;
	readonly waiting?: {readonly reason: string; readonly message?: string};
	readonly running: boolean;
};

/** A Deployment, Job or the like, and what the API server says of why it has no pods. */
export type ApiOwner = {
	readonly kind: string;
	readonly said: ReadonlyArray<{readonly source: string; readonly text: string}>;
};
