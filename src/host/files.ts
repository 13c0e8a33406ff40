import {accessSync, constants, readFileSync, realpathSync, statSync} from 'node:fs';
import {chmod, readdir, readFile, rename, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {isShim} from '../model/shim.ts';
import {ChangeRefused, FileUnreadable} from './errors.ts';
import type {FileKind, Reader, Writer} from './host.ts';

/** Where node tools live though an SSH session's PATH may lack them. */
const alwaysSearched = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin', '/opt/bin'];

/** PATH, and behind it the usual folders that it lacks. */
export function searchedPath(path: string): string {
	const folders = path.split(':').filter(Boolean);
	return [...folders, ...alwaysSearched.filter(folder => !folders.includes(folder))].join(':');
}

type Files = Pick<Reader, 'readText' | 'listNames' | 'kindOf' | 'sizeOf' | 'isWritable' | 'findProgram'> &
	Pick<Writer, 'writeText'>;

export function createLocalFiles(path: string, readOnly: boolean): Files {
	let folders: readonly string[] | undefined;
	return {
		readText,
		listNames,
		kindOf,
		sizeOf: async path => lookAt(path)?.size,
		isWritable,
		async findProgram(name) {
			folders ??= programFolders(path);
			return folders.map(folder => join(folder, name)).find(isProgram);
		},
		writeText: writer(readOnly),
	};
}

/*
 * What is only a look at a name is done at once: of the hundred names that are looked for at start, ninety are absent,
 * and through the thread pool those alone would take 15 ms of the first frame.
 */

async function readText(path: string): Promise<string | undefined> {
	if (!lookAt(path)) return undefined;
	return absentAsUndefined(path, readFile(path, 'utf8'));
}

async function listNames(path: string): Promise<readonly string[]> {
	if (!lookAt(path)) return [];
	return (await absentAsUndefined(path, readdir(path)))?.sort() ?? [];
}

async function kindOf(path: string): Promise<FileKind | undefined> {
	const found = lookAt(path);
	if (!found) return undefined;
	if (found.isFile()) return 'file';
	if (found.isDirectory()) return 'directory';
	return found.isSocket() ? 'socket' : 'other';
}

/** Throws `FileUnreadable` where it cannot even be seen whether there is something. */
function lookAt(path: string) {
	try {
		return statSync(path, {throwIfNoEntry: false});
	} catch (error) {
		if (isAbsence(error)) return undefined;
		throw new FileUnreadable(path, error);
	}
}

async function isWritable(path: string): Promise<boolean | undefined> {
	try {
		accessSync(path, constants.W_OK);
		return true;
	} catch (error) {
		return isAbsence(error) ? undefined : false;
	}
}

/** Folders of PATH and the usual ones that exist, each once: `/bin` is `/usr/bin` on most nodes. */
function programFolders(path: string): readonly string[] {
	const folders = new Map<string, string>();
	for (const folder of [...path.split(':').filter(Boolean), ...alwaysSearched]) {
		const real = realPath(folder);
		if (real !== undefined && !folders.has(real)) folders.set(real, folder);
	}
	return [...folders.values()];
}

function realPath(path: string): string | undefined {
	try {
		return realpathSync.native(path);
	} catch {
		return undefined;
	}
}

/** Larger files are not read to see whether they are our own shim. */
const shimBytes = 4096;

/** A shim is no docker: it only leads back to rtconsole. */
function isProgram(path: string): boolean {
	try {
		const found = statSync(path, {throwIfNoEntry: false});
		if (!found?.isFile()) return false;
		accessSync(path, constants.X_OK);
		return !(path.endsWith('/docker') && found.size < shimBytes && isShim(readFileSync(path, 'utf8')));
	} catch {
		return false;
	}
}

function writer(readOnly: boolean): Writer['writeText'] {
	return async (path, text, mode) => {
		if (readOnly) throw new ChangeRefused([text === undefined ? 'rm' : 'write', path], 'read-only mode');
		if (text === undefined) return rm(path, {force: true});
		const beside = `${path}.rtconsole-${process.pid}`;
		await writeFile(beside, text, {flush: true});
		if (mode !== undefined) await chmod(beside, mode);
		await rename(beside, path);
	};
}

async function absentAsUndefined<T>(path: string, promise: Promise<T>): Promise<T | undefined> {
	try {
		return await promise;
	} catch (error) {
		if (isAbsence(error)) return undefined;
		throw new FileUnreadable(path, error);
	}
}

export function isAbsence(error: unknown): boolean {
	return ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
}
