import {messageOf} from '../host/errors.ts';
import type {Reader} from '../host/host.ts';
import type {LogLine} from '../model/log-line.ts';
import type {LogPlace} from './log-files.ts';
import {followFile} from './log-follow.ts';
import {createLogLines} from './log-lines.ts';
import {openSegments, type Segment, segmentBytes, tailStart} from './log-segments.ts';

export type LogReading = {
	/**
	 * `head`: from the beginning of the oldest file, and no further than `lines`; `all`: the same without an end, saying how
	 * far it is; else the last `lines`.
	 */
	readonly from: 'head' | 'tail' | 'all';
	readonly lines: number;
	/** Only lines since then. */
	readonly sinceMs?: number;
	/** Go on as lines come, through rotation. */
	readonly follow: boolean;
	readonly signal: AbortSignal;
	sleep(milliseconds: number): Promise<void>;
};

/** Lines as they come, and what happened to the file between them. */
export type LogNews =
	| {readonly kind: 'lines'; readonly lines: readonly LogLine[]}
	| {readonly kind: 'note'; readonly text: string}
	/** Bytes of the files that were read so far, of those that were there when it began. */
	| {readonly kind: 'progress'; readonly bytes: number; readonly of: number};

export type ReadableLog = Extract<LogPlace, {readonly path: string}>;

/** A container's log out of its files: those it was rotated into, then the one being written. No runtime is asked. */
export async function* readLog(reader: Reader, place: ReadableLog, reading: LogReading): AsyncGenerator<LogNews> {
	const {segments, unreadable} = await openSegments(reader, place.files);
	try {
		for (const text of unreadable) yield {kind: 'note', text};
		yield* reading.from === 'head' ? firstLines(segments, reading) : lastLines(reader, place, segments, reading);
	} finally {
		for (const {file} of segments) await file.close();
	}
}

async function* firstLines(segments: readonly Segment[], {lines: count, signal}: LogReading): AsyncGenerator<LogNews> {
	const split = createLogLines();
	let left = count;
	for (const segment of segments)
		for await (const news of linesOf(segment, 0, split)) {
			if (signal.aborted) return;
			if (news.kind === 'note') yield news;
			else {
				yield {kind: 'lines', lines: news.lines.slice(0, left)};
				left -= news.lines.length;
			}
			if (left > 0) continue;
			yield {kind: 'note', text: `the first ${count} lines: 0 shows the last, ctrl-s saves all`};
			return;
		}
	yield {kind: 'lines', lines: split.end()};
}

async function* lastLines(
	reader: Reader,
	{path}: ReadableLog,
	segments: readonly Segment[],
	{from, lines: count, sinceMs, follow, signal, sleep}: LogReading,
): AsyncGenerator<LogNews> {
	const {index, offset} = from === 'all' ? {index: 0, offset: 0} : await tailStart(segments, count);
	const whole = segments.reduce((sum, {size}) => sum + size, 0);
	let done = 0;
	const split = createLogLines();
	const since = onlySince(sinceMs);
	for (const [place, segment] of segments.entries()) {
		if (place < index) continue;
		let read = 0;
		for await (const news of linesOf(segment, place === index ? offset : 0, split)) {
			if (signal.aborted) return;
			if (news.kind === 'note') {
				yield news;
				continue;
			}
			yield {kind: 'lines', lines: since(news.lines)};
			read += news.bytes;
			if (from === 'all') yield {kind: 'progress', bytes: done + Math.min(read, segment.size), of: whole};
		}
		done += segment.size;
	}
	const live = segments.at(-1);
	if (!follow || !live) return yield {kind: 'lines', lines: since(split.end())};
	for await (const news of followFile(reader, {path, file: live.file, offset: live.size, split, signal, sleep}))
		yield news.kind === 'lines' ? {...news, lines: since(news.lines)} : news;
}

/** Lines, and how many bytes they were read from. */
type ReadLines = Extract<LogNews, {kind: 'lines'}> & {readonly bytes: number};

async function* linesOf(
	segment: Segment,
	from: number,
	split: ReturnType<typeof createLogLines>,
): AsyncGenerator<Extract<LogNews, {kind: 'note'}> | ReadLines> {
	try {
		for await (const bytes of segmentBytes(segment, from))
			yield {kind: 'lines', lines: split.push(bytes), bytes: bytes.length};
	} catch (error) {
		yield {kind: 'note', text: `${segment.path}: ${messageOf(error)}`};
	}
}

/** Lines are in the order of their times: from the first that is young enough, all are. */
function onlySince(sinceMs: number | undefined): (lines: readonly LogLine[]) => readonly LogLine[] {
	let reached = sinceMs === undefined;
	return lines => {
		if (reached) return lines;
		const first = lines.findIndex(({at}) => at === undefined || Date.parse(at) >= (sinceMs ?? 0));
		if (first < 0) return [];
		reached = true;
		return lines.slice(first);
	};
}
