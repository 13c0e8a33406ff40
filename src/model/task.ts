export type TaskState = 'created' | 'running' | 'paused' | 'stopped' | 'unknown';

/** containerd's running process of a container. A container may have none. */
export type Task = {
	/** The ID of its container. */
	readonly id: string;
	readonly containerdNamespace: string;
	readonly pid: number;
	readonly state: TaskState;
	/** Its path in the cgroup hierarchy. */
	readonly cgroup?: string;
	readonly container?: {readonly name: string; readonly podName?: string};
};
