import {describe, expect, it} from 'vitest';
import {inOneStream} from '../../src/cli/one-stream.ts';
import {runQuery} from '../../src/host/query.ts';

const globals = {demo: false} as Parameters<typeof inOneStream>[2]['globals'];
const ready = {argv: ['crictl', 'logs', 'abc'], command: {effect: 'read'}} as const;
const words = ['docker', 'logs', 'web'];

describe('both streams of a log in one pipe', () => {
	it.each([
		['one file takes both', {oneOutput: true}],
		['both are the terminal', {errorIsTerminal: true, terminalWidth: 80}],
	])('where %s', (_where, output) => {
		const [program, ...args] = inOneStream(ready, words, {...output, globals});
		expect([program, ...args].slice(-3)).toEqual(ready.argv);
		expect(program).toBe('sh');
	});

	it('keeps what was written first before what was written next, and the exit code', async () => {
		const script = 'for i in $(seq 300); do echo out $i; echo err $i >&2; done; exit 3';
		const argv = inOneStream({...ready, argv: ['bash', '-c', script]}, words, {oneOutput: true, globals});
		const {stdout, exitCode} = await runQuery(argv, {env: process.env, timeoutMs: 10_000, maxBytes: 1_000_000});
		const expected = Array.from({length: 300}, (_, index) => `out ${index + 1}\nerr ${index + 1}\n`).join('');
		expect({stdout, exitCode}).toEqual({stdout: expected, exitCode: 3});
	});

	it.each([
		['a pipe takes one of them', {oneOutput: false, errorIsTerminal: true}, words, ready],
		['it is another program', {oneOutput: true}, ['docker', 'exec', 'web', 'logs'], ready],
		[
			'the lines are marked with their stream',
			{oneOutput: true},
			words,
			{...ready, command: {effect: 'read', output: 'streams'}},
		],
		['a recording answers', {oneOutput: true, globals: {...globals, replay: 'folder'}}, words, ready],
		['the demo answers', {oneOutput: true, globals: {...globals, demo: true}}, words, ready],
	] as const)('not where %s', (_where, output, typed, one) => {
		expect(inOneStream(one, typed, {globals, ...output})).toEqual(one.argv);
	});
});
