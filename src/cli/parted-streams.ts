import {errorMark} from '../translate/by-ctr/logger.ts';
import type {Context} from './context.ts';

const mark = Buffer.from(errorMark);
const lineEnd = 0x0a;

/** Hands on the bytes of a log in which lines of standard error are marked, each to its own stream; a line may come in pieces. */
export function partStreams({print, printError}: Pick<Context, 'print' | 'printError'>): (bytes: Uint8Array) => void {
	let atStart = true;
	let isError = false;
	let held = Buffer.alloc(0);
	return bytes => {
		let rest = Buffer.concat([held, bytes]);
		held = Buffer.alloc(0);
		let lines: Buffer[] = [];
		const flush = () => {
			if (lines.length > 0) (isError ? printError : print)(Buffer.concat(lines));
			lines = [];
		};
		while (rest.length > 0) {
			if (atStart) {
				const begins = rest.subarray(0, mark.length);
				if (isPart(begins)) {
					held = rest;
					break;
				}
				const marked = begins.equals(mark);
				if (marked !== isError) flush();
				isError = marked;
				if (marked) rest = rest.subarray(mark.length);
			}
			const end = rest.indexOf(lineEnd);
			const line = end < 0 ? rest : rest.subarray(0, end + 1);
			lines.push(line);
			atStart = end >= 0;
			rest = rest.subarray(line.length);
		}
		flush();
	};
}

/** The beginning of a mark, whose end is still to come. */
function isPart(bytes: Buffer): boolean {
	return bytes.length < mark.length && mark.subarray(0, bytes.length).equals(bytes);
}
