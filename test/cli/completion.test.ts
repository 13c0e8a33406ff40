import {spawnSync} from 'node:child_process';
import {expect, it} from 'vitest';
import {commands} from '../../src/cli/commands/index.ts';
import {completionScript} from '../../src/cli/completion-scripts.ts';
import {completionWords} from '../../src/cli/completion-words.ts';
import {globalFlags} from '../../src/cli/global-flags.ts';
import {runOnDemo} from '../support/recorded-console.ts';

const words = await completionWords();

it('knows every command and every flag', () => {
	expect(words.commands.map(({name}) => name)).toEqual(commands.map(({name}) => name));
	for (const [flag] of globalFlags) expect(words.flags.map(each => each.flag)).toContain(flag.split(' ')[0]);
	expect(words.docker).toEqual(expect.arrayContaining(['ps', 'container', 'logs', 'system']));
});

it('a script for a shell that it does not know is refused, with the nearest', async () => {
	expect(await runOnDemo('completion bsh')).toMatchObject({
		code: 2,
		err: expect.stringContaining('did you mean bash?'),
	});
	expect((await runOnDemo('completion fish')).out).toContain('complete -c rtconsole');
});

/** What bash itself offers for a line. */
function offered(...line: readonly string[]): readonly string[] {
	const script = `${completionScript('bash', words)}
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _rtconsole; printf '%s\\n' "\${COMPREPLY[@]}"`;
	const {stdout, stderr} = spawnSync('bash', ['--norc', '-c', script, 'bash', ...line], {encoding: 'utf8'});
	expect(stderr).toBe('');
	return stdout.split('\n').filter(Boolean);
}

// biome-ignore format: a table
it.each([
	[['po'],                          ['pods']],
	[['--read'],                      ['--read-only']],
	[['shim', ''],                    ['install', 'remove']],
	[['completion', ''],              ['bash', 'zsh', 'fish']],
	[['docker', 'logi'],              ['login']],
	[['docker', 'ps', ''],            []],
	[['translate', ''],               ['docker', 'crictl', 'ctr']],
	[['translate', 'docker', 'expo'], ['export']],
	[['translate', '--scr'],          ['--script']],
	[['--timeout', ''],               []],
	[['--timeout', '10s', 'imag'],    ['images']],
	[['--config', '/etc/passw'],      ['/etc/passwd']],
	[['$(id)', ''],                   []],
])('bash: rtconsole %j: %j', (line, expected) => {
	expect(offered('rtconsole', ...line).filter(word => !word.endsWith('-'))).toEqual(expected);
});
