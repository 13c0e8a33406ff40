import type {Command} from '../translate/types.ts';
import type {Context} from './context.ts';
import {keeping} from './printing-to.ts';

const minWidth = 10;
const padding = 3;

/** Whether a line asks for a table of its own columns, and ends by itself: `docker stats` without --no-stream goes on. */
export function wantsTable(words: readonly string[]): boolean {
	const isHistory = words.includes('history') && !words.some(word => /^(--quiet|-[a-zA-Z]*q|--format)/.test(word));
	if (isHistory) return true;
	const asks = words.some(
		(word, index) => /^(?:(?:--format|-f)=)?table\s/.test(word) && index > 1 && !word.includes('\n'),
	);
	const tables = words.some(word => /^(ps|ls|list|images|history|stats|df)$/.test(word));
	const streams = words.includes('stats') && !words.some(word => /^--no-stream(=|$)/.test(word));
	// Of ctr's containers the columns are docker's own, of those of pods crictl's, which are set already.
	const isOwn = words.includes('stats') && !words.some(word => /^(--format|-f)(=|$)/.test(word));
	return (asks || isOwn) && tables && !streams;
}

/** `docker ps` for a program: its rows are docker's own, under a line of headings. */
export function isHeaded([first]: readonly Command[]): boolean {
	return String(first?.run?.argv[2]).startsWith("printf 'CONTAINER ID\\t");
}

/** A context that keeps what is printed, and prints it as a table. */
export function tabled(context: Context): {readonly context: Context; readonly end: () => void} {
	const kept = keeping(context);
	return {
		context: kept.context,
		end() {
			const text = kept.text();
			if (text !== '') context.print(aligned(text));
		},
	};
}

/** Cells between tabs as docker sets them: as wide as the widest and three more, ten at least. Source: docker/cli formatter, text/tabwriter. */
export function aligned(text: string): string {
	const rows = text.split('\n').map(line => line.split('\t'));
	const widths: number[] = [];
	for (const row of rows)
		for (const [at, cell] of row.slice(0, -1).entries())
			widths[at] = Math.max(widths[at] ?? minWidth, [...cell].length + padding);
	return rows
		.map(row => row.map((cell, at) => (at < row.length - 1 ? padded(cell, widths[at] ?? 0) : cell)).join(''))
		.join('\n');
}

function padded(cell: string, width: number): string {
	return cell + ' '.repeat(Math.max(0, width - [...cell].length));
}
