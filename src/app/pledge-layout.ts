import {plainText} from '../model/text.ts';
import {wrapWords} from './fit.ts';
import {bodyRows} from './layout.ts';
import type {Overlay} from './overlay.ts';
import type {State} from './state.ts';

export type PledgeLayout = {
	/** The question, wrapped. */
	readonly title: readonly string[];
	/** What will be touched, wrapped. */
	readonly lines: readonly string[];
	/** Rows for them: the question and what is typed are always on the screen. */
	readonly height: number;
	readonly top: number;
};

/** Where the text of a line begins, after `writes  `. */
const indent = 8;

export function pledgeLayout(state: State, {title, lines, top = 0}: Extract<Overlay, {kind: 'pledge'}>): PledgeLayout {
	const width = state.size.columns - 2;
	const question = wrapWords(plainText(title), width).slice(0, 2);
	const wrapped = lines.flatMap(line => hanging(plainText(line), width));
	// The question, an empty row on both sides of the lines, what is typed, what was wrong with it.
	const height = Math.max(1, bodyRows(state) - question.length - 4);
	return {title: question, lines: wrapped, height, top: Math.max(0, Math.min(top, wrapped.length - height))};
}

function hanging(line: string, width: number): readonly string[] {
	const [first = '', ...rest] = wrapWords(line.slice(indent), Math.max(10, width - indent));
	return [line.slice(0, indent) + first, ...rest.map(text => ' '.repeat(indent) + text)];
}
