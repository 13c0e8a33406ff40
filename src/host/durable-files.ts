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
	realpathSync,
	renameSync,
	rmdirSync,
	rmSync,
	writeSync,
} from 'node:fs';
import {basename, dirname, join} from 'node:path';

// Files that must survive a loss of power, and keep what is beside their text: owner, mode, SELinux label, links to them.

/** Put a text in place of a file at once: what reads it sees the old or the new, never half. Links are followed. */
export function replaceFile(path: string, text: string, mode = 0o644): void {
	const target = existsSync(path) ? realpathSync(path) : path;
	const folder = dirname(target);
	mkdirSync(folder, {recursive: true});
	removeParts(target);
	const part = join(folder, `${partOf(target)}${process.pid}`);
	try {
		const exists = existsSync(target);
		// cp copies owner, mode, times, label and attributes, which node:fs cannot.
		if (exists) copyWhole(target, part);
		writeWhole(part, text, exists ? undefined : mode);
		renameSync(part, target);
	} catch (error) {
		rmSync(part, {force: true});
		throw error;
	}
	syncPath(folder);
}

const partOf = (path: string) => `.${basename(path)}.rtconsole-`;

/** Take away what a write of this file left beside it when its process was killed. */
export function removeParts(path: string): void {
	const target = existsSync(path) ? realpathSync(path) : path;
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
	const path = existsSync(at) ? realpathSync(at) : at;
	const folder = dirname(path);
	mkdirSync(folder, {recursive: true});
	removeParts(path);
	const part = join(folder, `${partOf(path)}${process.pid}`);
	copyWhole(copy, part);
	renameSync(part, path);
	syncPath(folder);
}

/** Add a line to a file; it is on disk when this returns. */
export function appendLine(path: string, line: string, mode = 0o600): void {
	mkdirSync(dirname(path), {recursive: true, mode: 0o700});
	const isNew = !existsSync(path);
	const file = openSync(path, 'a', mode);
	try {
		writeAll(file, `${line}\n`);
		fsyncSync(file);
	} finally {
		closeSync(file);
	}
	if (isNew) syncPath(dirname(path));
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

function writeWhole(path: string, text: string, mode: number | undefined): void {
	const file = openSync(path, 'w', mode ?? 0o600);
	try {
		writeAll(file, text);
		if (mode !== undefined) fchmodSync(file, mode);
		fsyncSync(file);
	} finally {
		closeSync(file);
	}
}

function writeAll(file: number, text: string): void {
	const bytes = Buffer.from(text, 'utf8');
	for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
}

function syncPath(path: string): void {
	const opened = openSync(path, 'r');
	try {
		fsyncSync(opened);
	} finally {
		closeSync(opened);
	}
}
