import {expect, it} from 'vitest';
import type {Context} from '../../src/cli/context.ts';
import {runCommand} from '../../src/cli/run-command.ts';
import type {Argv} from '../../src/model/argv.ts';
import {buildByCtr} from '../../src/translate/by-ctr/builders.ts';
import {translate} from '../../src/translate/translate.ts';
import {tables} from '../translate/support.ts';

/** What a line prints where each of its programs prints its last word. */
async function printed(words: readonly string[], byCtr: boolean) {
	const answer = translate(
		words,
		tables,
		{},
		{
			unique: 'x',
			...(byCtr && {buildInstead: ask => buildByCtr({namespace: 'default'}, ask)}),
		},
	);
	if ('error' in answer) throw new Error(answer.error);
	const seen = {out: '', err: ''};
	const ends = async (argv: Argv) => ({
		exitCode: 0,
		stdout: `${argv.find(word => /^made\d$/.test(word)) ?? argv.at(-1)}\n`,
		stderr: '',
		durationMs: 1,
	});
	const context = {
		host: {run: ends, query: ends},
		now: () => 0,
		globals: {},
		env: {},
		print(text: string) {
			seen.out += text;
		},
		printError(text: string) {
			seen.err += text;
		},
	} as unknown as Context;
	for (const [index, command] of answer.commands.entries()) {
		const argv = command.argv.map(word => (typeof word === 'string' ? word : word.name)) as unknown as Argv;
		await runCommand({command, argv}, words, context, index + 1 < answer.commands.length);
	}
	return seen;
}

// biome-ignore format: a table
it.each([
	['stop'],
	['start'],
	['restart'],
	['wait'],
	['update --memory 9m'],
])('docker %s of several that docker run made answers for each of them', async line => {
	expect((await printed(['docker', ...line.split(' '), 'made1', 'made2'], true)).out).toBe('made1\nmade2\n');
});

it('what a step on the way prints is not the answer', async () => {
	const {out, err} = await printed(['docker', 'run', '-d', '--name', 'made1', 'busybox'], false);
	expect(out).toBe('made1\n');
	expect(err).toContain('busybox');
});
