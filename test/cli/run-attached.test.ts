import {describe, expect, it} from 'vitest';
import {runAttached, wantsTerminal} from '../../src/cli/run-attached.ts';
import type {Argv} from '../../src/model/argv.ts';

// biome-ignore format: a table
it.each([
	['crictl exec --interactive --tty ID sh',                            true],
	['ctr -n default run --rm --tty --cni docker.io/x:1 x-1 sh',         true],
	['ctr -n default task exec --exec-id a --tty web sh',                true],
	['runc --root /run/x exec --tty web sh',                             true],
	['sh -c PROGRAM x-1 ctr -n default run --rm --tty docker.io/x:1 x-1 sh', true],
	['ctr -n default run --rm docker.io/x:1 x-1 prog --tty',             false],
	['ctr -n default run --rm --env A=--tty docker.io/x:1 x-1 prog -t',  false],
	['crictl exec ID ls --tty',                                          false],
	['sh -c PROGRAM x-1 ctr -n default run --rm docker.io/x:1 x-1 prog -t', false],
	['sh -c PROGRAM x --tty',                                            false],
])('%s: a terminal is wanted: %s', (line, expected) => {
	expect(wantsTerminal(line.split(' ') as unknown as Argv)).toBe(expected);
});

describe('docker run -it without a terminal', () => {
	it('ends as docker does, before anything is started', () => {
		const argv = 'sh -c PROGRAM x-1 ctr -n default run --rm --tty docker.io/x:1 x-1 sh'.split(' ') as unknown as Argv;
		let said = '';
		const context = {
			host: {attach: () => 99},
			printError: (text: string) => {
				said += text;
			},
			inputIsTerminal: false,
		} as unknown as Parameters<typeof runAttached>[3];
		expect(runAttached(['docker', 'run', '-it', 'x:1', 'sh'], {argv, effect: 'write'}, argv, context)).toBe(1);
		expect(said).toBe('the input device is not a TTY\n');
	});
});
