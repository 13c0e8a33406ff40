import {entryLayout} from '../app/entry-layout.ts';
import type {EntryScreen} from '../app/screen.ts';
import type {State} from '../app/state.ts';
import {paintLine} from './paint.ts';
import {tableLines} from './static-tables.ts';
import type {Theme} from './theme.ts';

/** Rows of a table before its first one: frame, titles, rule. */
const titles = 3;

/** An entry of the cheat sheet: its table, or its text and what it leads to. */
export function entryLines(state: State, screen: EntryScreen, theme: Theme): readonly string[] {
	const {columns} = state.size;
	const {above, table, below} = entryLayout(state, screen);
	const paint = (lines: typeof above) => lines.map(line => paintLine(line, columns, theme));
	if (table === undefined) return paint(above);
	const lines = tableLines(table, columns) ?? [theme.paint('quiet', 'drawing…')];
	const drawn = lines.map((line, index) => (index === table.selected + titles ? theme.mark(line) : line));
	return [...paint(above), ...drawn, ...paint(below)];
}
