import {plainText} from '../model/text.ts';
import {cutTo, widthOf} from './fit.ts';
import type {Column, List} from './lists/list.ts';
import type {Sort} from './sorting.ts';

export type PlacedColumn<Row> = {
	readonly column: Column<Row>;
	readonly width: number;
	/** Where it is not the column's own. */
	readonly title?: string;
};

/** Which columns are wanted: the wide ones too, from which one on, and by which they are sorted. */
export type Look = {readonly wide?: boolean; readonly left?: number; readonly sort?: Sort};

/** Whether what a column says of a row changes as time goes by: its `text` takes the time. */
export function looksAtClock<Row>({text}: Pick<Column<Row>, 'text'>): boolean {
	return text.length > 1;
}

/** Cells between two columns. */
export const gap = 2;

/**
 * The columns that fit into `width` cells and how wide each is: as wide as its widest text; then columns are left out in
 * their order, then the shrinkable ones shrink, the widest first, and where even that is not enough the others too.
 * Short titles are used where they make room for a column that matters.
 */
export function placeColumns<Row>(
	list: List<Row>,
	rows: readonly Row[],
	nowMs: number,
	width: number,
	{wide = false, left = 0, sort}: Look = {},
): ReadonlyArray<PlacedColumn<Row>> {
	const measured =
		(shortly: boolean) =>
		(column: Column<Row>): PlacedColumn<Row> => {
			const title = (shortly && column.short) || column.title;
			const shown = titleOf(column, sort, title);
			return {
				// What one sorts by stays on the screen.
				column: column.title === sort?.column ? {...column, drop: 0} : column,
				width: Math.min(width, naturalWidth({...column, title: shown}, rows, nowMs, width)),
				...(title !== column.title && {title}),
			};
		};
	if (left > 0) return movedColumns(list.columns, left, measured(false), width);
	const columns = list.columns.filter(column => wide || !column.wide || column.title === sort?.column);
	const placed = fitted(columns.map(measured(false)), width);
	if (mattering(placed) === mattering(columns.map(column => ({column})))) return placed;
	const short = fitted(columns.map(measured(true)), width);
	return mattering(short) > mattering(placed) ? short : placed;
}

/** How many columns are among them that a person looks for on every screen. */
function mattering(placed: ReadonlyArray<{readonly column: {readonly drop: number}}>): number {
	return placed.filter(({column}) => column.drop <= mattersTo).length;
}

/** Columns up to here are worth a name that is cut a little. */
const mattersTo = 2;
/** Cells of a name that are enough to tell most from each other. */
const telling = 24;

function fitted<Row>(all: ReadonlyArray<PlacedColumn<Row>>, width: number): ReadonlyArray<PlacedColumn<Row>> {
	let placed = all;
	while (totalWidth(placed) > width) {
		const next = Math.max(...placed.map(({column}) => column.drop));
		if (next === 0) break;
		// Shrink before dropping what matters: a name cut short still tells more than a missing column.
		const shrunk =
			next > mattersTo ? placed : next === 1 ? shrink(placed, width) : shrinkTo(placed, width, leastTelling);
		if (totalWidth(shrunk) <= width) return withDropped(all, shrunk, width);
		const last = placed.findLastIndex(({column}) => column.drop === next);
		placed = placed.filter((_, index) => index !== last);
	}
	return withDropped(
		all,
		shrinkTo(shrink(placed, width), width, () => 1),
		width,
	);
}

function leastTelling<Row>({column, width}: PlacedColumn<Row>): number {
	return column.shrinksTo === undefined ? width : Math.min(width, Math.max(column.shrinksTo, telling));
}

