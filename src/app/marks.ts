import type {List} from './lists/list.ts';
import {anchored, viewOf} from './rows.ts';
import type {ListScreen} from './screen.ts';
import {type State, topScreen, withTopScreen} from './state.ts';

const none: ReadonlySet<string> = new Set();

/** What an action is for. */
export type Targets = {
	readonly list: List<unknown>;
	/** In the order of the screen. */
	readonly rows: readonly unknown[];
	/** True where rows are marked: then a question should name how many. */
	readonly marked: boolean;
};

/**
 * The rows that an action is for: the marked ones, or the one under the cursor. Marked rows that the filter hides or that
 * are gone do not count: what is done must have been seen.
 *
 * For an action: `const {list, rows, marked} = targetsOf(state) ?? …; rows.flatMap(row => list.container?.(row) ?? [])`,
 * and `withoutMarks(state)` once it is asked for.
 */
export function targetsOf(state: State): Targets | undefined {
	const screen = topScreen(state);
	if (screen.kind !== 'list') return undefined;
	const {list, rows, cursor} = viewOf(state, screen);
	const {marks = none} = screen;
	const marked = marks.size === 0 ? [] : rows.filter(row => marks.has(list.id(row)));
	if (marked.length > 0) return {list, rows: marked, marked: true};
	const row = rows[cursor];
	return row === undefined ? undefined : {list, rows: [row], marked: false};
}

/** Mark the row under the cursor, or take its mark away, and go on to the next. */
export function toggleMark(state: State, screen: ListScreen): State {
	const {list, rows, cursor} = viewOf(state, screen);
	const row = rows[cursor];
	if (row === undefined) return state;
	const id = list.id(row);
	const marks = new Set(screen.marks);
	if (!marks.delete(id)) marks.add(id);
	return withTopScreen(state, {...anchored(state, screen), marks, markedFrom: marks.has(id) ? id : undefined});
}

/** Mark everything from the row that was marked last to the one under the cursor. */
export function markRange(state: State, screen: ListScreen): State {
	const {list, rows, cursor} = viewOf(state, screen);
	const row = rows[cursor];
	if (row === undefined) return state;
	const from = rows.findIndex(each => list.id(each) === screen.markedFrom);
	const first = from < 0 ? cursor : Math.min(from, cursor);
	const last = from < 0 ? cursor : Math.max(from, cursor);
	const marks = new Set([...(screen.marks ?? none), ...rows.slice(first, last + 1).map(each => list.id(each))]);
	return withTopScreen(state, {...anchored(state, screen), marks, markedFrom: list.id(row)});
}

export function hasMarks(screen: ListScreen): boolean {
	return (screen.marks?.size ?? 0) > 0;
}

export function withoutMarks(state: State): State {
	const screen = topScreen(state);
	if (screen.kind !== 'list' || !hasMarks(screen)) return state;
	return withTopScreen(state, {...screen, marks: undefined, markedFrom: undefined});
}
