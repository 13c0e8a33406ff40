import {execFileSync} from 'node:child_process';
import {chmodSync, mkdirSync, mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {printCommand} from '../../src/translate/print.ts';
import {translate} from '../../src/translate/translate.ts';
import {tables} from './support.ts';

const id = 'c0ffee'.padEnd(64, '0');

/** What ctr 1.6 is given, on a node where the container has these users and groups. */
function given(...flags: readonly string[]): string {
	const folder = mkdtempSync(join(tmpdir(), 'exec-'));
	mkdirSync(join(folder, 'root/etc'), {recursive: true});
	writeFileSync(join(folder, 'root/etc/passwd'), 'root:x:0:0::/:/bin/sh\npostgres:x:70:71::/:/bin/sh\n');
	writeFileSync(join(folder, 'root/etc/group'), 'root:x:0:\nstaff:x:50:\n');
	const ctr = `#!/bin/sh\ncase "$*" in *"task ls"*) echo "${id}    77    RUNNING" ;; *) printf '%s|' "$@" ;; esac\n`;
	writeFileSync(join(folder, 'ctr'), ctr);
	chmodSync(join(folder, 'ctr'), 0o755);
	writeFileSync(join(folder, 'crictl'), `#!/bin/sh\nprintf '%s|' crictl "$@"\n`);
	chmodSync(join(folder, 'crictl'), 0o755);
	writeFileSync(join(folder, 'e v'), 'A=1\n# no=1\n\nB= two  "$X" \nBARE\nA=2');
	writeFileSync(join(folder, 'more'), 'C=3\n');
	const words = ['docker', 'exec', ...flags, id, 'echo', 'a  b'];
	const answer = translate(words, tables, {ctr: '1.6.20', containerd: '1.6.20'}, {unique: 'x'});
	if ('error' in answer) throw new Error(answer.error);
	const line = answer.commands.map(printCommand).join('\n').replaceAll('/proc/$(', `${folder}/$(: $(`);
	// The root of process 77 is a folder of the test.
	const script = line.replace(/\/\$\(: \$\((.*?)\)\/root\/etc/, '/root/etc');
	return execFileSync('sh', ['-c', script], {
		cwd: folder,
		env: {PATH: `${folder}:${process.env.PATH}`},
		encoding: 'utf8',
	});
}

const asked = (user: string, more = '') =>
	`-n|k8s.io|task|exec|--user|${user}|--exec-id|exec-x|${more}${id}|echo|a  b|`;

// biome-ignore format: a table
it.each([
	[['-u', 'postgres'],               asked('70:71')],
	[['-u', '70'],                     asked('70:71')],
	[['-u', '1234'],                   asked('1234:0')],
	[['-u', 'postgres:staff'],         asked('70:50')],
	[['-u', 'postgres:7'],             asked('70:7')],
	[['-u', '1234:staff'],             asked('1234:50')],
	[['-u', 'postgres', '-w', '/a b'], asked('70:71', '--cwd|/a b|')],
])('docker exec %j: the numbers are those of the container', (flags, expected) => {
	expect(given(...flags)).toBe(expected);
});

it.each(['nobody', 'postgres:nogroup'])('docker exec -u %s: there is none', user => {
	expect(() => given('-u', user)).toThrow(/unable to find user/);
});

// biome-ignore format: a table
it.each([
	[['--env-file', 'e v'],                       `crictl|exec|${id}|env|A=1|B= two  "$X" |A=2|echo|a  b|`],
	[['--env-file=e v', '--env-file', 'more', '-e', 'D=4'], `crictl|exec|${id}|env|A=1|B= two  "$X" |A=2|C=3|D=4|echo|a  b|`],
	[['--env-file', 'more', '-w', '/a b'],        `-n|k8s.io|task|exec|--exec-id|exec-x|--cwd|/a b|${id}|env|C=3|echo|a  b|`],
	[['--env-file', 'more', '-u', 'postgres'],    `-n|k8s.io|task|exec|--user|70:71|--exec-id|exec-x|${id}|env|C=3|echo|a  b|`],
])('docker exec %j: the lines of the file come before the program', (flags, expected) => {
	expect(given(...flags)).toBe(expected);
});

it('docker exec --env-file: a file that is not there is a failure', () => {
	expect(() => given('--env-file', 'none')).toThrow(/none/);
});
