import {widthOf} from '../app/fit.ts';
import {bodyRows} from '../app/layout.ts';
import type {TranslateScreen} from '../app/screen.ts';
import type {State} from '../app/state.ts';
import {translateLayout} from '../app/translate-layout.ts';
import {plainText} from '../model/text.ts';
import {cursorLine} from './input-line.ts';
import {paintLine} from './paint.ts';
import type {Theme} from './theme.ts';

/** What is typed, and what it becomes, as it is typed. */
export function translateLines(state: State, screen: TranslateScreen, theme: Theme): readonly string[] {
	const {columns} = state.size;
	const {left, hints, answer, height, top} = translateLayout(state, screen);
	const shown = answer.slice(top, top + height);
	const typed = (width: number) => cursorLine('$ ', screen.line, screen.cursor, width, theme);
	if (left === undefined)
		return [
			typed(columns),
			...hints.map(line => paintLine(line, columns, theme)),
			theme.paint('quiet', '─'.repeat(columns)),
			...shown.map(line => paintLine(line, columns, theme)),
		];
	const beside = [
		`${typed(left - 1)}${filling(screen, left)}`,
		' '.repeat(left),
		...hints.map(line => paintLine(line, left, theme)),
	];
	return Array.from({length: bodyRows(state)}, (_, index) => {
		const line = shown[index];
		const divider = theme.paint('quiet', ' │ ');
		return `${beside[index] ?? ' '.repeat(left)}${divider}${line ? paintLine(line, columns - left - 3, theme) : ''}`;
	});
}

/** Cells between the end of the typed line, its cursor included, and the divider. */
function filling({line, cursor}: TranslateScreen, width: number): string {
	const atEnd = cursor >= [...plainText(line)].length ? 1 : 0;
	return ' '.repeat(Math.max(0, width - widthOf(`$ ${plainText(line)}`) - atEnd));
}
