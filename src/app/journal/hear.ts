import {
	emptyPane,
	type Journal,
	type JournalNews,
	type JournalPane,
	type JournalRow,
	journalCapacity,
	journalCharacters,
	lookOf,
	merged,
	type NewRow,
} from './journal.ts';

/** So many rows back a line is looked for that says the same: what goes round in a circle of a few lines is folded too. */
const foldWithin = 12;

/** The journal after what its feed told. */
export function hear(journal: Journal, news: JournalNews): Journal {
	switch (news.type) {
		case 'units':
			return {
				...journal,
				focus: 0,
				panes: news.units.map(unit => journal.panes.find(pane => pane.unit === unit) ?? emptyPane(unit)),
			};
		case 'nothing':
			return {...journal, because: news.because};
		case 'started':
			return started(journal, news);
		case 'entries':
			return withPane(journal, news.unit, pane => added(pane, news.rows, news.missed));
		case 'ended':
			return withPane(journal, news.unit, pane => ({
				...pane,
				status: 'ended',
				...(news.error !== undefined && {error: news.error}),
			}));
	}
}

function withPane(journal: Journal, unit: string, change: (pane: JournalPane) => JournalPane): Journal {
	return {...journal, panes: journal.panes.map(pane => (pane.unit === unit ? change(pane) : pane))};
}

function started(journal: Journal, {unit, command, from}: Extract<JournalNews, {type: 'started'}>): Journal {
	const begun = withPane(journal, unit, ({next, missed, entries}) => ({
		...emptyPane(unit),
		next,
		missed,
		entries,
		command,
		status: 'live',
		...(from && {from: from.text}),
	}));
	const {[unit]: _before, [merged]: _all, ...looks} = begun.looks;
	if (from === undefined) return {...begun, looks};
	const cursor = {unit, number: -1, atMs: from.atMs, shape: from.cursor};
	const look = {follow: false, ...(from.cursor !== undefined && {cursor})};
	const all = from.cursor === undefined ? lookOf(journal, merged) : look;
	return {...begun, looks: {...looks, [unit]: look, [merged]: {...all, follow: false}}};
}

function added(pane: JournalPane, news: readonly NewRow[], missed: number): JournalPane {
	const rows = missed === 0 ? [...pane.rows] : [...pane.rows, gap(pane, news[0]?.atMs, missed)];
	let next = pane.next + (missed === 0 ? 0 : 1);
	for (const row of news) {
		const place = sameBefore(rows, row);
		const same = rows[place];
		if (same) rows[place] = {...same, count: same.count + 1, ...(row.atMs !== undefined && {lastMs: row.atMs})};
		else rows.push({...row, number: next++, count: 1});
	}
	return {
		...pane,
		rows: fitting(rows),
		next,
		status: pane.status === 'loading' ? 'live' : pane.status,
		entries: pane.entries + news.length + missed,
		missed: pane.missed + missed,
	};
}

function sameBefore(rows: readonly JournalRow[], {shape}: NewRow): number {
	for (let index = rows.length - 1; index >= Math.max(0, rows.length - foldWithin); index -= 1)
		if (rows[index]?.shape === shape && rows[index]?.mark === undefined) return index;
	return -1;
}

function gap({unit, next, rows}: JournalPane, atMs: number | undefined, missed: number): JournalRow {
	const text = `── ${missed} lines came too fast to be shown; ctrl-s saves all of them ──`;
	const at = atMs ?? rows.at(-1)?.atMs;
	const shared = {unit, number: next, count: 1, level: 'info', mark: true} as const;
	return {...shared, message: text, text, shape: text, ...(at !== undefined && {atMs: at})};
}

function fitting(rows: readonly JournalRow[]): readonly JournalRow[] {
	const first = Math.max(0, rows.length - journalCapacity);
	let characters = 0;
	for (let index = rows.length - 1; index > first; index -= 1) {
		characters += rows[index]?.text.length ?? 0;
		if (characters > journalCharacters) return rows.slice(index);
	}
	return first === 0 ? rows : rows.slice(first);
}
