import {type Step, stay, withEffects} from '../action.ts';
import {listNamed} from '../lists/index.ts';
import type {SortKey} from '../lists/list.ts';
import {hasMarks, markRange, toggleMark, withoutMarks} from '../marks.ts';
import {anchored, selectedRow} from '../rows.ts';
import type {ListScreen} from '../screen.ts';
import {columnFor, nextColumn, type Sort, sortedBy} from '../sorting.ts';
import {isWide, type ListLook, type State, topScreen, withTopScreen} from '../state.ts';
import {move} from './move.ts';

/** Sort by what a key stands for; a list without such a column says so. */
export function sortBy(key: SortKey) {
	return onList((state, screen) => {
		const list = listNamed(screen.list);
		const title = columnFor(list, key);
		if (title === undefined)
			return {...state, notice: {text: `${screen.list} have nothing to sort by ${key}`, tone: 'warn'}};
		return withSort(state, screen, sortedBy(list, state.looks[screen.list]?.sort, title));
	});
}

export function sortStep(step: 1 | -1) {
	return onList((state, screen) => {
		const list = listNamed(screen.list);
		const sort = state.looks[screen.list]?.sort;
		const titles = list.columns.filter(column => isWide(state, screen.list) || !column.wide).map(({title}) => title);
		const title = nextColumn(titles, sort, step);
		return title === undefined ? state : withSort(state, screen, sortedBy(list, undefined, title));
	});
}

export const sortReverse = onList((state, screen) => {
	const sort = state.looks[screen.list]?.sort;
	return sort
		? withSort(state, screen, {...sort, descending: !sort.descending})
		: {...state, notice: {text: 'not sorted: > or Shift-N choose the column', tone: 'warn'}};
});

export const toggleWide = onList((state, screen) => {
	const wide = !isWide(state, screen.list);
	const text = wide ? 'all columns; → and ← walk over those that have no room' : 'the columns that matter most';
	return withLook({...withTopScreen(state, {...screen, left: 0}), notice: {text, tone: 'quiet'}}, screen, {wide});
});

/** A mark, then one row on: several are marked by pressing the key again. */
export const markRow = onList((state, screen) => move(toggleMark(state, screen), 'down'));
export const rangeOfMarks = onList(markRange);
export const clearMarks = onList(state => withoutMarks(state));

/** `esc` undoes marks before it undoes anything else. */
export function unmarked(state: State): State | undefined {
	const screen = topScreen(state);
	return screen.kind === 'list' && hasMarks(screen) ? withoutMarks(state) : undefined;
}

/** Ask how much disk the row takes, where that must be asked for. */
export function measureSelected(state: State): Step {
	const screen = topScreen(state);
	if (screen.kind !== 'list') return stay(state);
	const row = selectedRow(state, screen);
	const list = listNamed(screen.list);
	if (row === undefined || !list.measure)
		return stay({...state, notice: {text: `${screen.list}: there is nothing to measure`, tone: 'warn'}});
	const asked = {...state, notice: {text: 'asking how much disk it takes…', tone: 'quiet'} as const};
	return withEffects(asked, {type: 'measure', list: screen.list, row});
}

function withSort(state: State, screen: ListScreen, sort: Sort): State {
	return withLook(withTopScreen(state, anchored(state, screen)), screen, {sort});
}

function withLook(state: State, {list}: ListScreen, change: ListLook): State {
	return {...state, looks: {...state.looks, [list]: {...state.looks[list], ...change}}};
}

function onList(change: (state: State, screen: ListScreen) => State) {
	return (state: State): Step => {
		const screen = topScreen(state);
		return stay(screen.kind === 'list' ? change(state, screen) : state);
	};
}
