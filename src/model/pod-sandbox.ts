import type {ContainerState} from './container.ts';

/** A pod sandbox as the CRI knows it: one try at running a pod on this node. A pod restarted by the kubelet has several. */
export type PodSandbox = {
	readonly id: string;
	readonly name: string;
	/** Kubernetes namespace; a containerd namespace is another thing. */
	readonly namespace: string;
	readonly uid: string;
	/** `unknown`: no runtime answers, and files say nothing of it. */
	readonly state: 'ready' | 'notready' | 'unknown';
	readonly attempt: number;
	readonly createdAtMs: number;
	readonly ip?: string;
	readonly hostNetwork?: boolean;
	/** RuntimeClass handler; undefined for the runtime's default. */
	readonly runtimeHandler?: string;
	readonly labels: Readonly<Record<string, string>>;
	readonly annotations: Readonly<Record<string, string>>;
};

/** A pod sandbox with the containers that run, or ran, in it, oldest first. */
export type PodWithContainers = PodSandbox & {
	readonly containers: ReadonlyArray<{
		readonly id: string;
		readonly name: string;
		readonly state: ContainerState;
		/** How often the kubelet made it before, where that is known. */
		readonly attempt?: number;
		/** How it ended, where that is known. */
		readonly exitCode?: number;
		/** Why, in the runtime's word. */
		readonly reason?: string;
		/** Where files tell it, while no runtime answers. */
		readonly pid?: number;
	}>;
};
