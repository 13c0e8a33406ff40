import {known} from '../model/node-snapshot.ts';
import type {Disk} from '../model/node-system.ts';
import type {StoredImage} from '../model/node-workloads.ts';
import {imagesLeft, isNamed} from './carry.ts';
import {containerdRoot} from './containerd-root.ts';
import type {MigrationFacts} from './facts.ts';

/** What the images need on a disk, and what of it there is. */
export type Room = {
	readonly folder: string;
	readonly needBytes: number;
	/** Undefined where nobody could say it. */
	readonly disk: Disk | undefined;
};

/** Of a disk a tenth stays free: from there on the kubelet evicts pods. Source: kubelet, evictionHard nodefs.available<10%. */
export function usableBytes({availableBytes, sizeBytes}: Disk): number {
	return Math.max(0, availableBytes - sizeBytes * 0.1);
}

export const isEnough = ({needBytes, disk}: Room): boolean => disk === undefined || needBytes <= usableBytes(disk);

/** In containerd: unpacked as in docker, and the layers as they were imported beside that, uncompressed, as docker saves them. */
export function roomInContainerd(facts: MigrationFacts): Room {
	const folder = facts.options?.containerdRoot ?? containerdRoot(facts);
	const bytes = imagesLeft(facts).map(image => image.sizeBytes * (isNamed(image, facts) ? 1 : 2));
	return {folder, needBytes: sum(bytes), disk: diskOf(folder, facts)};
}

/**
 * In docker: `docker save` writes all layers to a folder of its own before it begins. Undefined where that is on
 * containerd's disk, for its files are gone before the layers are unpacked. Source: moby image/tarexport/save.go; lab, docker 20.10.
 */
export function roomInDocker(facts: MigrationFacts): Room | undefined {
	const folder = known(facts.snapshot.docker.info)?.rootDir ?? '/var/lib/docker';
	const disk = diskOf(folder, facts);
	if (disk === undefined || disk.mountedOn === roomInContainerd(facts).disk?.mountedOn) return undefined;
	const sizes = savedTogether(facts).map(images => sum(images.map(({sizeBytes}) => sizeBytes)));
	return {folder, needBytes: Math.max(0, ...sizes), disk};
}

/** Images that one `docker save` takes: all of them, for they share layers; each by itself where docker's disk has no room for all. */
export function savedTogether(facts: MigrationFacts): ReadonlyArray<readonly StoredImage[]> {
	const named = imagesLeft(facts).filter(({tags}) => tags.length > 0);
	const disk = diskOf(known(facts.snapshot.docker.info)?.rootDir ?? '/var/lib/docker', facts);
	if (named.length === 0) return [];
	const fits = disk === undefined || sum(named.map(({sizeBytes}) => sizeBytes)) <= usableBytes(disk);
	return fits ? [named] : named.map(image => [image]);
}

const sum = (bytes: readonly number[]) => bytes.reduce((all, each) => all + each, 0);

function diskOf(folder: string, facts: MigrationFacts): Disk | undefined {
	const disks = [...(known(facts.surroundings.disks) ?? []), ...(known(facts.snapshot.disks) ?? [])];
	return [folder, '/var/lib', '/var', '/']
		.map(each => disks.find(({path}) => path === each))
		.find(each => each !== undefined);
}
