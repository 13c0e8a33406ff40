import {plainText} from '../model/text.ts';
import {type Filter, matchesPattern, readFilter} from './filter.ts';
import type {FuzzySearch} from './fuzzy.ts';
import {listNamed} from './lists/index.ts';
import type {List} from './lists/list.ts';
import type {ListScreen} from './screen.ts';
import {type Sort, sorted} from './sorting.ts';
import {emptyList, type LoadedList, type State} from './state.ts';

/** What `/` was given: matches a text, or does not. In a text there is nothing fuzzy and there are no labels. */
export type Matcher = (text: string) => boolean;

export function matcherOf(filter: string): Matcher {
	const read = readFilter(filter);
	return text => matchesText(read, text);
}

function matchesText(filter: Filter, text: string): boolean {
	switch (filter.by) {
		case 'nothing':
			return true;
		case 'text':
			return matchesPattern(filter.pattern, text) !== filter.inverse;
		case 'fuzzy':
			return text.toLowerCase().includes(filter.query.toLowerCase());
		case 'labels':
			return false;
	}
}

export type ListView = {
	readonly list: List<unknown>;
	readonly loaded: LoadedList;
	/** The rows that pass the filters. */
	readonly rows: readonly unknown[];
	/** Rows before the filter, within the pod and the containerd namespace. */
	readonly total: number;
	/** Place of the cursor in `rows`; -1 where there are none. */
	readonly cursor: number;
	readonly sort?: Sort;
	/** What is wrong with the filter. */
	readonly problem?: string;
};

/** What a list screen shows now. */
export function viewOf(state: State, screen: ListScreen): ListView {
	const list = listNamed(screen.list);
	const loaded = state.lists[screen.list] ?? emptyList;
	const sort = state.looks[screen.list]?.sort;
	const found = filtered(list, loaded.rows, {
		filter: screen.filter,
		podId: screen.pod?.id,
		containerdNamespace: state.containerdNamespace,
		sort,
		fuzzy: state.fuzzy,
		nowMs: state.nowMs,
	});
	return {list, loaded, ...found, cursor: cursorIn(list, found.rows, screen), ...(sort && {sort})};
}

/** The row under the cursor. */
export function selectedRow(state: State, screen: ListScreen): unknown {
	const {rows, cursor} = viewOf(state, screen);
	return rows[cursor];
}

/** The screen with the row under the cursor as the selected one: whatever changes next, the cursor stays on it. */
export function anchored(state: State, screen: ListScreen): ListScreen {
	const {list, rows, cursor} = viewOf(state, screen);
	const row = rows[cursor];
	return row === undefined ? screen : {...screen, selected: list.id(row), index: cursor};
}

function cursorIn(list: List<unknown>, rows: readonly unknown[], {selected, index}: ListScreen): number {
	const close = rows[index];
	if (close !== undefined && (selected === undefined || list.id(close) === selected)) return index;
	const found = selected === undefined ? -1 : rows.findIndex(row => list.id(row) === selected);
	return found >= 0 ? found : Math.min(index, rows.length - 1);
}

type Filtered = Pick<ListView, 'rows' | 'total' | 'problem'>;

type Narrowing = {
	readonly filter: string;
	readonly podId?: string;
	readonly containerdNamespace?: string;
	readonly sort?: Sort;
	readonly fuzzy?: FuzzySearch;
	readonly nowMs: number;
};

/** The last answer per set of rows: a key press asks several times for the same. */
const remembered = new WeakMap<readonly unknown[], {asked: readonly unknown[]; answer: Filtered}>();

function filtered(list: List<unknown>, all: readonly unknown[], narrowing: Narrowing): Filtered {
	const {filter, podId, containerdNamespace, sort, fuzzy, nowMs} = narrowing;
	const asked = [list, filter, podId, containerdNamespace, sort?.column, sort?.descending, fuzzy !== undefined];
	const known = remembered.get(all);
	if (known !== undefined && asked.every((each, index) => each === known.asked[index])) return known.answer;
	const inScope = all.filter(row => {
		if (podId !== undefined && list.podOf?.(row) !== podId) return false;
		const own = list.containerdNamespaceOf(row);
		return containerdNamespace === undefined || own === undefined || own === containerdNamespace;
	});
	const read = readFilter(filter);
	const rows = sorted(list, matching(list, inScope, read, fuzzy), sort, nowMs);
	const answer = {rows, total: inScope.length, problem: problemOf(list, read)};
	remembered.set(all, {asked, answer});
	return answer;
}

function matching(
	list: List<unknown>,
	rows: readonly unknown[],
	filter: Filter,
	fuzzy: FuzzySearch | undefined,
): readonly unknown[] {
	if (filter.by === 'nothing') return rows;
	if (filter.by === 'labels') return rows.filter(row => filter.selector(list.labelsOf?.(row) ?? {}));
	if (filter.by === 'text' || !fuzzy) return rows.filter(row => matchesText(filter, searchText(list, row)));
	const places = fuzzy(
		rows.map(row => searchText(list, row)),
		filter.query,
	);
	return places.map(place => rows[place]);
}

function problemOf({name, labelsOf}: List<unknown>, filter: Filter): string | undefined {
	if (filter.by === 'labels' && labelsOf === undefined) return `${name} have no labels`;
	return 'problem' in filter ? filter.problem : undefined;
}

/** What the filter looks at: every column but what changes by itself, ages and use, and the full ID. */
function searchText(list: List<unknown>, row: unknown): string {
	const cells = list.columns
		.filter(({title, measured}) => title !== 'AGE' && !measured)
		.map(column => column.text(row, 0));
	return plainText([...cells, list.id(row)].join(' '));
}
