import {plainText} from '../model/text.ts';
import {answerLines} from './answer-lines.ts';
import {bodyRows} from './layout.ts';
import type {PaintedLine} from './painted.ts';
import type {TranslateScreen} from './screen.ts';
import type {State} from './state.ts';
import {suggestionsFor} from './translation.ts';

/** From this width on, the line and its answer stand side by side; below it, and where it is explained, one above the other. */
const sideBySideFrom = 100;

/** Where everything of the translator stands. */
export type TranslateLayout = {
	/** Cells of the column with the line being typed, where the answer is beside it. */
	readonly left?: number;
	/** Lines that the typed one could become. */
	readonly hints: readonly PaintedLine[];
	readonly answer: readonly PaintedLine[];
	/** Rows for the answer, and the first line of it that is on the screen. */
	readonly height: number;
	readonly top: number;
};

export function translateLayout(state: State, screen: TranslateScreen): TranslateLayout {
	const {tables, explainer, facts, size} = state;
	const needs = [tables, explainer, facts, size.columns, bodyRows(state)];
	const known = remembered.get(screen);
	if (known && needs.every((each, index) => each === known.needs[index])) return known.layout;
	const layout = layOut(state, screen);
	remembered.set(screen, {needs, layout});
	return layout;
}

/** The body, the crumbs and the keys that scroll ask for the same one. */
const remembered = new WeakMap<TranslateScreen, {needs: readonly unknown[]; layout: TranslateLayout}>();

function layOut(state: State, screen: TranslateScreen): TranslateLayout {
	const {columns} = state.size;
	const rows = bodyRows(state);
	const left = columns < sideBySideFrom || screen.explain ? undefined : Math.floor(columns * 0.4);
	const all = hintLines(state, screen, left ?? columns);
	const hints = all.slice(0, left === undefined ? 3 : rows - 2);
	const height = Math.max(1, left === undefined ? rows - 2 - hints.length : rows);
	const answer = answerLines(state, screen, left === undefined ? columns : columns - left - 3);
	const top = Math.max(0, Math.min(screen.top, answer.length - height));
	return {left, hints, answer, height, top};
}

function hintLines(state: State, {line}: TranslateScreen, width: number): readonly PaintedLine[] {
	return suggestionsFor(state, line).map((suggestion, index) => [
		{
			text: `${index === 0 ? 'tab ' : '    '}${plainText(suggestion.line)}   ${suggestion.about}`.slice(0, width),
			tone: index === 0 ? 'accent' : 'quiet',
		},
	]);
}
