import type {LogLine} from '../model/log-line.ts';
import {decodeUtf8, type LogEntry, readLogEntry} from './log-entry.ts';

/** A longer line keeps its beginning and its end, in bytes: a megabyte in one line is nothing to read, but must harm nobody. */
export const longestShown = {head: 12 * 1024, tail: 4 * 1024};

/** Lines of a container out of the bytes of its log file, as they come. */
export type LogLines = {
	push(chunk: Uint8Array): readonly LogLine[];
	/** What is left: a line that its end never followed. */
	end(): readonly LogLine[];
};

type Part = {head: string; tail: string; bytes: number; readonly at?: string};

/** Pieces of long lines are joined, of each stream by itself, for they come mixed. */
export function createLogLines(): LogLines {
	const entries = createLogEntries();
	const parts: Record<LogEntry['from'], Part | undefined> = {stdout: undefined, stderr: undefined};

	function take(entry: LogEntry): LogLine | undefined {
		const {from, bytes, at} = entry;
		const before = parts[from];
		if (entry.ends && !before && bytes.length <= longestShown.head) return {text: decodeUtf8(bytes), from, at};
		const part = joined(before ?? {head: '', tail: '', bytes: 0, at}, bytes);
		parts[from] = entry.ends ? undefined : part;
		return entry.ends ? {text: textOf(part), from, at: part.at} : undefined;
	}

	return {
		push: chunk => entries.push(chunk).flatMap(entry => take(entry) ?? []),
		end() {
			const last = entries.end().flatMap(entry => take(entry) ?? []);
			const open = (['stdout', 'stderr'] as const).flatMap((from): LogLine[] => {
				const part = parts[from];
				parts[from] = undefined;
				return part ? [{text: textOf(part), from, at: part.at}] : [];
			});
			return [...last, ...open];
		},
	};
}

/** Lines of the file itself. */
export function createLogEntries() {
	let rest = '';
	return {
		push(chunk: Uint8Array): readonly LogEntry[] {
			const lines = (rest + latin1(chunk)).split('\n');
			rest = lines.pop() ?? '';
			if (rest.length > longestRaw) {
				lines.push(rest); // no log that a runtime wrote: it goes on as another line
				rest = '';
			}
			return lines.map(readLogEntry);
		},
		end(): readonly LogEntry[] {
			const last = rest;
			rest = '';
			return last === '' ? [] : [readLogEntry(last)];
		},
	};
}

/** Runtimes cut at 16 KiB, which as json may be six times as long. */
const longestRaw = 1024 * 1024;

function latin1(chunk: Uint8Array): string {
	return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1');
}

function joined({head, tail, bytes, at}: Part, added: string): Part {
	const room = longestShown.head - head.length;
	return {
		head: room > 0 ? head + added.slice(0, room) : head,
		tail: room < added.length ? (tail + added.slice(Math.max(0, room))).slice(-longestShown.tail) : tail,
		bytes: bytes + added.length,
		at,
	};
}

function textOf({head, tail, bytes}: Part): string {
	const left = bytes - head.length - tail.length;
	if (left <= 0) return decodeUtf8(head + tail);
	return `${decodeUtf8(head)} … ${left} bytes left out … ${decodeUtf8(tail)}`;
}
