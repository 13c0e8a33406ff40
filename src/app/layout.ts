import {rememberLast} from '../model/remember-last.ts';
import {plainText} from '../model/text.ts';
import {cutTo, wrapWords} from './fit.ts';
import type {Pane, State} from './state.ts';

/** Below this the console says what it needs instead of drawing. */
export const smallest = {columns: 40, rows: 10};

export function isTooSmall({size}: State): boolean {
	return size.columns < smallest.columns || size.rows < smallest.rows;
}

/** Rows of the parts around the body: title line, node line, one warning where there is one; crumbs; footer. */
export function bodyRows(state: State): number {
	const header = 2 + warningLines(state).length;
	const crumbs = 1;
	const footer = 1;
	return Math.max(1, state.size.rows - header - crumbs - footer);
}

/** All of the body. */
export function bodyBox(state: State): {readonly width: number; readonly height: number} {
	return {width: state.size.columns, height: bodyRows(state)};
}

/** Rows of a list that fit under its column titles. */
export function listRows(state: State): number {
	return Math.max(1, bodyRows(state) - 1);
}

/** Rows of a text screen between the command that it comes from and the error that ended it. */
export function textRows(state: State, pane: Pane): number {
	const screen = state.screens.at(-1);
	const job = screen?.kind === 'text' && screen.source.of === 'job' ? 1 : 0;
	const around = [pane.command, pane.note, pane.error].filter(text => text !== undefined).length;
	return Math.max(1, bodyRows(state) - around - job);
}

/** The warning as lines for the header: two at most, for the list is what one came for. */
export function warningLines(state: State): readonly string[] {
	return warningsIn(warningOf(state), state.settings, state.size.columns);
}

/** Every key asks for the height of the header, several times. */
const warningsIn = rememberLast((warning: string | undefined, settings: State['settings'], columns: number) => [
	...nodeWarning(warning, columns),
	...configWarning(settings, columns),
]);

/** What is wrong with the configuration, in one line: the rest is in `:config`. */
function configWarning({file = '', problems}: State['settings'], columns: number): readonly string[] {
	const [first, ...more] = problems.map(text => text.replace(file, file.split('/').at(-1) ?? ''));
	if (first === undefined) return [];
	const text = more.length === 0 ? first : `${first} (and ${more.length} more, see :config)`;
	return [cutTo(`! ${plainText(text)}`, columns)];
}

function nodeWarning(warning: string | undefined, columns: number): readonly string[] {
	if (warning === undefined) return [];
	const lines = wrapWords(cutTo(`! ${plainText(warning)}`, columns * 3), columns);
	return lines.length <= 2 ? lines : [lines[0] as string, cutTo(lines.slice(1).join(' '), columns)];
}

/** The most important sentence about this node, for the line under the header. */
export function warningOf({facts, demo}: State): string | undefined {
	if (!facts) return undefined;
	if (demo !== undefined) return demo;
	if (facts.warnings[0] !== undefined) return facts.warnings[0];
	const {listing} = facts;
	return 'because' in listing ? listing.because : undefined;
}
