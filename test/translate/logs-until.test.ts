import {execFileSync, spawnSync} from 'node:child_process';
import {chmodSync, mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {printCommand} from '../../src/translate/print.ts';
import {translate} from '../../src/translate/translate.ts';
import {tables} from './support.ts';

const id = 'c0ffee'.padEnd(64, '0');

/** A log of three lines, a minute apart, the second on standard error. */
function printed(...flags: readonly string[]) {
	const folder = mkdtempSync(join(tmpdir(), 'until-'));
	const zone = execFileSync('date', ['+%:z'], {encoding: 'utf8'}).trim();
	const line = (minute: number, text: string) => `2026-01-02T03:0${minute}:00.000000000${zone} ${text}`;
	const program = `#!/bin/sh\nif [ "$1" = ps ]; then echo ID; exit; fi\necho "${line(1, 'one  1')}"; echo "${line(2, 'two')}" >&2; echo "${line(3, 'three')}"; exit \${CODE:-0}\n`;
	writeFileSync(join(folder, 'crictl'), program);
	chmodSync(join(folder, 'crictl'), 0o755);
	const words = ['docker', 'logs', ...flags, id];
	const answer = translate(words, tables, {}, {shaped: true, piped: true});
	if ('error' in answer) throw new Error(answer.error);
	const run = (code: string) =>
		spawnSync('sh', ['-c', answer.commands.map(printCommand).join('\n')], {
			encoding: 'utf8',
			env: {PATH: `${folder}:${process.env.PATH}`, CODE: code},
		});
	const {stdout, stderr, status} = run('0');
	return {stdout, stderr, status, failed: run('3').status, ids: answer.findings.map(finding => finding.id)};
}

it('what came later is cut off, of both streams', () => {
	expect(printed('--until', '2026-01-02T03:01:30')).toMatchObject({
		stdout: 'one  1\n',
		stderr: '',
		status: 0,
		failed: 3,
	});
	expect(printed('--until', '2026-01-02T03:02:30')).toMatchObject({stdout: 'one  1\n', stderr: 'two\n'});
	expect(printed('-t', '--until', '2026-01-02T03:01:30').stdout).toMatch(/^2026-01-02T03:01:00\S+ one {2}1\n$/);
});

it('where it cannot be cut it is said', () => {
	for (const flags of [['-f'], ['--tail', '5']]) expect(printed(...flags, '--until', '1h').ids).toContain('logs.until');
	expect(printed('--until', '1h').ids).toContain('logs.until-cut');
});
