import {spawnSync} from 'node:child_process';
import {
	closeSync,
	existsSync,
	fchmodSync,
	fsyncSync,
	lstatSync,
	mkdirSync,
	openSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	realpathSync,
	renameSync,
	rmdirSync,
	rmSync,
	statSync,
	writeSync,
} from 'node:fs';
import {basename, dirname, join, resolve} from 'node:path';
import {bytesLike} from './bytes-like.ts';

// Files that must survive a loss of power, and keep what is beside their text: owner, mode, SELinux label, links to them.

/** Put a text in place of a file at once: what reads it sees the old or the new, never half. Links are followed. */
export function replaceFile(path: string, text: string, mode = 0o644): void {
	const target = leadsTo(path);
	const exists = existsSync(target);
	const bytes = exists ? bytesLike(text, readFileSync(target)) : Buffer.from(text, 'utf8');
	makeFolder(dirname(target));
	removeParts(target);
	if (exists && isHeldInPlace(target)) {
		writeWhole(target, bytes, undefined);
		return;
	}
	throughPart(target, part => {
		// cp copies owner, mode, times, label and attributes, which node:fs cannot.
		if (exists) copyWhole(target, part);
		writeWhole(part, bytes, exists ? undefined : mode);
	});
}

/** With all above it. What it throws has as `inTheWay` what stands in the place of one. */
function makeFolder(path: string): void {
	try {
		mkdirSync(path, {recursive: true});
	} catch (error) {
		throw Object.assign(error as Error, {inTheWay: placeTaken(path)});
	}
}

/** The first on the way from the root that is no folder: a file, or a link that leads to none. */
function placeTaken(path: string): string | undefined {
	const above = dirname(path);
	const outer = above === path ? undefined : placeTaken(above);
	if (outer !== undefined || lstatSync(path, {throwIfNoEntry: false}) === undefined) return outer;
	return statSync(path, {throwIfNoEntry: false})?.isDirectory() ? undefined : path;
}

/** Make a file beside another, and put it in its place. */
function throughPart(target: string, make: (part: string) => void): void {
	const part = join(dirname(target), `${partOf(target)}${process.pid}`);
	try {
		make(part);
		renameSync(part, target);
	} catch (error) {
		rmSync(part, {force: true});
		throw error;
	}
	syncPath(dirname(target));
}

/** What a path leads to by links, also where nothing is there yet: a link is never written over. */
export function leadsTo(path: string): string {
	if (existsSync(path)) return realpathSync(path);
	let target = path;
	// As many as the kernel follows. Source: path_resolution(7).
	for (let hops = 0; hops < 40 && isLink(target); hops++) target = resolve(dirname(target), readlinkSync(target));
	return target;
}

function isLink(path: string): boolean {
	try {
		return lstatSync(path, {throwIfNoEntry: false})?.isSymbolicLink() ?? false;
	} catch (error) {
		// Something above it is no folder.
		if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return false;
		throw error;
	}
}

/**
 * Another name of the same file, or a mount on it, would keep the old text if a new file took its place: it is written where
 * it stands. That is not at once; the undo has its copy.
 */
function isHeldInPlace(path: string): boolean {
	return lstatSync(path).nlink > 1 || isMountedOn(path);
}

function isMountedOn(path: string): boolean {
	const escaped = path.replace(/[ \t\n\\]/g, sign => `\\${sign.charCodeAt(0).toString(8).padStart(3, '0')}`);
	const mounts = existsSync(mountInfo) ? readFileSync(mountInfo, 'utf8') : '';
	return mounts.split('\n').some(line => line.split(' ')[4] === escaped);
}

const mountInfo = '/proc/self/mountinfo';

const partOf = (path: string) => `.${basename(path)}.rtconsole-`;

/** Take away what a write of this file left beside it when its process was killed. */
export function removeParts(path: string): void {
	const target = leadsTo(path);
	const folder = dirname(target);
	const left = existsSync(folder) ? readdirSync(folder).filter(name => name.startsWith(partOf(target))) : [];
	for (const name of left) rmSync(join(folder, name), {force: true});
}

/** Take a file away (the link, where it is one). */
export function removeFile(path: string): void {
	rmSync(path, {force: true});
	if (existsSync(dirname(path))) syncPath(dirname(path));
}

/** Copy a file with all that belongs to it; a link stays a link. */
function copyWhole(from: string, to: string): void {
	const {error, status, stderr} = spawnSync('cp', ['--archive', '--no-target-directory', '--', from, to], {
		encoding: 'utf8',
	});
	if (error) throw error;
	if (status !== 0) throw new Error(`cp ${from} ${to}: ${stderr.trim()}`);
}

/** Copy a file to where nothing is yet, in a folder for root alone; on disk when this returns. */
export function keepFile(path: string, copy: string, links: 'follow' | 'keep'): void {
	mkdirSync(dirname(copy), {recursive: true, mode: 0o700});
	copyWhole(links === 'follow' ? realpathSync(path) : path, copy);
	if (!lstatSync(copy).isSymbolicLink()) syncPath(copy);
	syncPath(dirname(copy));
}

/** Put a copy back, at once: in place of what a link leads to, where there is one. */
export function restoreFile(copy: string, at: string): void {
	const path = leadsTo(at);
	makeFolder(dirname(path));
	removeParts(path);
	if (existsSync(path) && isHeldInPlace(path)) {
		writeWhole(path, readFileSync(copy), undefined);
		return;
	}
	throughPart(path, part => copyWhole(copy, part));
}

/** Folders on the way to a path that do not exist, the outermost first. */
export function missingFolders(path: string): readonly string[] {
	const missing: string[] = [];
	for (let folder = dirname(path); !existsSync(folder); folder = dirname(folder)) missing.unshift(folder);
	return missing;
}

/** Take a folder away if nothing is in it. */
export function removeEmptyFolder(path: string): void {
	try {
		rmdirSync(path);
	} catch (error) {
		const {code} = error as NodeJS.ErrnoException;
		if (code !== 'ENOTEMPTY' && code !== 'ENOENT' && code !== 'EEXIST' && code !== 'EBUSY') throw error;
	}
}

function writeWhole(path: string, bytes: Uint8Array, mode: number | undefined): void {
	const file = openSync(path, 'w', mode ?? 0o600);
	try {
		writeAll(file, bytes);
		if (mode !== undefined) fchmodSync(file, mode);
		fsyncSync(file);
	} finally {
		closeSync(file);
	}
}

export function writeAll(file: number, bytes: Uint8Array): void {
	for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
}

export function syncPath(path: string): void {
	const opened = openSync(path, 'r');
	try {
		fsyncSync(opened);
	} finally {
		closeSync(opened);
	}
}
