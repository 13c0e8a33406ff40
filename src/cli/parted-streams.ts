import {instantMs, type LogWindow, readKeptHead} from '../model/kept-line.ts';
import {errorMark} from '../translate/by-ctr/logger.ts';
import type {Context} from './context.ts';

const mark = Buffer.from(errorMark);
const [begin] = mark;
const lineEnd = 0x0a;
/** A head is shorter: what is before a line, and no more, is read as text. */
const longestHead = 64;

/**
 * Hands on the bytes of a log whose lines have their stream before them, each to its own, and what of them is asked for: a line may come in
 * pieces. What has no time before it is not left out for its time.
 */
export function partStreams(
	{print, printError, now}: Pick<Context, 'print' | 'printError' | 'now'>,
	{times = false, since, until}: Omit<LogWindow, 'times'> & {readonly times?: boolean} = {},
): (bytes: Uint8Array) => void {
	const [from, to] = [since, until].map(given => (given === undefined ? undefined : instantMs(given, now())));
	let isError = false;
	let atStart = true;
	let held = Buffer.alloc(0);
	return bytes => {
		let rest = Buffer.concat([held, bytes]);
		held = Buffer.alloc(0);
		let lines: Buffer[] = [];
		const add = (line: Buffer, error: boolean) => {
			if (error !== isError) flush();
			isError = error;
			lines.push(line);
		};
		const flush = () => {
			if (lines.length > 0) (isError ? printError : print)(Buffer.concat(lines));
			lines = [];
		};
		while (rest.length > 0) {
			const end = rest.indexOf(lineEnd);
			// What has a head is written in whole lines.
			if (atStart && end < 0 && rest[0] === begin) {
				held = rest;
				break;
			}
			const line = end < 0 ? rest : rest.subarray(0, end + 1);
			rest = rest.subarray(line.length);
			if (!atStart || line[0] !== begin) add(line, atStart ? false : isError);
			else addHeaded(line, add);
			atStart = end >= 0;
		}
		flush();
	};

	function addHeaded(line: Buffer, add: (line: Buffer, error: boolean) => void): void {
		const marked = line.subarray(0, mark.length).equals(mark);
		const head = marked ? undefined : readKeptHead(line.subarray(0, longestHead).toString('latin1'));
		if (head === undefined) {
			add(marked ? line.subarray(mark.length) : line, marked);
			return;
		}
		if ((from !== undefined && head.atMs < from) || (to !== undefined && head.atMs > to)) return;
		const text = line.subarray(head.length, head.isWhole ? line.length : -1);
		add(times ? Buffer.concat([Buffer.from(`${head.at} `), text]) : text, head.isError);
	}
}
