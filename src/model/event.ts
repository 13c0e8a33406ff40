/** Something that happened in the runtime, from `ctr events` or `docker events`. */
export type NodeEvent = {
	/** Counts up: two events may be equal in everything else. */
	readonly number: number;
	readonly atMs: number;
	readonly containerdNamespace: string;
	/** containerd's own word, `/tasks/exit`; of docker's events `/container/die`. */
	readonly topic: string;
	/** What it happened to: ID of a container, name of an image, key of a snapshot. */
	readonly subject: string;
	/** Where the subject is a container: what it is called, once that is known. */
	readonly container?: {readonly name: string; readonly podId?: string; readonly podName?: string};
	/** What else the event says: PID, exit code, image. */
	readonly detail: string;
	/** Whether a list may look different after it. */
	readonly isChange: boolean;
};
