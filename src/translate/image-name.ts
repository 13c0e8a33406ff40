import {fullReference, hasTag} from '../model/image-ref.ts';
import {standInPattern} from './stand-in.ts';

/**
 * An image as ctr takes it: its name in full. What only the shell knows stays, and nothing is put to it that it may hold
 * itself: `nginx:$TAG` → `docker.io/library/nginx:$TAG`, `$IMAGE` and `$REGISTRY/app:1` as they are.
 */
export function imageName(name: string): string {
	if (!standInPattern.test(name)) return fullReference(name);
	const slash = name.indexOf('/');
	const first = slash < 0 ? repositoryPart(name) : name.slice(0, slash);
	if (standInPattern.test(first)) return name;
	const full = fullReference(name);
	return hasTag(name) || name.includes('@') || !standInPattern.test(lastPart(name)) ? full : withoutLatest(full);
}

/** Is there something about it that only the shell knows, and ctr does not complete: a registry, a repository, a tag? */
export function isOpenName(name: string): boolean {
	if (!standInPattern.test(name)) return false;
	const slash = name.indexOf('/');
	const first = slash < 0 ? repositoryPart(name) : name.slice(0, slash);
	return standInPattern.test(first) || standInPattern.test(repositoryPart(lastPart(name)));
}

/** The part of an image's name that a container can be called after; undefined where only the shell knows it. */
export function shortName(image: string): string | undefined {
	const short = repositoryPart(lastPart(image));
	return standInPattern.test(short) ? undefined : short;
}

function lastPart(name: string): string {
	return name.slice(name.lastIndexOf('/') + 1);
}

function repositoryPart(last: string): string {
	return last.split(/[:@]/)[0] ?? '';
}

function withoutLatest(full: string): string {
	return full.replace(/:latest$/, '');
}
