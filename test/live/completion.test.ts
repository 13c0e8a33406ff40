import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import {executable} from '../support/lab.ts';
import {keys, openTerminal, type TestTerminal} from '../support/terminal.ts';

// The shells themselves, with the script as they would source it: bash is there, zsh and fish come with apt.
const folder = mkdtempSync(join(tmpdir(), 'rtconsole-completion-'));
let terminal: TestTerminal;

beforeAll(() => {
	symlinkSync(executable, join(folder, 'rtconsole'));
	for (const shell of ['bash', 'zsh', 'fish'])
		writeFileSync(join(folder, shell), execFileSync(executable, ['completion', shell]));
});
afterEach(() => terminal?.close());
afterAll(() => rmSync(folder, {recursive: true, force: true}));

const starts = {
	bash: ['bash', '--norc', '--noprofile', '-i'],
	zsh: ['zsh', '-f', '-i'],
	fish: ['fish', '--no-config', '-i'],
} as const;

const setUp = {
	bash: `bind 'set show-all-if-ambiguous on'; bind 'set page-completions off'; source ${folder}/bash; PS1='% '; clear`,
	zsh: `autoload -U compinit; compinit -u -d ${folder}/dump; source ${folder}/zsh; PS1='%% '; unsetopt menucomplete automenu; clear`,
	fish: `function fish_prompt; echo -n '% '; end; function fish_greeting; end; source ${folder}/fish; clear`,
};

describe.each(['bash', 'zsh', 'fish'] as const)('%s', shell => {
	// biome-ignore format: a table
	it.each([
		['rtconsole imag',              /^% rtconsole images/],
		['rtconsole --rea',             /^% rtconsole --read-only/],
		['rtconsole shim inst',         /^% rtconsole shim install/],
		['rtconsole completion fi',     /^% rtconsole completion fish/],
		['rtconsole docker logo',       /^% rtconsole docker logout/],
		['rtconsole docker lo',         /login +(\(.*\) +)?logout|login.*logs/],
		['rtconsole translate cri',     /^% rtconsole translate crictl/],
		[`rtconsole explain ${folder}/ba`, new RegExp(`^% rtconsole explain ${folder}/bash`)],
	])('%s<Tab>', async (typed, wanted) => {
		terminal = openTerminal([...starts[shell]], {columns: 160, rows: 30, env: {...process.env, PATH: `${folder}:${process.env.PATH}`, HOME: folder, TERM: 'xterm-256color'}});
		await new Promise(resolve => setTimeout(resolve, 500));
		terminal.type(`${setUp[shell]}${keys.enter}`);
		await terminal.waitFor(screen => screen[0]?.trimEnd() === '%' && screen.slice(1).every(line => line.trim() === ''));
		terminal.type(typed);
		await terminal.waitFor(new RegExp(`^% ${typed.replaceAll(/[/.]/g, '\\$&')}`));
		terminal.type(keys.tab);
		await new Promise(resolve => setTimeout(resolve, 400));
		if (typed.endsWith(' lo')) terminal.type(keys.tab);
		expect(await terminal.waitFor(wanted)).toBeTruthy();
	});
});
