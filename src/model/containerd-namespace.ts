/** A containerd namespace: a wall between tenants of one containerd, not a Kubernetes namespace. */
export type ContainerdNamespace = {
	readonly name: string;
	readonly owner?: 'kubelet' | 'docker' | 'nerdctl';
	readonly containers: number;
	readonly tasks: number;
	readonly images: number;
	readonly snapshots: number;
};
