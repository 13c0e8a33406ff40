import {cheatRows, foundBy} from '../app/cheat-view.ts';
import {fitTo, widthOf} from '../app/fit.ts';
import type {CheatScreen} from '../app/screen.ts';
import type {State} from '../app/state.ts';
import {plainText} from '../model/text.ts';
import type {Entry} from '../translate/cheat/entries.ts';
import {cursorLine} from './input-line.ts';
import type {Theme} from './theme.ts';

/** What is looked for, and what is found, best first. */
export function cheatLines(state: State, screen: CheatScreen, theme: Theme): readonly string[] {
	const {columns} = state.size;
	const typed = cursorLine('find: ', screen.query, screen.cursor, columns, theme);
	const rule = theme.paint('quiet', '─'.repeat(columns));
	if (!state.cheat) return [typed, rule, theme.paint('quiet', 'loading the cheat sheet…')];
	const found = foundBy(state, screen);
	if (found.length === 0) return [typed, rule, theme.paint('warn', 'nothing is like that')];
	const height = cheatRows(state);
	const first = Math.max(0, Math.min(screen.index - Math.floor(height / 2), found.length - height));
	const shown = found.slice(first, first + height);
	const titles = Math.min(Math.floor(columns / 2), Math.max(...shown.map(({title}) => widthOf(title))));
	const lines = shown.map((entry, index) => entryLine(entry, titles, columns, first + index === screen.index, theme));
	return [typed, rule, ...lines];
}

function entryLine(
	{kind, title, about}: Entry,
	titles: number,
	width: number,
	selected: boolean,
	theme: Theme,
): string {
	const left = `${kind.padEnd(9)}${fitTo(plainText(title), titles)}`;
	const right = fitTo(`  ${plainText(about)}`, Math.max(0, width - widthOf(left)));
	return selected ? theme.mark(fitTo(left + right, width)) : `${left}${theme.paint('quiet', right)}`;
}
