import {plainText} from '../../model/text.ts';
import {wrapWords} from '../fit.ts';
import type {Tone} from '../tone.ts';

/** One line of a page: the head of something that can be unfolded, or a line of what stands under it. */
export type FoldLine = {
	/** Whose line it is: of a finding, of a step. */
	readonly id: string;
	readonly head: boolean;
	/** The column before the text: `CONSENT`, `fix`, `$`. */
	readonly label: string;
	readonly text: string;
	readonly tone: Tone;
};

/** Cells of the column of labels. */
export const labelWidth = 9;

export type Part = {readonly label: string; readonly text: string; readonly tone: Tone; readonly whole?: boolean};

/**
 * What stands under a head, in lines that fit; the label stands before the first of each part. A part that is `whole` is a
 * line of a file and is broken anywhere, the others at spaces.
 */
export function under(id: string, parts: readonly Part[], columns: number): readonly FoldLine[] {
	const width = Math.max(20, columns - labelWidth - 1);
	return parts.flatMap(({label, text, tone, whole = false}) => {
		const plain = plainText(text);
		const lines = wrapWords(plain, width);
		const shown = whole && lines.length > 1 ? piecesOf(plain, width) : lines;
		return shown.map((line, index) => ({id, head: false, label: index === 0 ? label : '', text: line, tone}));
	});
}

function piecesOf(text: string, width: number): readonly string[] {
	return wrapWords(text.replaceAll(' ', '\u00a0'), width).map(line => line.replaceAll('\u00a0', ' '));
}

/** A head, and what stands under it once it is unfolded. */
export function folded(
	head: Omit<FoldLine, 'head'>,
	isOpen: boolean,
	parts: () => readonly Part[],
	columns: number,
): readonly FoldLine[] {
	const line: FoldLine = {...head, text: plainText(head.text), head: true};
	return isOpen ? [line, ...under(head.id, parts(), columns)] : [line];
}
