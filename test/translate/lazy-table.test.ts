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

it('finds every key of a sorted text, and none beside', () => {
	const keys = ['a', 'a b', 'ab', 'b', 'image', 'image ls', 'image-x', 'ps', 'zz'];
	for (let count = 0; count <= keys.length; count += 1) {
		const some = keys.slice(0, count);
		const sorted = `\n${some.map((key, index) => `${key}\t${JSON.stringify({index, text: 'x'.repeat(index * 40)})}\n`).join('')}`;
		for (const key of keys) {
			const table = lazyTable<{readonly index: number}>(sorted, true);
			expect(table[key]?.index).toBe(some.includes(key) ? keys.indexOf(key) : undefined);
		}
		for (const key of ['', '0', 'a ', 'aa', 'image l', 'pst', 'zzz', 'x'])
			expect(lazyTable(sorted, true)[key]).toBe(undefined);
	}
});
