export type ContainerState = 'created' | 'running' | 'exited' | 'unknown';

/** A container of any containerd namespace: the kubelet's (through the CRI), docker's, nerdctl's or ctr's. */
export type Container = {
	readonly id: string;
	/** Name in its pod, docker's name, or the ID where it has no other. */
	readonly name: string;
	readonly state: ContainerState;
	/** How often the kubelet made this container before: the restart count. 0 outside pods. */
	readonly attempt: number;
	/** Image as a person would write it where that is known, else the ID. */
	readonly image: string;
	readonly imageId: string;
	readonly podId?: string;
	readonly podName?: string;
	readonly podNamespace?: string;
	readonly containerdNamespace: string;
	/** PID of the container's first process on the host, while it runs. */
	readonly pid?: number;
	readonly exitCode?: number;
	/** Why it ended, in the runtime's word: `Completed`, `Error`, `OOMKilled`. */
	readonly reason?: string;
	readonly createdAtMs: number;
	readonly startedAtMs?: number;
	readonly finishedAtMs?: number;
	/** Log file on the node: CRI lines for the kubelet's containers, json lines for docker's. */
	readonly logPath?: string;
	readonly labels: Readonly<Record<string, string>>;
};
