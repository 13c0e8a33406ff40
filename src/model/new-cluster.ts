/** An API server that knows nothing of before: its etcd began with an empty folder. Seen on a node `control-plane`. */
export type NewCluster = {
	readonly createdAtMs: number;
	/** The folder that its etcd uses. */
	readonly used: string;
	/** Others of this node that hold data of an etcd. */
	readonly data: readonly string[];
};
