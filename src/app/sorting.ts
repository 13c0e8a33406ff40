import type {Column, List, SortKey} from './lists/list.ts';

/** By which column, and which way. */
export type Sort = {readonly column: string; readonly descending: boolean};

const compareTexts = new Intl.Collator('en', {numeric: true, sensitivity: 'base'}).compare;

/** Rows in the order of a column; equal ones stay in the order in which they came, whichever way. */
export function sorted<Row>(
	list: List<Row>,
	rows: readonly Row[],
	sort: Sort | undefined,
	nowMs: number,
): readonly Row[] {
	const column = list.columns.find(({title}) => title === sort?.column);
	if (!sort || !column) return rows;
	const sign = sort.descending ? -1 : 1;
	return rows
		.map(row => ({row, key: keyOf(column, row, nowMs)}))
		.toSorted((one, other) => compareKeys(one.key, other.key, sign))
		.map(({row}) => row);
}

/** Sort by a column; once more by the same one turns it round. */
export function sortedBy<Row>(list: List<Row>, before: Sort | undefined, title: string): Sort {
	if (before?.column === title) return {column: title, descending: !before.descending};
	const column = list.columns.find(each => each.title === title);
	return {column: title, descending: column?.descending === true};
}

/** The column that a key like Shift-N stands for in this list. */
export function columnFor<Row>(list: List<Row>, key: SortKey): string | undefined {
	return list.columns.find(({sort}) => sort === key)?.title;
}

/** The column before or after the one that is sorted by, round the end. */
export function nextColumn(titles: readonly string[], before: Sort | undefined, step: 1 | -1): string | undefined {
	if (titles.length === 0) return undefined;
	const place = before === undefined ? -1 : titles.indexOf(before.column);
	if (place < 0) return step === 1 ? titles[0] : titles.at(-1);
	return titles[(place + step + titles.length) % titles.length];
}

type Key = string | number | undefined;

const isId = /^(?:sha256:)?[0-9a-f]{12,}$/;

function keyOf<Row>(column: Column<Row>, row: Row, nowMs: number): Key {
	const key = column.order ? column.order(row) : column.text(row, nowMs) || undefined;
	return Number.isNaN(key) ? undefined : key;
}

/** What is not known comes last, whichever way. */
function compareKeys(one: Key, other: Key, sign: number): number {
	if (one === undefined || other === undefined) return Number(one === undefined) - Number(other === undefined);
	if (typeof one === 'number' && typeof other === 'number') return sign * (one - other);
	const [text, against] = [String(one), String(other)];
	// What is counted in an ID is no number.
	if (isId.test(text) && isId.test(against)) return sign * Number(text > against) - sign * Number(text < against);
	return sign * compareTexts(text, against);
}
