import {cutTo, fitTo, wrapWords} from '../app/fit.ts';
import {listRows} from '../app/layout.ts';
import {type ListView, viewOf} from '../app/rows.ts';
import type {ListScreen} from '../app/screen.ts';
import type {State} from '../app/state.ts';
import {cellsOf, headerOf, type PlacedColumn, placeColumns} from '../app/table.ts';
import {topFor} from '../app/update/move.ts';
import {plainText} from '../model/text.ts';
import type {Theme} from './theme.ts';

/** A list: column titles, then the rows around the cursor. */
export function listLines(state: State, screen: ListScreen, theme: Theme): readonly string[] {
	const view = viewOf(state, screen);
	if (view.rows.length === 0) return emptyLines(state, screen, view, theme);
	const {error} = view.loaded;
	const height = Math.max(1, listRows(state) - (error === undefined ? 0 : 1));
	const placed = placedFor(state, view);
	const top = Math.max(0, Math.min(topFor(view.cursor, screen.top, height), Math.max(0, view.rows.length - height)));
	const title = theme.paint('quiet', fitTo(headerOf(placed), state.size.columns));
	const rows = view.rows.slice(top, top + height);
	const lines = rows.map((row, offset) => rowLine(placed, row, {state, theme, selected: top + offset === view.cursor}));
	if (error === undefined) return [title, ...lines];
	return [title, ...lines, theme.paint('bad', fitTo(plainText(error), state.size.columns))];
}

type RowContext = {readonly state: State; readonly theme: Theme; readonly selected: boolean};

function rowLine(
	placed: ReadonlyArray<PlacedColumn<unknown>>,
	row: unknown,
	{state, theme, selected}: RowContext,
): string {
	const cells = cellsOf(placed, row, state.nowMs);
	if (selected) return theme.mark(fitTo(cells.map(({text}) => text).join(''), state.size.columns));
	return cells.map(({text, tone}) => theme.paint(tone, text)).join('');
}

type Placed = {readonly width: number; readonly nowMs: number; readonly columns: ReadonlyArray<PlacedColumn<unknown>>};

/** Measuring a thousand rows takes longer than drawing forty: once per answer and width, ages aside. */
const remembered = new WeakMap<readonly unknown[], Placed>();
const ageDriftMs = 10_000;

function placedFor({size, nowMs}: State, {list, rows}: ListView): ReadonlyArray<PlacedColumn<unknown>> {
	const known = remembered.get(rows);
	if (known && known.width === size.columns && nowMs - known.nowMs < ageDriftMs) return known.columns;
	const columns = placeColumns(list, rows, nowMs, size.columns);
	remembered.set(rows, {width: size.columns, nowMs, columns});
	return columns;
}

/** Why there is nothing, for each reason there can be. */
function emptyLines(state: State, screen: ListScreen, {loaded, total}: ListView, theme: Theme): readonly string[] {
	const {columns} = state.size;
	if (loaded.error !== undefined)
		return [
			'',
			...wrapWords(cutTo(plainText(loaded.error), columns * listRows(state)), columns).map(line =>
				theme.paint('bad', line),
			),
		];
	if (loaded.loadedAtMs === undefined) return ['', theme.paint('quiet', 'asking the node…')];
	if (screen.filter !== '')
		return [
			'',
			theme.paint(
				'quiet',
				cutTo(`esc clears the filter: none of ${total} matches /${plainText(screen.filter)}`, columns),
			),
		];
	const where =
		state.containerdNamespace === undefined
			? 'on this node'
			: `in the containerd namespace ${plainText(state.containerdNamespace)}; 0 shows all`;
	return ['', theme.paint('quiet', cutTo(`no ${screen.list} ${where}`, columns))];
}
