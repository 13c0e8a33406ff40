import {execFileSync, spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {shimCommand} from '../../src/cli/commands/shim.ts';
import {createCommandLog} from '../../src/host/command-log.ts';
import {createLocalHost} from '../../src/host/local.ts';
import {runOneShot} from '../support/one-shot.ts';

function shim(args: readonly string[], executable = '/opt/rtconsole', readOnly = false) {
	const host = createLocalHost({log: createCommandLog(Date.now), env: {PATH: ''}, readOnly});
	return runOneShot(
		shimCommand,
		args,
		{},
		{host: {...host, findProgram: async () => undefined}, executable: [executable]},
	);
}

function folder(): string {
	return mkdtempSync(join(tmpdir(), 'rtconsole-shim-'));
}

it('is written, renewed and taken away', async () => {
	const at = folder();
	const path = join(at, 'docker');
	expect(await shim(['install', at])).toMatchObject({
		code: 0,
		out: `${path} written: it calls /opt/rtconsole docker\n`,
		err: '',
	});
	expect(statSync(path).mode & 0o777).toBe(0o755);
	expect(await shim(['install', at], '/other')).toMatchObject({
		code: 0,
		out: `${path} renewed: it calls /other docker\n`,
	});
	expect(readFileSync(path, 'utf8')).toContain(`exec '/other' docker "$@"`);
	expect(await shim(['remove', at])).toMatchObject({code: 0, out: `${path} removed\n`});
	expect(await shim(['remove', at])).toMatchObject({code: 0, out: `${path} does not exist\n`});
	expect(readdirSync(at)).toEqual([]);
});

// biome-ignore format: a table
it.each([
	['a program',  (path: string) => writeFileSync(path, '\x7fELF\x02'),         'a program (ELF)'],
	['a script',   (path: string) => writeFileSync(path, '#!/bin/bash\necho'),   "a file that begins with '#!/bin/bash'"],
	['a sentence', (path: string) => writeFileSync(path, '\x1b[2J# rtconsole shim:'), "a file that begins with '# rtconsole shim:'"],
	['nothing',    (path: string) => writeFileSync(path, ''),                    'a file of another kind'],
	['a folder',   (path: string) => mkdirSync(path),                            'a directory'],
	['a link',     (path: string) => symlinkSync('/nope/docker', path),          'a link to nothing'],
])('%s called docker stays', async (_case, make, seen) => {
	const at = folder();
	const path = join(at, 'docker');
	make(path);
	const before = execFileSync('ls', ['-lA', '--time-style=full-iso', at], {encoding: 'utf8'});
	expect(await shim(['install', at])).toMatchObject({code: 1, err: `rtconsole: ${path} is ${seen}: not overwritten\n`});
	expect(await shim(['remove', at])).toMatchObject({code: 1, err: `rtconsole: ${path} is ${seen}, not the shim of rtconsole: not removed\n`});
	expect(execFileSync('ls', ['-lA', '--time-style=full-iso', at], {encoding: 'utf8'})).toBe(before);
});

// biome-ignore format: a table
it.each([
	[[],                            2, 'rtconsole shim: install or remove?; see rtconsole shim --help\n'],
	[['instal'],                    2, "rtconsole shim: unexpected argument 'instal'; see rtconsole shim --help\n"],
	[['install', '-f'],             2, "rtconsole shim: unexpected argument '-f'; see rtconsole shim --help\n"],
	[['install', '/a', 'b'],        2, "rtconsole shim: unexpected argument 'b'; see rtconsole shim --help\n"],
	[['install', '/nope/bin'],      1, 'rtconsole: /nope/bin is no directory\n'],
])('shim %j ends with %i', async (args, code, err) => {
	expect(await shim(args)).toMatchObject({code, err, out: ''});
});

it('read-only writes nothing', async () => {
	const at = folder();
	await expect(shim(['install', at], '/opt/rtconsole', true)).rejects.toThrow('read-only mode');
	expect(readdirSync(at)).toEqual([]);
});

describe('what is written', () => {
	const arguments_ = ['ps', 'a  b', '$HOME', '', "it's", 'x\ny'];

	it('passes every argument on, from any path', async () => {
		const at = folder();
		const strange = join(at, 'it\'s $(id) \n"x"');
		mkdirSync(strange);
		const executable = join(strange, 'rtconsole');
		writeFileSync(executable, '#!/bin/sh\nprintf "%s\\0" "$@"\n', {mode: 0o755});
		await shim(['install', at], executable);
		const {stdout} = spawnSync(join(at, 'docker'), arguments_, {encoding: 'utf8'});
		expect(stdout.split('\0')).toEqual(['docker', ...arguments_, '']);
	});

	it('makes way where rtconsole itself calls docker', async () => {
		const [first, second, behind] = [folder(), folder(), folder()];
		await shim(['install', first]);
		await shim(['install', second]);
		const env = {PATH: `${first}:${second}:${behind}:/usr/bin:/bin`, RTCONSOLE_NESTED: '1'};
		const alone = spawnSync(join(first, 'docker'), ['ps'], {
			encoding: 'utf8',
			env: {...env, PATH: `${first}:${second}`},
		});
		expect(alone).toMatchObject({status: 127});
		writeFileSync(join(behind, 'docker'), '#!/bin/sh\nprintf "real %s\\n" "$@"\n', {mode: 0o755});
		const real = spawnSync(join(first, 'docker'), arguments_, {encoding: 'utf8', env});
		expect(real.stdout).toBe(arguments_.map(word => `real ${word}\n`).join(''));
	});
});
