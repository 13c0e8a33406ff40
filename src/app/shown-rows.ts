import {listRows} from './layout.ts';
import {viewOf} from './rows.ts';
import type {ListScreen} from './screen.ts';
import type {State} from './state.ts';
import {topFor} from './update/move.ts';

/** Which rows of a list are on the screen. */
export function firstShownRow(state: State, screen: ListScreen): {readonly first: number; readonly count: number} {
	const {rows, cursor, loaded} = viewOf(state, screen);
	const count = Math.max(1, listRows(state) - (loaded.error === undefined ? 0 : 1));
	const first = Math.max(0, Math.min(topFor(cursor, screen.top, count), Math.max(0, rows.length - count)));
	return {first, count};
}
