import type {CriInfo} from './node-runtimes.ts';
import type {Part} from './node-snapshot.ts';

/** A container of docker's, with what decides whether it may stop. */
export type DockerWorkload = {
	readonly id: string;
	readonly name: string;
	/** As it was asked for: `busybox:1.35`. */
	readonly image: string;
	/** `sha256:…` of what it runs. */
	readonly imageId: string;
	readonly running: boolean;
	/** It runs, and is frozen. */
	readonly paused?: true;
	/** Made by dockershim or cri-dockerd; the others are people's own. */
	readonly ofKubelet: boolean;
	/** Project of docker-compose. */
	readonly compose?: string;
	/** `no`, `always`, `unless-stopped`, `on-failure`. */
	readonly restartPolicy: string;
	/** Started with `--rm`: once it stops it is gone, and no start brings it back. */
	readonly removesItself?: true;
	readonly logDriver: string;
	readonly runtime: string;
	/** Paths of the node that it sees. */
	readonly mounts: readonly string[];
	/** Pod of the kubelet's: `namespace/name`. */
	readonly pod?: string;
};

/** A container that runs in containerd for the kubelet. */
export type CriContainer = {
	readonly id: string;
	readonly name: string;
	/** `namespace/name`. */
	readonly pod: string;
};

export type StoredImage = {
	/** `sha256:…` of its configuration: the same in docker and in containerd. */
	readonly id: string;
	/** `busybox:1.35`, as docker writes it. */
	readonly tags: readonly string[];
	/** `busybox@sha256:…`, as the registry knows it. */
	readonly digests: readonly string[];
	readonly sizeBytes: number;
};

export type PodOnNode = {
	readonly name: string;
	/** Kubernetes namespace. */
	readonly namespace: string;
	readonly labels: Readonly<Record<string, string>>;
	readonly uid: string;
	readonly phase: string;
	/** It failed because the kubelet put an end to it: `Evicted`. A program that failed by itself has none. */
	readonly endedFor?: string;
	/** Missing: no node has it yet. */
	readonly nodeName?: string;
	/** Why the scheduler finds none for it, in its words. */
	readonly unscheduled?: string;
	readonly createdAtMs: number;
	readonly deleting: boolean;
	/** It was told to end, and should be gone by then. */
	readonly goneByMs?: number;
	/** Who must agree before it is gone; missing where nobody must. */
	readonly finalizers?: readonly string[];
	/** Kind of what makes it again: `ReplicaSet`, `DaemonSet`; missing for a bare pod. */
	readonly controller?: string;
	/** Its name. */
	readonly owner?: string;
	/** Of a manifest in the kubelet's own folder: an eviction does nothing to it. */
	readonly mirror: boolean;
	readonly images: readonly string[];
	/** Reasons for which its containers wait: `CrashLoopBackOff`. */
	readonly waiting: readonly string[];
	/** How often its containers were started again, all together. */
	readonly restarts: number;
	/** Containers that run, with their CRI IDs: `containerd://…`. */
	readonly runningIds: readonly string[];
	readonly hostPaths: readonly string[];
	/** Those of them that must be there, as what they are told to be (`type: Socket`), before the pod starts. */
	readonly neededPaths?: readonly string[];
	/** Names of its emptyDirs that are on a disk. */
	readonly emptyDirs: readonly string[];
	/** The pod as it can be made again, without what the cluster added; only of bare pods. */
	readonly manifest?: Readonly<Record<string, unknown>>;
};

/** A PodDisruptionBudget that lets none of its pods go now, with those of this node. */
export type HoldingBudget = {
	/** `namespace/name`. */
	readonly name: string;
	readonly needed: number;
	readonly healthy: number;
	/** So many of them may go now; none where it is absent. */
	readonly allowed?: number;
	/** `namespace/name`. */
	readonly pods: readonly string[];
};

/** A kubeconfig with which the node may be asked about and told. */
export type ClusterAccess = {
	/** For reading pods of this node, the kubelet's own at least. */
	readonly reads?: string;
	/** May cordon, uncordon and annotate this node. */
	readonly marks?: string;
	/** May drain it: mark it and evict its pods. */
	readonly drains?: string;
	/** That one may not make pods: bare ones do not come back. */
	readonly makesNone?: true;
	/** Of an administrator, and of no use: not let in, or with too few rights. The one that was named is told apart. */
	readonly refused?: readonly RefusedAccess[];
};

export type RefusedAccess = {readonly path: string; readonly because: string; readonly named?: true};

/** What the node carries, and what a change of its runtime does to it. */
export type NodeWorkloads = {
	readonly containers: Part<readonly DockerWorkload[]>;
	readonly images: Part<readonly StoredImage[]>;
	/** What containerd has for the kubelet: names as they are in its store. */
	readonly carried: Part<readonly string[]>;
	/** IDs of configurations that its CRI lists. */
	readonly carriedIds: Part<readonly string[]>;
	/** What containerd says over the CRI that it runs with, whatever the kubelet uses. */
	readonly cri: Part<CriInfo>;
	/** Pods with a sandbox that is up in containerd, `namespace/name`; not asked while docker runs. */
	readonly sandboxes: Part<readonly string[]>;
	readonly criContainers: Part<readonly CriContainer[]>;
	/** Pods of this node, and those that no node has yet. */
	readonly pods: Part<readonly PodOnNode[]>;
	/** Images that the cluster's workloads and CronJobs name: a pod of theirs may come here at any time. */
	readonly wanted: Part<readonly string[]>;
	/** `inactive`, `active`, `pending`: of docker's swarm. */
	readonly swarm: Part<string>;
	/** Not asked again in the middle of a walk: the drain tells of them itself. */
	readonly budgets: Part<readonly HoldingBudget[]>;
	/** Other nodes of the cluster that take pods; missing where they cannot be listed. */
	readonly otherNodes: Part<number>;
	readonly access: ClusterAccess;
};
