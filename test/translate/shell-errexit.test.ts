import {spawnSync} from 'node:child_process';
import {expect, it} from 'vitest';
import {rewrite} from '../../src/translate/shell/rewrite.ts';
import {translate} from '../../src/translate/translate.ts';
import {tables} from './support.ts';

function text(source: string): string {
	const answer = rewrite(source, {tables, versions: {}, options: {unique: 'x'}});
	if ('error' in answer) throw new Error(answer.error);
	return answer.text;
}

it.each([['set -e'], ['set -euo pipefail'], ['set -x -e'], ['set -o errexit'], ['#!/bin/sh -e']])(
	'%s: a step that fails ends the script, as docker would',
	head => {
		const script = `${head}\ndocker run -d --name x busybox\n`;
		expect(text(script)).toContain(' && echo x || (exit $?); }\n');
	},
);

it.each([['set -u'], ['set -o pipefail'], ['#!/bin/bash']])('%s: nothing is added', head => {
	expect(text(`${head}\ndocker run -d --name x busybox\n`)).toContain(' && echo x; }\n');
});

it.each([['sh'], ['bash']])('in a real %s', shell => {
	const path = '/usr/bin:/bin';
	const run = (head: string) =>
		spawnSync(shell, ['-c', `ctr() { return 7; }\n${text(`${head}\ndocker run -d --name x busybox\n`)}echo on`], {
			encoding: 'utf8',
			env: {PATH: path},
		});
	expect([run('set -e').stdout, run('set -e').status]).toEqual(['', 7]);
	expect(run('set -u').stdout).toBe('on\n');
});

it.each([
	[['images', '--format', '{{.SharedSize}}']],
	[['images', '--format', '{{.SharedSize}} {{.UniqueSize}}']],
	[['stats', '--no-stream', '--format', '{{.NetIO}} {{.BlockIO}}']],
	[['stats', '--format', 'table {{.PIDs}}']],
	[['ps', '--format', '{{.Size}}']],
])('of %j nothing is known, so nothing else is printed', line => {
	const answer = translate(['docker', ...line], tables, {});
	if ('error' in answer) throw new Error(answer.error);
	expect([answer.commands, answer.findings.map(({id}) => id)]).toEqual([[], ['format.nothing']]);
});
