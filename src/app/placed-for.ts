import {hasMarks} from './marks.ts';
import {type PlacedColumn, placeColumns} from './place-columns.ts';
import type {ListView} from './rows.ts';
import type {ListScreen} from './screen.ts';
import {isWide, type State} from './state.ts';

type Placed = {readonly key: string; readonly nowMs: number; readonly columns: ReadonlyArray<PlacedColumn<unknown>>};

/** Measuring a thousand rows takes longer than drawing forty: once per answer and width, ages aside. */
const remembered = new WeakMap<readonly unknown[], Placed>();
const ageDriftMs = 10_000;

/** The columns of a list as they stand on the screen. */
export function placedFor(
	state: State,
	screen: ListScreen,
	{list, rows, sort}: ListView,
): ReadonlyArray<PlacedColumn<unknown>> {
	const {size, nowMs} = state;
	const wide = isWide(state, list.name);
	const {left} = screen;
	const width = size.columns - (hasMarks(screen) ? 2 : 0);
	const key = JSON.stringify([width, wide, left, sort]);
	const known = remembered.get(rows);
	if (known?.key === key && nowMs - known.nowMs < ageDriftMs) return known.columns;
	const columns = placeColumns(list, rows, nowMs, width, {wide, left, sort});
	remembered.set(rows, {key, nowMs, columns});
	return columns;
}
