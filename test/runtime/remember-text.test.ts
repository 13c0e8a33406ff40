import {expect, it} from 'vitest';
import {rememberText} from '../../src/runtime/remember-text.ts';

it('reads a text once as long as it is the same, letter by letter', () => {
	const read: string[] = [];
	const lines = rememberText(text => {
		read.push(text);
		return text.split(' ');
	});
	const first = lines('a b');
	expect(lines('a b')).toBe(first);
	expect(lines('a c')).toEqual(['a', 'c']);
	expect(lines('a b')).toEqual(['a', 'b']);
	expect(read).toEqual(['a b', 'a c', 'a b']);
});

it('what cannot be read is asked again', () => {
	let broken = true;
	const parse = rememberText(text => {
		if (broken) throw new Error('no');
		return text.length;
	});
	expect(() => parse('abc')).toThrow('no');
	broken = false;
	expect(parse('abc')).toBe(3);
});
