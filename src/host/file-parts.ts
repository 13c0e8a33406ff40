import {constants, fstatSync, realpathSync, type Stats, statSync} from 'node:fs';
import {type FileHandle, mkdir, open, rm} from 'node:fs/promises';
import {dirname} from 'node:path';
import {FileNotWritten, FileUnreadable} from './errors.ts';
import {isAbsence} from './files.ts';
import type {NewFile, OpenFile, Reader, Writer} from './host.ts';

type FileParts = Pick<Reader, 'openFile' | 'identityOf'> & Pick<Writer, 'createFile'>;

/** Files read and written in parts. Sizes are asked at once, not through the thread pool: a log is asked ten times a second. */
export const localFileParts: FileParts = {openFile, identityOf, createFile};

async function openFile(path: string): Promise<OpenFile | undefined> {
	let handle: FileHandle;
	try {
		// Without waiting: a named pipe in the place of a log would hold it up for ever.
		handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
	} catch (error) {
		if (isAbsence(error)) return undefined;
		throw new FileUnreadable(path, error);
	}
	const opened = fstatSync(handle.fd);
	if (opened.isFile()) return reading(path, handle, opened);
	await handle.close();
	throw new FileUnreadable(path, 'it is no regular file');
}

function reading(path: string, handle: FileHandle, opened: Stats): OpenFile {
	let buffer = Buffer.alloc(0);
	return {
		identity: identity(opened),
		path: realPath(path),
		size: async () => fstatSync(handle.fd).size,
		async read(offset, length) {
			try {
				if (buffer.length < length) buffer = Buffer.allocUnsafeSlow(length);
				const {bytesRead} = await handle.read(buffer, 0, length, offset);
				return buffer.subarray(0, bytesRead);
			} catch (error) {
				throw new FileUnreadable(path, error);
			}
		},
		close: () => handle.close(),
	};
}

async function identityOf(path: string): Promise<string | undefined> {
	try {
		const found = statSync(path, {throwIfNoEntry: false});
		return found?.isFile() ? identity(found) : undefined;
	} catch (error) {
		if (isAbsence(error)) return undefined;
		throw new FileUnreadable(path, error);
	}
}

async function createFile(path: string): Promise<NewFile | undefined> {
	await orNotWritten(path, mkdir(dirname(path), {recursive: true, mode: 0o700}));
	let handle: FileHandle;
	try {
		handle = await open(path, 'wx', 0o600);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined;
		throw new FileNotWritten(path, error);
	}
	const orThrow = (promise: Promise<unknown>) => orNotWritten(path, promise);
	return {
		write: bytes => orThrow(writeAll(handle, bytes)),
		async finish() {
			await orThrow(handle.sync());
			await orThrow(handle.close());
		},
		async discard() {
			await handle.close().catch(() => {});
			await orThrow(rm(path, {force: true}));
		},
	};
}

async function orNotWritten(path: string, promise: Promise<unknown>): Promise<void> {
	try {
		await promise;
	} catch (error) {
		throw new FileNotWritten(path, error);
	}
}

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
	for (let done = 0; done < bytes.length; ) done += (await handle.write(bytes, done)).bytesWritten;
}

const identity = ({dev, ino}: Stats): string => `${dev}:${ino}`;

function realPath(path: string): string {
	try {
		return realpathSync(path);
	} catch {
		return path; // renamed in this very moment
	}
}
