import {highlightOf, matchesPattern, readFilter} from '../filter.ts';
import {type Box, type Journal, type JournalPane, type JournalRow, merged, type Position} from './journal.ts';

/** A pane narrower than this says too little: there are as many beside each other as have this much. */
const narrowest = 50;

/** One pane on the screen: a unit, or all of them. */
export type Column = {
	/** Its look is under this. */
	readonly id: string;
	readonly panes: readonly JournalPane[];
	readonly width: number;
	readonly isFocused: boolean;
};

/** The panes that there is room for, the one with the keys among them; one cell between two of them. */
export function columnsOf({panes, layout, focus}: Journal, {width}: Pick<Box, 'width'>): readonly Column[] {
	if (panes.length === 0) return [];
	if (layout === 'merged') return [{id: merged, panes, width, isFocused: true}];
	const count = Math.max(1, Math.min(panes.length, Math.floor((width + 1) / (narrowest + 1))));
	const first = Math.max(0, Math.min(focus - count + 1, panes.length - count, focus));
	const each = Math.floor((width - (count - 1)) / count);
	return panes.slice(first, first + count).map((pane, index) => ({
		id: pane.unit,
		panes: [pane],
		width: index === count - 1 ? width - (each + 1) * (count - 1) : each,
		isFocused: first + index === focus,
	}));
}

/** The pane with the keys. */
export function focusedColumn(journal: Journal, box: Pick<Box, 'width'>): Column | undefined {
	return columnsOf(journal, box).find(({isFocused}) => isFocused);
}

/** What a column shows: the rows that pass, of several panes by time. */
export function rowsOf(journal: Journal, {panes}: Pick<Column, 'panes'>): readonly JournalRow[] {
	const shown = panes.map(pane => passing(journal, pane));
	if (shown.length === 1) return shown[0] as readonly JournalRow[];
	const known = mergedBefore.get(shown[0] as readonly JournalRow[]);
	if (known?.of.length === shown.length && known.of.every((rows, index) => rows === shown[index])) return known.rows;
	const rows = byTime(shown.flat());
	mergedBefore.set(shown[0] as readonly JournalRow[], {of: shown, rows});
	return rows;
}

const mergedBefore = new WeakMap<
	readonly JournalRow[],
	{of: ReadonlyArray<readonly JournalRow[]>; rows: readonly JournalRow[]}
>();

/** Sorting keeps the order of those of one moment, and so that of a unit. */
function byTime(rows: readonly JournalRow[]): readonly JournalRow[] {
	return rows.toSorted((one, other) => (one.atMs ?? 0) - (other.atMs ?? 0));
}

function passing({filter, highlight, quiet}: Journal, {rows}: JournalPane): readonly JournalRow[] {
	if ((filter === '' || highlight) && !quiet) return rows;
	const key = JSON.stringify([highlight ? '' : filter, quiet]);
	const known = passedBefore.get(rows);
	if (known?.key === key) return known.rows;
	const matches = highlight ? () => true : rowMatcher(filter);
	const passed = rows.filter(row => row.mark || (!(quiet && row.known?.noise) && matches(row)));
	passedBefore.set(rows, {key, rows: passed});
	return passed;
}

const passedBefore = new WeakMap<readonly JournalRow[], {key: string; rows: readonly JournalRow[]}>();

/** What `/` looks at: what was said, the unit, and what is known of it. */
export function rowMatcher(filter: string): (row: JournalRow) => boolean {
	const read = readFilter(filter);
	if (read.by !== 'text') return row => filter === '' || row.text.toLowerCase().includes(filter.toLowerCase());
	return ({text, unit, known}) =>
		matchesPattern(read.pattern, `${unit} ${text} ${known?.title ?? ''}`) !== read.inverse;
}

/** What is marked in a line. */
export function patternOf(filter: string): RegExp | undefined {
	return highlightOf(readFilter(filter));
}

/** Place of a row, or of the first one after it where it is gone; the last one where there is none. */
export function placeOf(rows: readonly JournalRow[], position: Position): number {
	const exact = rows.findIndex(({unit, number}) => number === position.number && unit === position.unit);
	if (exact >= 0) return exact;
	const {atMs = 0, unit, shape} = position;
	// What was looked for is meant, also where it was said before, and not what was said beside it just then.
	const own =
		shape === undefined
			? -1
			: rows.findIndex(row => row.shape === shape && row.unit === unit && (row.lastMs ?? row.atMs ?? 0) >= atMs);
	if (own >= 0) return own;
	const after = rows.findIndex(row => (row.atMs ?? 0) >= atMs);
	return after >= 0 ? after : rows.length - 1;
}
