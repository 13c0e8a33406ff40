import type {CheatTable, Concept} from '../translate/cheat/data.ts';
import type {Entry} from '../translate/cheat/entries.ts';
import {bodyRows} from './layout.ts';
import type {CheatScreen, EntryScreen} from './screen.ts';
import type {State} from './state.ts';
import {versionsOf} from './translation.ts';

/** A row of an entry: its cells, what more there is to say of it, and where it leads. */
export type EntryRow = {
	readonly cells: readonly string[];
	readonly details: ReadonlyArray<readonly [name: string, text: string]>;
	readonly opens?: {readonly as: 'entry'; readonly key: string} | {readonly as: 'line'; readonly line: string};
};

/** Rows for what is found, under the line that is typed and a rule. */
export function cheatRows(state: State): number {
	return Math.max(1, bodyRows(state) - 2);
}

export function foundBy({cheat}: Pick<State, 'cheat'>, {query}: CheatScreen): readonly Entry[] {
	if (!cheat) return [];
	if (last?.cheat === cheat && last.query === query) return last.found;
	const found = cheat.search(query);
	last = {cheat, query, found};
	return found;
}

/** The keys that move, the frame and the crumbs ask for the same one. */
let last: {cheat: State['cheat']; query: string; found: readonly Entry[]} | undefined;

export function entryOf({cheat}: Pick<State, 'cheat'>, {key}: EntryScreen): Entry | undefined {
	return cheat?.entries.find(entry => entry.key === key);
}

/** The rows of an entry: of its table, or what a concept leads to. */
export function rowsOf(state: State, screen: EntryScreen): readonly EntryRow[] {
	const entry = entryOf(state, screen);
	if (entry?.kind === 'concept') return leadsOf(entry.concept, state);
	if (entry?.kind !== 'table') return [];
	const known = remembered.get(entry.table);
	if (known && known.cheat === state.cheat && known.facts === state.facts) return known.rows;
	const rows = tableRows(entry.table, state);
	remembered.set(entry.table, {cheat: state.cheat, facts: state.facts, rows});
	return rows;
}

const remembered = new WeakMap<CheatTable, Pick<State, 'cheat' | 'facts'> & {rows: readonly EntryRow[]}>();

function leadsOf({see}: Concept, {cheat}: State): readonly EntryRow[] {
	return see.flatMap(key => {
		const entry = cheat?.entries.find(each => each.key === key);
		return entry ? [{cells: [entry.title], details: [], opens: {as: 'entry' as const, key}}] : [];
	});
}

const nothing = '-';

function tableRows(table: CheatTable, {cheat, facts}: State): readonly EntryRow[] {
	if (table.kind === 'settings')
		return table.rows.map(({cells, note, source}) => ({
			cells,
			details: [
				...table.columns.map((name, at): readonly [string, string] => [name, cells[at] ?? nothing]),
				...(note === undefined ? [] : [['note', note] as const]),
				['source', source] as const,
			],
		}));
	return table.rows.map(row => {
		const {docker, crictl, ctr} = cheat?.cells(row, versionsOf(facts)) ?? row;
		const line = docker ?? row.crictl ?? row.ctr;
		const cells = [row.what, docker ?? nothing, crictl ?? nothing, ctr ?? nothing];
		const details = ['', 'docker', 'crictl', 'ctr'].map((name, at): readonly [string, string] => [
			name,
			cells[at] ?? '',
		]);
		return {cells, details, ...(line === undefined ? {} : {opens: {as: 'line' as const, line}})};
	});
}
