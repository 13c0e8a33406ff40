import {spawnSync} from 'node:child_process';
import {expect, it} from 'vitest';
import {printChain, printCommand} from '../../src/translate/print.ts';
import type {Command} from '../../src/translate/types.ts';

const step = (...argv: Command['argv']): Command => ({argv, effect: 'write'});

// biome-ignore format: a table
it.each([
	['nothing is done after a step that fails',   [step('false'), {...step('echo', 'pulled'), unless: ['echo', '']}, step('echo', 'run')], ''],
	['what is there is not pulled',               [step('true'), {...step('echo', 'pulled'), unless: ['echo', 'x']}, step('echo', 'run')], 'run\n'],
	['what is missing is pulled, then it is run', [step('true'), {...step('echo', 'pulled'), unless: ['echo', '']}, step('echo', 'run')],  'pulled\nrun\n'],
	['the first may be left out too',             [{...step('echo', 'pulled'), unless: ['echo', 'x']}, step('echo', 'run')],               'run\n'],
] satisfies ReadonlyArray<readonly [string, readonly Command[], string]>)('commands in one line: %s', (_case, commands, expected) => {
	const line = printChain(commands.map(printCommand));
	expect(spawnSync('sh', ['-c', line], {encoding: 'utf8'}).stdout).toBe(expected);
});
