import {stripVTControlCharacters} from 'node:util';
import {renderToString} from 'ink';
import InkTable from 'ink-table';
import type {DrawTable} from './static-tables.ts';

/** A small table drawn by ink-table, as lines. Its colours are left out, which are the theme's, and the rules between rows. */
export const drawTable: DrawTable = ({columns, rows}, width) => {
	const data = rows.map(row => Object.fromEntries(columns.map((name, at) => [name, row[at] ?? ''])));
	const lines = stripVTControlCharacters(renderToString(<InkTable data={data} />, {columns: width})).split('\n');
	const firstRule = lines.findIndex(line => line.startsWith('├'));
	return lines.filter((line, index) => index === firstRule || !line.startsWith('├'));
};
