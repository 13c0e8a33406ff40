import {plainText} from '../model/text.ts';
import {columnsOf} from '../translate/cheat/data.ts';
import {type EntryRow, entryOf, rowsOf} from './cheat-view.ts';
import {cutTo, widthOf} from './fit.ts';
import {bodyRows} from './layout.ts';
import {emptyLine, type PaintedLine, paintedLine, wrapped} from './painted.ts';
import type {EntryScreen} from './screen.ts';
import type {State} from './state.ts';

/** A small table, cut to the screen: what ink-table draws. */
export type StaticTable = {readonly columns: readonly string[]; readonly rows: ReadonlyArray<readonly string[]>};

/** Where everything of an entry stands: lines, then its table where it has one, then lines. */
export type EntryLayout = {
	readonly above: readonly PaintedLine[];
	readonly table?: StaticTable & {readonly selected: number};
	readonly below: readonly PaintedLine[];
};

/** From this width on, what a row is for has a column of its own. */
const fourColumnsFrom = 120;

/** Frame, titles and the rule under them, frame. */
const tableFrame = 4;

export function entryLayout(state: State, screen: EntryScreen): EntryLayout {
	const {columns} = state.size;
	const entry = entryOf(state, screen);
	if (entry === undefined) return {above: [paintedLine('loading the cheat sheet…', 'quiet')], below: []};
	const rows = rowsOf(state, screen);
	if (entry.kind === 'concept') {
		const {title, docker, text, source} = entry.concept;
		const lines = [
			...wrapped(title, 'title', columns),
			...wrapped(`docker: ${docker}`, 'accent', columns),
			emptyLine,
			...wrapped(text, 'plain', columns),
			...(rows.length === 0 ? [] : [emptyLine, paintedLine('see also', 'quiet')]),
		];
		const leads = rows.map(({cells}, index) => leadLine(cells[0] ?? '', index === screen.index));
		const all = [...lines, ...leads, emptyLine, ...wrapped(`source: ${source}`, 'quiet', columns)];
		return {above: around(all, lines.length + screen.index, bodyRows(state)), below: []};
	}
	if (entry.kind !== 'table') return {above: [], below: []};
	const below = detailLines(rows[screen.index], columns);
	const reserved = Math.max(0, ...rows.map(row => detailLines(row, columns).length));
	const room = bodyRows(state) - 1 - tableFrame - Math.min(reserved, Math.floor(bodyRows(state) / 2));
	const height = Math.max(1, Math.min(room, rows.length));
	const first = Math.max(0, Math.min(screen.index - Math.floor(height / 2), rows.length - height));
	const skipped = entry.table.kind === 'commands' && columns < fourColumnsFrom ? 1 : 0;
	const names = entry.table.kind === 'commands' ? ['to do', ...columnsOf(entry.table)] : columnsOf(entry.table);
	const cells = rows.map(row => cellsFrom(row.cells, skipped).map(plainText));
	const fitted = cutTable({columns: names.slice(skipped), rows: cells}, columns);
	return {
		above: [paintedLine(entry.title, 'title')],
		table: {columns: fitted.columns, rows: fitted.rows.slice(first, first + height), selected: screen.index - first},
		below,
	};
}

/** Without the first column, what a row is for stands where docker has nothing. */
function cellsFrom(cells: readonly string[], skipped: number): readonly string[] {
	if (skipped === 0) return cells;
	const [what, docker = '', ...others] = cells;
	return [docker === '-' ? `(${what})` : docker, ...others];
}

function leadLine(title: string, selected: boolean): PaintedLine {
	return paintedLine(`${selected ? '› ' : '  '}${title}`, selected ? 'accent' : 'plain');
}

/** The part of the lines that has the wanted one in it, from the beginning where that fits. */
function around(lines: readonly PaintedLine[], wanted: number, height: number): readonly PaintedLine[] {
	const first = Math.max(0, Math.min(wanted - height + 2, lines.length - height));
	return lines.slice(first, first + height);
}

/** The row under the cursor in full: what the table has cut is here. */
function detailLines(row: EntryRow | undefined, width: number): readonly PaintedLine[] {
	if (!row) return [];
	return row.details.flatMap(([name, text]) =>
		name === ''
			? wrapped(text, 'accent', width)
			: wrapped(`  ${name}: ${text}`, text === '-' ? 'quiet' : 'plain', width),
	);
}

/** Cells cut so that the table is no wider than the screen: the widest columns give way. */
export function cutTable({columns, rows}: StaticTable, width: number): StaticTable {
	const natural = columns.map((name, at) => Math.max(widthOf(name), ...rows.map(row => widthOf(row[at] ?? ''))));
	const widths = [...natural];
	const room = width - 3 * columns.length - 1;
	let over = widths.reduce((sum, cells) => sum + cells, 0) - room;
	while (over > 0) {
		const widest = widths.indexOf(Math.max(...widths));
		if ((widths[widest] ?? 0) <= 1) break;
		widths[widest] = (widths[widest] ?? 0) - 1;
		over -= 1;
	}
	const cut = (row: readonly string[]) => row.map((cell, at) => cutTo(cell, widths[at] ?? 1));
	return {columns: cut(columns), rows: rows.map(cut)};
}
