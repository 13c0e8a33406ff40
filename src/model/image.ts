/** An image of the node, with all names that lead to it. */
export type Image = {
	/** Config digest, `sha256:…`: what the CRI calls the image ID. */
	readonly id: string;
	readonly tags: readonly string[];
	readonly digests: readonly string[];
	/** Bytes: compressed size from ctr and crictl, unpacked size from docker. */
	readonly sizeBytes: number;
	/** The kubelet does not collect a pinned image. */
	readonly pinned?: boolean;
	/** IDs of the containers made from it. */
	readonly usedBy: readonly string[];
	/** The same as a person calls them: `pod/container`, or the container's name. */
	readonly users?: readonly string[];
	readonly containerdNamespace: string;
};
