import {plainText} from '../model/text.ts';
import {listNamed} from './lists/index.ts';
import type {List} from './lists/list.ts';
import type {ListScreen} from './screen.ts';
import {emptyList, type LoadedList, type State} from './state.ts';

/** What `/` was given: matches a text, or does not; a regular expression that is none is searched for as it stands. */
export type Matcher = (text: string) => boolean;

export function matcherOf(filter: string): Matcher {
	if (filter === '') return () => true;
	if (filter.startsWith('!') && filter.length > 1) {
		const inner = matcherOf(filter.slice(1));
		return text => !inner(text);
	}
	try {
		const pattern = new RegExp(filter, 'i');
		return text => pattern.test(text);
	} catch {
		const wanted = filter.toLowerCase();
		return text => text.toLowerCase().includes(wanted);
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
};

/** What a list screen shows now. */
export function viewOf(state: State, screen: ListScreen): ListView {
	const list = listNamed(screen.list);
	const loaded = state.lists[screen.list] ?? emptyList;
	const {rows, total} = filtered(list, loaded.rows, screen, state.containerdNamespace);
	return {list, loaded, rows, total, cursor: cursorIn(list, rows, screen)};
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

type Filtered = {readonly rows: readonly unknown[]; readonly total: number};

/** The last answer per set of rows: a key press asks several times for the same. */
const remembered = new WeakMap<readonly unknown[], {key: string; answer: Filtered}>();

function filtered(
	list: List<unknown>,
	all: readonly unknown[],
	screen: ListScreen,
	containerdNamespace: string | undefined,
): Filtered {
	const key = JSON.stringify([list.name, screen.filter, screen.pod?.id, containerdNamespace]);
	const known = remembered.get(all);
	if (known?.key === key) return known.answer;
	const inScope = all.filter(row => {
		if (screen.pod && list.podOf?.(row) !== screen.pod.id) return false;
		const own = list.containerdNamespaceOf(row);
		return containerdNamespace === undefined || own === undefined || own === containerdNamespace;
	});
	const matches = matcherOf(screen.filter);
	const rows = screen.filter === '' ? inScope : inScope.filter(row => matches(searchText(list, row)));
	const answer = {rows, total: inScope.length};
	remembered.set(all, {key, answer});
	return answer;
}

/** What the filter looks at: every column but the ages, and the full ID. */
function searchText(list: List<unknown>, row: unknown): string {
	const cells = list.columns.filter(({title}) => title !== 'AGE').map(column => column.text(row, 0));
	return plainText([...cells, list.id(row)].join(' '));
}
