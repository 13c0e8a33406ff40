import {execFileSync} from 'node:child_process';
import {mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {afterEntrypoint} from '../../src/translate/transforms/run-entrypoint.ts';
import {translate} from '../../src/translate/translate.ts';
import {tables} from './support.ts';

// biome-ignore format: a table
it.each([
	['sh',   '',                 ['a  b', '*'],   ['run', '-x', 'id', 'a  b', '*']],
	['sh',   '/run.sh\n--a  b\n', ['c', ''],      ['run', '-x', 'id', '/run.sh', '--a  b', 'c', '']],
	['bash', '*\n$HOME\n',       ['c'],          ['run', '-x', 'id', '*', '$HOME', 'c']],
])('in %s an entrypoint %j stands before %j', (shell, entry, typed, expected) => {
	const folder = mkdtempSync(join(tmpdir(), 'entry-'));
	writeFileSync(join(folder, 'crictl'), `#!/bin/sh\ncat <<'END'\n${entry}\nEND\n`, {mode: 0o755});
	writeFileSync(join(folder, 'ctr'), '#!/bin/sh\nprintf "<%s>" "$@"\n', {mode: 0o755});
	const [, ...args] = afterEntrypoint(['ctr', 'run', '-x', 'id', ...typed], 'image', typed.length) as readonly string[];
	const out = execFileSync(shell, args, {encoding: 'utf8', env: {PATH: `${folder}:${process.env.PATH}`, HOME: '/h'}});
	expect(out).toBe(expected.map(word => `<${word}>`).join(''));
});

// biome-ignore format: a table
it.each([
	['run --rm busybox echo hi',             true],
	['run -d busybox echo hi',               true],
	['run busybox echo hi',                  true],
	['run --rm busybox',                     false],
	['run --rm --entrypoint sh busybox -c x', false],
])('docker %s asks the image for its entrypoint: %s', (line, asks) => {
	const answer = translate(['docker', ...line.split(' ')], tables, {}, {shaped: true, unique: 'x'});
	if ('error' in answer) throw new Error(answer.error);
	const started = answer.commands.find(({argv}) => argv.includes('run'));
	expect(JSON.stringify(started?.run ?? '').includes('Entrypoint')).toBe(asks);
});

// biome-ignore format: a table
it.each([
	['run --rm -u nobody -h box1 --cpuset-cpus 0 busybox id -u'],
	['run -d -u nobody -h box1 --cpuset-cpus 0 busybox id -u'],
	['run -u nobody -h box1 --cpuset-cpus 0 busybox id -u'],
	['run -i -u nobody -h box1 --cpuset-cpus 0 --entrypoint id busybox -u'],
	['run -u nobody -h box1 --cpuset-cpus 0 --name ctr busybox'],
])('docker %s: what is run has no flag that an older ctr lacks, however deep it stands', line => {
	const ofVersion = (ctr: string) => {
		const answer = translate(['docker', ...line.split(' ')], tables, {ctr}, {shaped: true, unique: 'x'});
		if ('error' in answer) throw new Error(answer.error);
		const started = answer.commands.find(({argv}) => argv[3] === 'run');
		return [started?.argv, started?.run?.argv ?? started?.argv].map(argv => (argv ?? []).filter(word => /^--(user|hostname|cpuset-cpus)$/.test(`${word}`)));
	};
	const all = ['--hostname', '--user', '--cpuset-cpus'];
	expect(ofVersion('2.1.0').map(flags => flags.toSorted())).toEqual([all.toSorted(), all.toSorted()]);
	expect(ofVersion('1.6.20')).toEqual([[], []]);
});
