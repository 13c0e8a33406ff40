import {widthOf, wrapWords} from '../app/fit.ts';
import {cellsOf, translated} from '../translate/cheat/cells.ts';
import {type CheatTable, columnsOf} from '../translate/cheat/data.ts';
import type {Entry} from '../translate/cheat/entries.ts';
import type {Tables} from '../translate/load.ts';
import type {Versions} from '../translate/version.ts';

/** What the cells are made of, and for which tools. */
type Known = {readonly tables: Tables; readonly versions: Versions};

/** Entries that are printed whole; of the others a line. */
const whole = 5;

/** Where nobody sees a terminal, texts are this wide. */
const pipeWidth = 100;

/** What was found; without a query only what there is, in a line each. */
export function cheatText(query: string, found: readonly Entry[], known: Known, width = pipeWidth): string {
	const shown = query.trim() === '' ? [] : found.slice(0, whole);
	const others = found.slice(shown.length);
	const named = others.map(({kind, title}) => `${kind.padEnd(9)}${title}\n`).join('');
	const head = shown.length === 0 || others.length === 0 ? '' : `${others.length} more\n`;
	return shown.map(entry => `${entryText(entry, known, Math.max(40, width))}\n`).join('') + head + named;
}

function entryText(entry: Entry, known: Known, width: number): string {
	switch (entry.kind) {
		case 'concept': {
			const {title, docker, text, source} = entry.concept;
			return [title, `docker: ${docker}`, '', ...wrapWords(text, width), `source: ${source}`, ''].join('\n');
		}
		case 'table':
			return `${entry.title}\n${tableText(entry.table, known)}`;
		case 'command': {
			const {crictl, ctr} = translated(entry.line, known.tables, known.versions);
			const lines = [entry.line, `  ${entry.about}`, ...named('crictl', crictl), ...named('ctr', ctr)];
			return `${lines.join('\n')}\n`;
		}
	}
}

function named(tool: string, line: string | undefined): readonly string[] {
	return line === undefined ? [] : [`  ${tool.padEnd(6)}  ${line}`];
}

/** Nothing is cut: a table for a pipe, or for a terminal that breaks its lines. */
function tableText(table: CheatTable, known: Known): string {
	const rows = [
		table.kind === 'commands' ? ['TO DO', 'DOCKER', 'CRICTL', 'CTR'] : table.columns.map(name => name.toUpperCase()),
		...rowsOf(table, known).map(({cells}) => cells.map(cell => cell ?? '-')),
	];
	const widths = rows[0]?.map((_, at) => Math.min(48, Math.max(...rows.map(row => widthOf(row[at] ?? ''))))) ?? [];
	return rows
		.map(
			row =>
				`${row
					.map((cell, at) => cell.padEnd(widths[at] ?? 0))
					.join('  ')
					.trimEnd()}\n`,
		)
		.join('');
}

type Row = {readonly cells: ReadonlyArray<string | undefined>; readonly note?: string; readonly source?: string};

function rowsOf(table: CheatTable, {tables, versions}: Known): readonly Row[] {
	if (table.kind === 'settings') return table.rows;
	return table.rows.map(row => {
		const {docker, crictl, ctr} = cellsOf(row, tables, versions);
		return {cells: [row.what, docker, crictl, ctr]};
	});
}

/** The shape of data/schema/cheat.json. */
export function cheatJson(query: string, found: readonly Entry[], known: Known) {
	return {query, entries: found.map(entry => entryJson(entry, known))};
}

function entryJson(entry: Entry, known: Known) {
	const {kind, key, title} = entry;
	switch (entry.kind) {
		case 'concept': {
			const {docker, text, see, source} = entry.concept;
			return {kind, key, title, docker, text, see, source};
		}
		case 'table': {
			const columns = entry.table.kind === 'commands' ? ['to do', ...columnsOf(entry.table)] : columnsOf(entry.table);
			const rows = rowsOf(entry.table, known).map(({cells, note, source}) => ({
				cells: cells.map(cell => cell ?? ''),
				...(note === undefined ? {} : {note}),
				...(source === undefined ? {} : {source}),
			}));
			return {kind, key, title, columns, rows};
		}
		case 'command':
			return {
				kind,
				key,
				title,
				about: entry.about,
				docker: entry.line,
				...translated(entry.line, known.tables, known.versions),
			};
	}
}
