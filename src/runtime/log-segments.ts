import {Readable} from 'node:stream';
import {createGunzip} from 'node:zlib';
import {messageOf} from '../host/errors.ts';
import type {OpenFile, Reader} from '../host/host.ts';
import type {LogFiles} from './log-files.ts';

/** Bytes that are read at a time: keys are answered in between. */
export const chunkBytes = 256 * 1024;
/** A look for the last lines goes no further back than this, however long they are. */
const farthestBytes = 32 * 1024 * 1024;

/** One file of a log, from oldest to newest; the last is the one being written. */
export type Segment = {
	readonly file: OpenFile;
	readonly path: string;
	/** Bytes of it that belong to what was asked for: what is written later does not. */
	readonly size: number;
	readonly compressed: boolean;
};

export type Segments = {
	readonly segments: readonly Segment[];
	/** Of those that are there but cannot be read: which and why. */
	readonly unreadable: readonly string[];
};

/** Every file of a log, opened before the first is read: none is rotated away in between. */
export async function openSegments(reader: Reader, {live, rotated}: LogFiles): Promise<Segments> {
	const known = new Set<string>([live.identity]);
	const segments: Segment[] = [];
	const unreadable: string[] = [];
	for (const path of rotated) {
		const file = await reader.openFile(path).catch(error => {
			unreadable.push(messageOf(error));
			return undefined;
		});
		if (file && !known.has(file.identity)) {
			known.add(file.identity);
			segments.push({file, path, size: await file.size(), compressed: path.endsWith('.gz')});
		} else await file?.close();
	}
	segments.push({file: live, path: live.path, size: await live.size(), compressed: false});
	return {segments, unreadable};
}

/** The bytes of a segment, decompressed; `from` counts in a plain one only. Throws where they are no gzip. */
export async function* segmentBytes({file, size, compressed}: Segment, from = 0): AsyncGenerator<Uint8Array> {
	if (!compressed) return yield* parts(file, from, size);
	const source = Readable.from(copies(parts(file, 0, size)));
	const gunzip = createGunzip();
	source.on('error', error => gunzip.destroy(error));
	try {
		yield* source.pipe(gunzip) as AsyncIterable<Uint8Array>;
	} finally {
		source.destroy();
		gunzip.destroy();
	}
}

/** A stream reads ahead, and each read takes the place of the one before. */
async function* copies(all: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	for await (const bytes of all) yield Uint8Array.from(bytes);
}

async function* parts(file: OpenFile, from: number, to: number): AsyncGenerator<Uint8Array> {
	for (let offset = from; offset < to; ) {
		const bytes = await file.read(offset, Math.min(chunkBytes, to - offset));
		if (bytes.length === 0) return; // it was cut short meanwhile
		offset += bytes.length;
		yield bytes;
	}
}

/** Where to begin so that about the last `count` lines are read. */
export async function tailStart(
	segments: readonly Segment[],
	count: number,
): Promise<{readonly index: number; readonly offset: number}> {
	let missing = count;
	let left = farthestBytes;
	for (let index = segments.length - 1; index >= 0; index -= 1) {
		const segment = segments[index] as Segment;
		const {offset, found} = segment.compressed ? await countLines(segment) : await lastLines(segment, missing, left);
		missing -= found;
		left -= segment.size - offset;
		if (missing <= 0 || left <= 0 || index === 0) return {index, offset};
	}
	return {index: 0, offset: 0};
}

async function countLines(segment: Segment): Promise<{offset: number; found: number}> {
	let found = 0;
	try {
		for await (const bytes of segmentBytes(segment)) found += newlines(bytes);
	} catch {
		// Reading it says so.
	}
	return {offset: 0, found};
}

/** Offset of the first of the last `count` lines. */
async function lastLines(
	{file, size}: Segment,
	count: number,
	atMost: number,
): Promise<{offset: number; found: number}> {
	let found = 0;
	const stop = Math.max(0, size - atMost);
	for (let end = size; end > stop; ) {
		const from = Math.max(stop, end - chunkBytes);
		const bytes = await file.read(from, end - from);
		for (let at = bytes.lastIndexOf(newline); at >= 0; at = at === 0 ? -1 : bytes.lastIndexOf(newline, at - 1)) {
			if (from + at === size - 1) continue; // the end of the last line
			found += 1;
			if (found === count) return {offset: from + at + 1, found};
		}
		end = from;
	}
	return {offset: stop, found: found + 1};
}

const newline = 10;

function newlines(bytes: Uint8Array): number {
	let count = 0;
	for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) count += 1;
	return count;
}
