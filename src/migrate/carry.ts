import {isInContainerdStore} from '../model/containerd-store.ts';
import {fullReference} from '../model/image-ref.ts';
import {known} from '../model/node-snapshot.ts';
import type {StoredImage} from '../model/node-workloads.ts';
import type {MigrationFacts} from './facts.ts';
import {savedPods} from './steps/bare-pods.ts';
import {pauseImage} from './wanted.ts';

/** Steps that bring images into containerd: the second brings what somebody took out of it since. */
export const carrying = ['images', 'images-again'] as const;

/** They were carried, or found there, in this walk: what is not there now was thrown away since. */
export const wereCarried = ({did}: MigrationFacts) => ['images', 'cordon', 'drain'].some(id => did.has(id));

const isBrokenOff = ({brokenOff}: MigrationFacts) => carrying.some(id => brokenOff.has(id));

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
			...savedImages(facts),
			...(pause === undefined ? [] : [pause]),
		].map(fullReference),
	);
	return (known(images) ?? []).filter(
		image =>
			used.has(image.id) ||
			image.digests.length === 0 ||
			// Which of those came from a registry nobody can tell.
			isInContainerdStore(image) ||
			[...image.tags, ...image.digests].some(name => named.has(fullReference(name))),
	);
}

/** Of bare pods: a drain deletes them, and they come again. */
export function savedImages(facts: MigrationFacts): readonly string[] {
	return savedPods(facts).flatMap(imagesOf);
}

function imagesOf(manifest: Readonly<Record<string, unknown>>): readonly string[] {
	type Image = {readonly image?: string};
	const {containers = [], initContainers = []} = (manifest.spec ?? {}) as Readonly<Record<string, readonly Image[]>>;
	return [...containers, ...initContainers].flatMap(({image}) => image ?? []);
}

/**
 * Those of them that containerd does not have, or not under all of their names. An import that broke off leaves the names
 * of all and unpacks the rest no more: all of them are carried once more then. Seen on containerd 1.6.20, with a full disk.
 */
export function imagesLeft(facts: MigrationFacts): readonly StoredImage[] {
	const all = imagesToCarry(facts);
	return isBrokenOff(facts) ? all : all.filter(image => !isNamed(image, facts));
}

/** containerd has it, under all of its names; its layers may not be unpacked yet. */
export function isNamed(image: StoredImage, facts: MigrationFacts): boolean {
	const {id, tags} = image;
	const names = known(facts.workloads.carried) ?? [];
	if (tags.length === 0) return known(facts.workloads.carriedIds)?.includes(id) ?? false;
	return tags.every(tag => names.includes(fullReference(tag))) && namesOfOthers(image, facts).length === 0;
}

/**
 * Names of an image that another one has in containerd: docker's takes its place. Full references. What an import left
 * behind that broke off is nobody's.
 */
export function namesOfOthers({id, tags}: StoredImage, facts: MigrationFacts): readonly string[] {
	if (isBrokenOff(facts)) return [];
	const {workloads} = facts;
	const [names, ids] = [known(workloads.carried) ?? [], known(workloads.carriedIds)];
	return ids === undefined || ids.includes(id) ? [] : tags.map(fullReference).filter(name => names.includes(name));
}
