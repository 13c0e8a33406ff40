import {wrap} from '../fit.ts';
import {type Box, type Journal, type JournalRow, lookOf} from './journal.ts';
import {meaningLines} from './meaning.ts';
import {type Column, placeOf, rowsOf} from './rows.ts';

/** Time, level and mark before the text, and the unit where several share a pane. */
export const aheadCells = 12;
export const unitCells = 11;

/** A row of a journal as rows of the screen. */
export type Drawn = {
	readonly row: JournalRow;
	readonly texts: readonly string[];
	/** Its beginning is above the window. */
	readonly isCut?: boolean;
	readonly isCursor: boolean;
};

/** Rows of the screen for entries: under the head, above what is said of the one under the cursor. */
export function entryRows(journal: Journal, box: Box): number {
	return Math.max(1, box.height - 1 - meaningRows(journal, box));
}

/** Half of the box at most: what it is about must stay in sight. */
export function meaningRows(journal: Journal, box: Box): number {
	const wanted = meaningLines(journal, box.width).length;
	return wanted === 0 ? 0 : Math.min(wanted + 1, Math.floor(box.height / 2));
}

/** What of a column is on the screen. */
export function windowOf(journal: Journal, column: Column, height: number): readonly Drawn[] {
	const rows = rowsOf(journal, column);
	const look = lookOf(journal, column.id);
	const cursor = cursorPlace(journal, column);
	const drawn = (place: number): Drawn => {
		const row = rows[place] as JournalRow;
		return {row, texts: textsOf(journal, column, row), isCursor: place === cursor};
	};
	const shown: Drawn[] = [];
	let used = 0;
	if (look.follow) {
		for (let place = rows.length - 1; place >= 0 && used < height; place -= 1) {
			const one = drawn(place);
			used += one.texts.length;
			const over = Math.max(0, used - height);
			shown.unshift(over === 0 ? one : {...one, texts: one.texts.slice(over), isCut: true});
		}
		return shown;
	}
	const first = topPlace(journal, column, height);
	for (let place = first; place < rows.length && used < height; place += 1) {
		const one = drawn(place);
		shown.push({...one, texts: one.texts.slice(0, height - used)});
		used += one.texts.length;
	}
	return shown;
}

/** Place of the row under the cursor; none while the end is followed. */
export function cursorPlace(journal: Journal, column: Column): number | undefined {
	const {follow, cursor} = lookOf(journal, column.id);
	if (follow || cursor === undefined) return undefined;
	const place = placeOf(rowsOf(journal, column), cursor);
	return place < 0 ? undefined : place;
}

/** The first row on the screen: scrolled as little as is needed for the cursor, or its context, to be seen. */
export function topPlace(journal: Journal, column: Column, height: number): number {
	const rows = rowsOf(journal, column);
	const {top} = lookOf(journal, column.id);
	const cursor = cursorPlace(journal, column);
	const end = topOfEnd(journal, column, rows.length - 1, height);
	const wanted = top === undefined ? (cursor ?? end) - (cursor === undefined ? 0 : 3) : placeOf(rows, top);
	const place = Math.max(0, Math.min(wanted, end));
	if (cursor === undefined) return place;
	return Math.min(cursor, Math.max(place, topOfEnd(journal, column, cursor, height)));
}

/** The first row that may stand on top for this one to be seen whole at the end. */
function topOfEnd(journal: Journal, column: Column, last: number, height: number): number {
	const rows = rowsOf(journal, column);
	let used = 0;
	for (let place = last; place >= 0; place -= 1) {
		used += textsOf(journal, column, rows[place] as JournalRow).length;
		if (used > height) return Math.min(last, place + 1);
	}
	return 0;
}

export function textWidth({panes, width}: Column): number {
	return Math.max(8, width - aheadCells - (panes.length > 1 ? unitCells : 0));
}

function textsOf({tall}: Journal, column: Column, {message, count}: JournalRow): readonly string[] {
	const width = textWidth(column);
	const text = count === 1 ? message : `×${count} ${message}`;
	if (tall === 1) return [text];
	// Far more than is shown is not measured.
	const pieces = wrap(text.slice(0, width * tall * 32), width);
	if (pieces.length <= tall) return pieces;
	return [...pieces.slice(0, tall - 1), pieces.slice(tall - 1).join('')];
}
