import {expect, it} from 'vitest';
import type {Finished} from '../../src/host/host.ts';
import {rememberAnswer} from '../../src/runtime/remember-answer.ts';

const answer = (stdout: string): Finished => ({
	exitCode: 0,
	stdout,
	stdoutBytes: Buffer.from(stdout),
	stderr: '',
	durationMs: 1,
});

it('reads an answer once as long as it is the same, byte by byte', () => {
	const read: string[] = [];
	const lines = rememberAnswer(text => {
		read.push(text);
		return text.split(' ');
	});
	const first = lines(answer('a b'));
	expect(lines(answer('a b'))).toBe(first);
	expect(lines(answer('a c'))).toEqual(['a', 'c']);
	expect(lines(answer('a b'))).toEqual(['a', 'b']);
	expect(read).toEqual(['a b', 'a c', 'a b']);
});

it('knows one again that has text alone, as recordings have', () => {
	const length = rememberAnswer(text => ({length: text.length}));
	const {stdoutBytes: _, ...recorded} = answer('añb');
	const first = length(recorded);
	expect(first).toEqual({length: 3});
	expect(length(recorded)).toBe(first);
});

it('what cannot be read is asked again', () => {
	let broken = true;
	const parse = rememberAnswer(text => {
		if (broken) throw new Error('no');
		return text.length;
	});
	expect(() => parse(answer('abc'))).toThrow('no');
	broken = false;
	expect(parse(answer('abc'))).toBe(3);
});
