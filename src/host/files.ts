import {constants} from 'node:fs';
import {access, readdir, readFile, rename, rm, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {ChangeRefused, FileUnreadable} from './errors.ts';
import type {FileKind, Reader, Writer} from './host.ts';

/** Where node tools live though an SSH session's PATH may lack them. */
const alwaysSearched = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin', '/opt/bin'];

type Files = Pick<Reader, 'readText' | 'listNames' | 'kindOf' | 'isWritable' | 'findProgram'> &
	Pick<Writer, 'writeText'>;

export function createLocalFiles(path: string, readOnly: boolean): Files {
	return {
		readText,
		listNames,
		kindOf,
		isWritable,
		findProgram: name => findProgram(name, path),
		writeText: writer(readOnly),
	};
}

async function readText(path: string): Promise<string | undefined> {
	return absentAsUndefined(path, readFile(path, 'utf8'));
}

async function listNames(path: string): Promise<readonly string[]> {
	return (await absentAsUndefined(path, readdir(path)))?.sort() ?? [];
}

async function kindOf(path: string): Promise<FileKind | undefined> {
	const found = await absentAsUndefined(path, stat(path));
	if (!found) return undefined;
	if (found.isFile()) return 'file';
	if (found.isDirectory()) return 'directory';
	return found.isSocket() ? 'socket' : 'other';
}

async function isWritable(path: string): Promise<boolean | undefined> {
	try {
		await access(path, constants.W_OK);
		return true;
	} catch (error) {
		return isAbsence(error) ? undefined : false;
	}
}

async function findProgram(name: string, path: string): Promise<string | undefined> {
	for (const folder of new Set([...path.split(':').filter(Boolean), ...alwaysSearched])) {
		const candidate = join(folder, name);
		if (await isProgram(candidate)) return candidate;
	}
	return undefined;
}

async function isProgram(path: string): Promise<boolean> {
	try {
		await access(path, constants.X_OK);
		return (await stat(path)).isFile();
	} catch {
		return false;
	}
}

function writer(readOnly: boolean): Writer['writeText'] {
	return async (path, text) => {
		if (readOnly) throw new ChangeRefused([text === undefined ? 'rm' : 'write', path], 'read-only mode');
		if (text === undefined) return rm(path, {force: true});
		const beside = `${path}.rtconsole-${process.pid}`;
		await writeFile(beside, text, {flush: true});
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

function isAbsence(error: unknown): boolean {
	return ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
}
