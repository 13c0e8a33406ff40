import {highlightOf, piecesOf, readFilter} from '../app/filter.ts';
import {cutTo, fitTo, wrapWords} from '../app/fit.ts';
import {listRows} from '../app/layout.ts';
import {listNamed} from '../app/lists/index.ts';
import {hasMarks} from '../app/marks.ts';
import {looksAtClock, type PlacedColumn} from '../app/place-columns.ts';
import {placedFor} from '../app/placed-for.ts';
import {type ListView, viewOf} from '../app/rows.ts';
import type {ListScreen} from '../app/screen.ts';
import {shortError} from '../app/short-error.ts';
import {firstShownRow} from '../app/shown-rows.ts';
import type {State} from '../app/state.ts';
import {cellsOf, headerOf} from '../app/table.ts';
import type {Tone} from '../app/tone.ts';
import {plainText} from '../model/text.ts';
import type {Theme} from './theme.ts';

/** A list: column titles, then the rows around the cursor. */
export function listLines(state: State, screen: ListScreen, theme: Theme): readonly string[] {
	const view = viewOf(state, screen);
	if (view.rows.length === 0) return emptyLines(state, screen, view, theme);
	const {error} = view.loaded;
	const placed = placedFor(state, screen, view);
	const pattern = highlightOf(readFilter(screen.filter));
	const {first: top, count: height} = firstShownRow(state, screen);
	const gutter = hasMarks(screen) ? '  ' : '';
	const title = theme.paint('quiet', fitTo(gutter + headerOf(placed, view.sort), state.size.columns));
	const rows = view.rows.slice(top, top + height);
	const lines = rows.map((row, offset) =>
		rememberedRow(placed, row, {
			state,
			theme,
			selected: top + offset === view.cursor,
			marked: screen.marks && hasMarks(screen) ? screen.marks.has(view.list.id(row)) : undefined,
			pattern,
		}),
	);
	if (error === undefined) return [title, ...lines];
	return [title, ...lines, theme.paint('bad', fitTo(plainText(shortError(error)), state.size.columns))];
}

type RowContext = {
	readonly state: State;
	readonly theme: Theme;
	readonly selected: boolean;
	/** Undefined where nothing is marked, and there is no room for marks either. */
	readonly marked?: boolean;
	/** What was searched for. */
	readonly pattern?: RegExp;
};

type DrawnRow = {
	readonly line: string;
	readonly placed: ReadonlyArray<PlacedColumn<unknown>>;
	readonly nowMs: number;
	/** What the columns said that look at the clock. */
	readonly clocked: string;
	readonly columns: number;
	readonly theme: Theme;
	readonly marked?: boolean;
	readonly highlight?: string;
};

/** Rows as they were drawn last, those under the cursor apart: a key changes two of the forty on the screen. */
const drawn = new WeakMap<object, DrawnRow>();

function rememberedRow(placed: ReadonlyArray<PlacedColumn<unknown>>, row: unknown, context: RowContext): string {
	if (context.selected || typeof row !== 'object' || row === null) return rowLine(placed, row, context);
	const {state, theme, marked, pattern} = context;
	const {nowMs, size} = state;
	const highlight = pattern?.source;
	const last = drawn.get(row);
	const isSame =
		last?.placed === placed &&
		last.columns === size.columns &&
		last.theme === theme &&
		last.marked === marked &&
		last.highlight === highlight;
	if (isSame && last.nowMs === nowMs) return last.line;
	const clocked = clockedText(placed, row, nowMs);
	// A second later most ages read as before.
	const line = isSame && last.clocked === clocked ? last.line : rowLine(placed, row, context);
	drawn.set(row, {line, placed, nowMs, clocked, columns: size.columns, theme, marked, highlight});
	return line;
}

function clockedText(placed: ReadonlyArray<PlacedColumn<unknown>>, row: unknown, nowMs: number): string {
	let all = '';
	for (const {column} of placed) if (looksAtClock(column)) all += `${column.text(row, nowMs)}\n`;
	return all;
}

function rowLine(
	placed: ReadonlyArray<PlacedColumn<unknown>>,
	row: unknown,
	{state, theme, selected, marked, pattern}: RowContext,
): string {
	const cells = cellsOf(placed, row, state.nowMs);
	const sign = marked === undefined ? '' : marked ? '* ' : '  ';
	if (selected) return theme.mark(fitTo(sign + cells.map(({text}) => text).join(''), state.size.columns));
	const painted = cells.map(({text, tone}) => highlighted(text, marked ? 'accent' : tone, pattern, theme));
	return (sign === '' ? '' : theme.paint('accent', sign)) + painted.join('');
}

/** A cell in its tone, with what was searched for in it in bold. */
function highlighted(text: string, tone: Tone, pattern: RegExp | undefined, theme: Theme): string {
	if (pattern === undefined) return theme.paint(tone, text);
	return piecesOf(text, pattern)
		.map(piece => (piece.hit ? theme.bold(piece.text) : theme.paint(tone, piece.text)))
		.join('');
}

/** Why there is nothing, for each reason there can be. */
function emptyLines(
	state: State,
	screen: ListScreen,
	{loaded, total, problem}: ListView,
	theme: Theme,
): readonly string[] {
	const {columns} = state.size;
	if (loaded.error !== undefined)
		return [
			'',
			...wrapWords(cutTo(plainText(loaded.error), columns * listRows(state)), columns).map(line =>
				theme.paint(loaded.foreign ? 'warn' : 'bad', line),
			),
		];
	if (loaded.loadedAtMs === undefined) return ['', theme.paint('quiet', 'asking the node…')];
	if (screen.filter !== '')
		return [
			'',
			theme.paint(
				'quiet',
				cutTo(
					`esc clears the filter: none of ${total} matches /${plainText(screen.filter)}${problem === undefined ? '' : ` (${plainText(problem)})`}`,
					columns,
				),
			),
		];
	const where =
		state.containerdNamespace === undefined
			? 'on this node'
			: `in the containerd namespace ${plainText(state.containerdNamespace)}; 0 shows all`;
	const nothing = listNamed(screen.list).fed ? 'nothing has happened yet' : `no ${screen.list} ${where}`;
	return ['', theme.paint('quiet', cutTo(nothing, columns))];
}
