import {expect, it} from 'vitest';
import {rememberLast} from '../../src/model/remember-last.ts';

it('asks once as long as the values are the very same, and gives the same object', () => {
	const asked: string[] = [];
	const join = rememberLast((left: string, right: object | undefined) => {
		asked.push(left);
		return {left, right};
	});
	const one = {};
	const first = join('a', one);
	expect(join('a', one)).toBe(first);
	expect(join('a', {})).not.toBe(first);
	expect(join('b', one)).toEqual({left: 'b', right: one});
	expect(join('a', one)).not.toBe(first);
	expect(join('a', undefined)).toEqual({left: 'a', right: undefined});
	expect(asked).toEqual(['a', 'a', 'b', 'a', 'a']);
});

it('remembers that the answer was undefined', () => {
	let count = 0;
	const ask = rememberLast((_: number) => {
		count += 1;
		return undefined;
	});
	expect([ask(1), ask(1), count]).toEqual([undefined, undefined, 1]);
});
