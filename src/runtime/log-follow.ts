import type {OpenFile, Reader} from '../host/host.ts';
import {rotatedFiles} from './log-files.ts';
import type {LogLines} from './log-lines.ts';
import type {LogNews} from './log-read.ts';
import {chunkBytes} from './log-segments.ts';

type Following = {
	/** Where the runtime writes, whichever file that is at the moment. */
	readonly path: string;
	/** The file that it is now; closed by whoever opened it. */
	readonly file: OpenFile;
	readonly offset: number;
	readonly split: LogLines;
	readonly signal: AbortSignal;
	sleep(milliseconds: number): Promise<void>;
};

/** Between two looks at a file that has nothing new. */
const lookMs = 100;
/** Someone who is further behind than this sees the end, and what came between only in a saved file. */
const farBehind = {bytes: 16 * 1024 * 1024, keep: 2 * 1024 * 1024};
/** How often it is looked whether there is a new attempt. */
const looksPerAttempt = 10;
/** A log that is away longer was removed, and not rotated. */
const goneMs = 5000;

/**
 * Lines as they are written: through rotation (the path leads to another file), `truncate`, and a file that is away for a
 * moment. Ends when the file is gone for good.
 */
export async function* followFile(reader: Reader, following: Following): AsyncGenerator<LogNews> {
	const {path, split, signal, sleep} = following;
	let {file, offset} = following;
	let awayMs = 0;
	let looks = 0;
	let next = nextAttempt(path);

	async function* rest(): AsyncGenerator<LogNews> {
		const size = await file.size();
		if (size < offset) {
			offset = 0;
			yield {kind: 'note', text: 'the log was cut off here: its file was emptied'};
		}
		if (size - offset > farBehind.bytes) {
			const skipped = size - farBehind.keep - offset;
			yield {kind: 'lines', lines: split.end()};
			yield {kind: 'note', text: `${Math.round(skipped / 1024 / 1024)} MB came too fast to be drawn: ctrl-s saves all`};
			offset = await afterNewline(file, size - farBehind.keep);
		}
		while (offset < size && !signal.aborted) {
			const bytes = await file.read(offset, Math.min(chunkBytes, size - offset));
			if (bytes.length === 0) return;
			offset += bytes.length;
			yield {kind: 'lines', lines: split.push(bytes)};
		}
	}

	try {
		while (!signal.aborted) {
			const before = offset;
			yield* rest();
			const identity = await reader.identityOf(path);
			awayMs = identity === undefined ? awayMs + lookMs : 0;
			if (awayMs > goneMs) {
				yield {kind: 'lines', lines: split.end()};
				yield {kind: 'note', text: `${path} is gone: the container was removed`};
				return;
			}
			if (identity !== undefined && identity !== file.identity) {
				// The runtime writes on into the old file until it is told of the new one.
				await sleep(lookMs);
				yield* rest();
				const {newest, between} = await successors(reader, path, file);
				for (const each of between) {
					await switchTo(each);
					yield* rest();
				}
				if (newest) await switchTo(newest);
				continue;
			}
			looks += 1;
			if (next !== undefined && looks % looksPerAttempt === 0 && (await reader.identityOf(next)) !== undefined) {
				yield {kind: 'note', text: `the container was started again, its log goes on in ${next}`};
				next = undefined;
			}
			if (offset === before) await sleep(lookMs);
		}
	} finally {
		if (file !== following.file) await file.close();
	}

	async function switchTo(next: OpenFile): Promise<void> {
		if (file !== following.file) await file.close();
		file = next;
		offset = 0;
	}
}

/** Where the kubelet lets the container write that it makes in the place of this one. */
function nextAttempt(path: string): string | undefined {
	const [, folder, attempt] = /^(.*\/)(\d+)\.log$/.exec(path) ?? [];
	return folder === undefined ? undefined : `${folder}${Number(attempt) + 1}.log`;
}

/** The file at the path now, and those that it had led to since it led to this one. */
async function successors(
	reader: Reader,
	path: string,
	file: OpenFile,
): Promise<{newest?: OpenFile; between: readonly OpenFile[]}> {
	const newest = await reader.openFile(path);
	if (!newest) return {between: []};
	const between: OpenFile[] = [];
	let passed = false;
	for (const name of await rotatedFiles(reader, newest.path)) {
		const older = name.endsWith('.gz') ? undefined : await reader.openFile(name);
		const isNewer = passed && older !== undefined && older.identity !== newest.identity;
		passed ||= older?.identity === file.identity;
		if (isNewer) between.push(older);
		else await older?.close();
	}
	return {newest, between};
}

/** The beginning of the first line after an offset; the offset itself where none is near. */
async function afterNewline(file: OpenFile, offset: number): Promise<number> {
	const at = (await file.read(offset, chunkBytes)).indexOf(10);
	return at < 0 ? offset : offset + at + 1;
}
