import {fullReference} from '../model/image-ref.ts';
import {known} from '../model/node-snapshot.ts';
import type {StoredImage} from '../model/node-workloads.ts';
import type {MigrationFacts} from './facts.ts';
import {pauseImage} from './wanted.ts';

/**
 * Images that the node needs after docker: what its containers and pods use, the pause image, and everything that came
 * from no registry (docker knows no digest of it), for nobody could pull that again.
 */
export function imagesToCarry(facts: MigrationFacts): readonly StoredImage[] {
	const {images, containers, pods} = facts.workloads;
	const used = new Set((known(containers) ?? []).map(({imageId}) => imageId));
	const pause = pauseImage(facts);
	const named = new Set(
		[
			...(known(pods) ?? []).flatMap(pod => pod.images),
			...(known(facts.workloads.wanted) ?? []),
			...(pause === undefined ? [] : [pause]),
		].map(fullReference),
	);
	return (known(images) ?? []).filter(
		image =>
			used.has(image.id) ||
			image.digests.length === 0 ||
			[...image.tags, ...image.digests].some(name => named.has(fullReference(name))),
	);
}

/** Those of them that containerd does not have, or not under all of their names. */
export function imagesLeft(facts: MigrationFacts): readonly StoredImage[] {
	const names = new Set(known(facts.workloads.carried) ?? []);
	const ids = new Set(known(facts.workloads.carriedIds) ?? []);
	return imagesToCarry(facts).filter(
		({id, tags}) => (tags.length === 0 && !ids.has(id)) || tags.some(tag => !names.has(fullReference(tag))),
	);
}
