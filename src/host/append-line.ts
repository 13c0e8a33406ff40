import {closeSync, existsSync, fstatSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readSync} from 'node:fs';
import {dirname} from 'node:path';
import {syncPath, writeAll} from './durable-files.ts';

/**
 * Add a line to a file; it is on disk when this returns, or none of it is there. What a power loss or a full disk left of a
 * line before it goes: the next one would stand behind it, and neither could be read.
 */
export function appendLine(path: string, line: string, mode = 0o600): void {
	mkdirSync(dirname(path), {recursive: true, mode: 0o700});
	const isNew = !existsSync(path);
	const file = openSync(path, 'a+', mode);
	const whole = endOfWholeLines(file);
	try {
		ftruncateSync(file, whole);
		writeAll(file, Buffer.from(`${line}\n`, 'utf8'));
		fsyncSync(file);
	} catch (error) {
		ftruncateSync(file, whole);
		throw error;
	} finally {
		closeSync(file);
	}
	if (isNew) syncPath(dirname(path));
}

/** Where the last line ends that was written whole. */
function endOfWholeLines(file: number): number {
	const {size} = fstatSync(file);
	const last = Buffer.alloc(1);
	if (size === 0 || (readSync(file, last, 0, 1, size - 1) === 1 && last[0] === newline)) return size;
	const all = Buffer.alloc(size);
	readSync(file, all, 0, size, 0);
	return all.lastIndexOf(newline) + 1;
}

const newline = 10;
