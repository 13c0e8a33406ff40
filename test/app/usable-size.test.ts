import {expect, it} from 'vitest';
import {usableSize} from '../../src/app/usable-size.ts';

// biome-ignore format: a table
it.each([
	['a terminal',         {columns: 200, rows: 50}, {columns: 200, rows: 50}],
	['a serial line',      {columns: 0, rows: 0},    {columns: 80, rows: 24}],
	['one that says none', {},                       {columns: 80, rows: 24}],
])('%s', (_, said, expected) => {
	expect(usableSize(said)).toEqual(expected);
});
