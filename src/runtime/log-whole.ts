import {messageOf} from '../host/errors.ts';
import type {Reader} from '../host/host.ts';
import {createLogEntries} from './log-lines.ts';
import type {ReadableLog} from './log-read.ts';
import {openSegments, segmentBytes} from './log-segments.ts';

export type WholeLog = {readonly bytes: Uint8Array; readonly lines: number} | {readonly unreadable: string};

/**
 * Everything that is known of a log, to the byte as the container wrote it: the rotated files, then the live one up to the
 * moment of the question. What `crictl logs` prints, with both streams in the order of the file.
 *
 * @param timestamps each line begins with its time, as written in the file
 */
export async function* wholeLog(
	reader: Reader,
	place: ReadableLog,
	timestamps: boolean,
	signal: AbortSignal,
): AsyncGenerator<WholeLog> {
	const {segments, unreadable} = await openSegments(reader, place.files);
	const entries = createLogEntries();
	/** In the middle of a line of this stream. */
	const open = {stdout: false, stderr: false};
	const written = (found: ReturnType<typeof entries.end>): WholeLog => {
		let lines = 0;
		const texts = found.map(({bytes, from, at, ends}) => {
			const time = timestamps && at !== undefined && !open[from] ? `${at} ` : '';
			open[from] = !ends;
			if (!ends) return time + bytes;
			lines += 1;
			return `${time + bytes}\n`;
		});
		return {bytes: Buffer.from(texts.join(''), 'latin1'), lines};
	};
	try {
		for (const each of unreadable) yield {unreadable: each};
		for (const segment of segments)
			try {
				for await (const bytes of segmentBytes(segment)) {
					if (signal.aborted) return;
					yield written(entries.push(bytes));
				}
			} catch (error) {
				yield {unreadable: `${segment.path}: ${messageOf(error)}`};
			}
		yield written(entries.end());
	} finally {
		for (const {file} of segments) await file.close();
	}
}
