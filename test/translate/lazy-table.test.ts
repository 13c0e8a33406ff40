import {expect, it} from 'vitest';
import {lazyTable} from '../../src/translate/lazy-table.ts';

const text = '\nps\t{"a":1}\nimage prune\t[2]\nconstructor\t"three"\n';

it('is the record that the text holds', () => {
	expect(lazyTable(text)).toEqual({ps: {a: 1}, 'image prune': [2], constructor: 'three'});
	expect(Object.keys(lazyTable(text))).toEqual(['ps', 'image prune', 'constructor']);
});

it('gives the same value each time, before and after all were read', () => {
	const table = lazyTable<unknown>(text);
	const [first] = [table.ps];
	expect(Object.values(table)[0]).toBe(first);
	expect(table.ps).toBe(first);
});

it.each(['toString', 'p', 's', 'ps\t{"a":1}\nimage prune', 'image', '', '{"a":1}'])('has no entry %j', key => {
	const table = lazyTable<unknown>(text);
	expect(table[key]).toBe(undefined);
	expect(key in table).toBe(false);
	expect(Object.hasOwn(table, key)).toBe(false);
});
