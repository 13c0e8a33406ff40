import {plainText} from '../model/text.ts';
import {fitTo} from './fit.ts';
import {gap, type PlacedColumn, titleOf} from './place-columns.ts';
import type {Sort} from './sorting.ts';
import type {Tone} from './tone.ts';

export type Cell = {readonly text: string; readonly tone: Tone};

/** The cells of one row, cut and filled to their columns, harmless. */
export function cellsOf<Row>(placed: ReadonlyArray<PlacedColumn<Row>>, row: Row, nowMs: number): readonly Cell[] {
	return placed.map(({column, width}, index) => ({
		text: fitTo(plainText(column.text(row, nowMs)), width, column.align) + separator(index, placed.length),
		tone: column.tone?.(row) ?? 'plain',
	}));
}

export function headerOf<Row>(placed: ReadonlyArray<PlacedColumn<Row>>, sort?: Sort): string {
	return placed
		.map(
			({column, width, title}, index) =>
				fitTo(titleOf(column, sort, title), width, column.align) + separator(index, placed.length),
		)
		.join('');
}

const separator = (index: number, count: number) => (index === count - 1 ? '' : ' '.repeat(gap));
