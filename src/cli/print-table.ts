import {widthOf} from '../app/fit.ts';
import type {List} from '../app/lists/list.ts';
import {placeColumns} from '../app/place-columns.ts';
import {cellsOf, headerOf} from '../app/table.ts';

export type TableOptions = {readonly nowMs: number; readonly width?: number; readonly wide?: boolean};

/** A list as text: every column and every character into a pipe, what fits on a terminal. */
export function tableText<Row>(
	list: List<Row>,
	rows: readonly Row[],
	{nowMs, width = Number.POSITIVE_INFINITY, wide}: TableOptions,
): string {
	const placed = placeColumns({...list, columns: list.columns.filter(({live}) => !live)}, rows, nowMs, width, {wide});
	const lines = rows.map(row =>
		cellsOf(placed, row, nowMs)
			.map(({text}) => text)
			.join(''),
	);
	return [headerOf(placed), ...lines].map(line => `${line.trimEnd()}\n`).join('');
}

/** A small table of words, for the help texts. */
export function twoColumns(rows: ReadonlyArray<readonly [string, string]>, indent = '  '): string {
	const width = Math.max(...rows.map(([left]) => widthOf(left)));
	return rows.map(([left, right]) => `${indent}${left.padEnd(width)}  ${right}\n`).join('');
}