/** A broad column that had to go may leave room for narrower ones that went before it: what matters more comes back first. */
function withDropped<Row>(
	all: ReadonlyArray<PlacedColumn<Row>>,
	placed: ReadonlyArray<PlacedColumn<Row>>,
	width: number,
): ReadonlyArray<PlacedColumn<Row>> {
	const widths = new Map(placed.map(({column, width: own}) => [column.title, own]));
	let room = width - totalWidth(placed);
	for (const {column, width: own} of all.toSorted((one, other) => one.column.drop - other.column.drop)) {
		if (widths.has(column.title) || own + gap > room) continue;
		widths.set(column.title, own);
		room -= own + gap;
	}
	return all.flatMap(placedColumn => {
		const own = widths.get(placedColumn.column.title);
		return own === undefined ? [] : [{...placedColumn, width: own}];
	});
}

/** The title, and which way it is sorted by. */
export function titleOf<Row>(column: Column<Row>, sort: Sort | undefined, title = column.title): string {
	return column.title === sort?.column ? `${title}${sort.descending ? '↓' : '↑'}` : title;
}

/** How far a list can be moved to the right: the column with the name stays where it is. */
export function lastLeft<Row>({columns}: List<Row>): number {
	return columns.length - 2;
}

/** The name, then the columns from `left` on, the wide ones too, as many as fit: nothing shrinks and nothing is dropped. */
function movedColumns<Row>(
	columns: ReadonlyArray<Column<Row>>,
	left: number,
	measured: (column: Column<Row>) => PlacedColumn<Row>,
	width: number,
): ReadonlyArray<PlacedColumn<Row>> {
	const name = columns.find(({sort}) => sort === 'name') ?? (columns[0] as Column<Row>);
	const others = columns.filter(column => column !== name).slice(left);
	const first = measured(name);
	const placed = [{...first, width: Math.min(first.width, Math.max(12, Math.floor(width / 3)))}];
	for (const column of others) {
		const next = measured(column);
		const room = width - totalWidth(placed) - gap;
		if (room < Math.min(next.width, column.title.length)) break;
		placed.push({...next, width: Math.min(next.width, room)});
	}
	return placed;
}

function naturalWidth<Row>(column: Column<Row>, rows: readonly Row[], nowMs: number, atMost: number): number {
	const widths = looksAtClock(column) ? undefined : knownWidths(column.text);
	let width = Math.max(column.title.length, column.atLeast ?? 0);
	for (const row of rows) {
		const known = widths?.get(row as object);
		const own = known ?? widthOf(cutTo(plainText(column.text(row, nowMs)), widestKept));
		if (known === undefined) widths?.set(row as object, own);
		width = Math.max(width, Math.min(own, atMost));
	}
	return width;
}

/** No terminal is as wide as this. */
const widestKept = 2000;

/** How wide the text of a row is, for columns that do not look at the clock: of a thousand rows a few are new. */
const widthsOf = new WeakMap<object, WeakMap<object, number>>();

function knownWidths(text: object): WeakMap<object, number> {
	const known = widthsOf.get(text) ?? new WeakMap();
	widthsOf.set(text, known);
	return known;
}

function totalWidth(placed: ReadonlyArray<{width: number}>): number {
	return placed.reduce((sum, {width}) => sum + width + gap, -gap);
}

function shrink<Row>(placed: ReadonlyArray<PlacedColumn<Row>>, width: number): ReadonlyArray<PlacedColumn<Row>> {
	return shrinkTo(placed, width, ({column, width: own}) => column.shrinksTo ?? own);
}

/** The widest one gives way first, cell by cell, but none below what it needs. */
function shrinkTo<Row>(
	placed: ReadonlyArray<PlacedColumn<Row>>,
	width: number,
	least: (placed: PlacedColumn<Row>) => number,
): ReadonlyArray<PlacedColumn<Row>> {
	const result = [...placed];
	for (let tooWide = totalWidth(result) - width; tooWide > 0; tooWide -= 1) {
		let widest = -1;
		for (const [index, candidate] of result.entries()) {
			if (candidate.width <= least(candidate)) continue;
			if (widest < 0 || candidate.width > (result[widest]?.width ?? 0)) widest = index;
		}
		const chosen = result[widest];
		if (!chosen) break;
		result[widest] = {...chosen, width: chosen.width - 1};
	}
	return result;
}
