import type {Action} from '../action.ts';
import {listNamed} from '../lists/index.ts';
import type {ListName} from '../lists/list.ts';
import {anchored} from '../rows.ts';
import type {Screen} from '../screen.ts';
import {emptyList, type LoadedList, type State, topScreen} from '../state.ts';
import {noteUsage, withUsage} from '../usage-book.ts';
import {withNames} from './events.ts';

type Of<Type extends Action['type']> = Extract<Action, {type: Type}>;

/** The cursor stays on its row; when that row is gone later, its last place counts. */
export function listLoaded(state: State, {list, rows, atMs}: Of<'list-loaded'>): State {
	const known = state.lists[list] ?? emptyList;
	const merged = withUsage(listNamed(list), listNamed(list).merge?.(known.rows, rows) ?? rows, state.usage);
	if (isOldNews(known, merged)) return state;
	const next = withRows(state, list, () => ({rows: merged, loadedAtMs: atMs}));
	return list === 'pods' || list === 'containers' ? withNames(next) : next;
}

/** The rows that stand there already: an idle node says the same again and again, and nothing is to be drawn for it. */
function isOldNews({rows, loadedAtMs, error}: LoadedList, now: readonly unknown[]): boolean {
	return rows === now && loadedAtMs !== undefined && error === undefined;
}

/** What was known stays, and what files tell comes in where nothing was. */
export function listFailed(state: State, {list, error, answeredAtMs, left, foreign}: Of<'list-failed'>): State {
	const {loadedAtMs} = state.lists[list] ?? emptyList;
	if (left === undefined || loadedAtMs !== undefined)
		return withList(state, list, loaded => ({
			...loaded,
			error,
			...(foreign && {foreign}),
			...(answeredAtMs !== undefined && {loadedAtMs: answeredAtMs}),
		}));
	const rows = withUsage(listNamed(list), left, state.usage);
	return withRows(state, list, loaded => ({...loaded, rows, error, fromFiles: true}));
}

/** What was measured stands in the rows of every list that shows it. */
export function usageMeasured(state: State, {samples, atMs}: Of<'usage-measured'>): State {
	const usage = noteUsage(state.usage, samples, atMs);
	const screen = topScreen(state);
	const next = {...state, usage};
	if (screen.kind !== 'list') return next;
	const list = listNamed(screen.list);
	return withRows(next, screen.list, loaded => ({...loaded, rows: withUsage(list, loaded.rows, usage)}));
}

/** One row again, with more known. A row that is gone meanwhile stays away. */
export function rowMeasured(state: State, {list, row}: Of<'row-measured'>): State {
	const {id} = listNamed(list);
	const measured = withRows(state, list, loaded => ({
		...loaded,
		rows: loaded.rows.map(each => (id(each) === id(row) ? row : each)),
	}));
	return {...measured, notice: undefined};
}

/** Change the rows of a list: the cursors on it stay on their rows. */
export function withRows(state: State, list: ListName, change: (list: LoadedList) => LoadedList): State {
	const anchoredIn = (within: State, screen: Screen) =>
		screen.kind === 'list' && screen.list === list ? anchored(within, screen) : screen;
	const screens = state.screens.map(screen => anchoredIn(state, screen)) as unknown as State['screens'];
	const next = withList({...state, screens}, list, change);
	return {...next, screens: screens.map(screen => anchoredIn(next, screen)) as unknown as State['screens']};
}

export function withList(state: State, name: ListName, change: (list: LoadedList) => LoadedList): State {
	return {...state, lists: {...state.lists, [name]: change(state.lists[name] ?? emptyList)}};
}
