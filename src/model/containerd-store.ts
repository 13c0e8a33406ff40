import type {StoredImage} from './node-workloads.ts';

/**
 * docker keeps it in containerd's store (`features.containerd-snapshotter`, and what docker 29 begins with): its ID is the digest of
 * its manifest then, and not that of its configuration, and each image has a digest, also one that came from no registry.
 * Seen with docker 26.1.5.
 */
export function isInContainerdStore({id, digests}: Pick<StoredImage, 'id' | 'digests'>): boolean {
	return digests.some(digest => digest.endsWith(`@${id}`));
}
