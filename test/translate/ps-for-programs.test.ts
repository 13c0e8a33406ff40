import {execFileSync} from 'node:child_process';
import {chmodSync, mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {isHeaded} from '../../src/cli/printed-table.ts';
import {asRun} from '../../src/runtime/for-state.ts';
import {printCommand} from '../../src/translate/print.ts';
import {translate} from '../../src/translate/translate.ts';
import {tables} from './support.ts';

const id = 'a'.repeat(64);

function commandOf(line: string, piped = true) {
	const answer = translate(line.split(' '), tables, {}, {shaped: true, piped});
	if ('error' in answer) throw new Error(answer.error);
	const [command] = answer.commands;
	if (command === undefined || answer.commands.length > 1) throw new Error('one command was expected');
	return command;
}

// biome-ignore format: a table
it.each([
	['docker ps',                            'crictl ps',                              true],
	['docker container ls -a --no-trunc',    'crictl ps --all --no-trunc',             true],
	['docker ps -n 2 --format table',        'crictl ps --last 2',                     true],
	['docker ps -q',                         'crictl ps --quiet',                      false],
	['docker ps --size',                     'crictl ps',                              false],
])('%s for a program is docker’s table: %s, %s', (line, printed, own) => {
	expect(printCommand(commandOf(line))).toBe(printed);
	expect(isHeaded([commandOf(line)])).toBe(own);
});

it('a person sees the table of crictl', () => {
	expect(commandOf('docker ps', false).run).toBeUndefined();
});

it('published ports are asked of the pods, and nothing else that they may hold', () => {
	const folder = mkdtempSync(join(tmpdir(), 'ports-'));
	const pods = ` (and (eq .info.sandboxID "${id}") "0.0.0.0:80->8080/tcp, 10.0.0.1:53->53/udp")`;
	const hostile = ` (and (eq .info.sandboxID "${id}") "0.0.0.0\\") (printf "x")")`;
	writeFileSync(
		join(folder, 'crictl'),
		`#!/bin/sh\ncase $1 in pods) echo ${id};; inspectp) cat <<'END'\n\n${pods}\n${hostile}\nEND\n;; ps) echo ${id};; inspect) printf '%s\\n' "$5";; esac\n`,
	);
	chmodSync(join(folder, 'crictl'), 0o755);
	const line = printCommand(asRun(commandOf('docker ps --format {{.Names}}={{.Ports}}')));
	const text = execFileSync('sh', ['-c', line], {
		encoding: 'utf8',
		env: {...process.env, PATH: `${folder}:${process.env.PATH}`},
	});
	expect(text).toBe(`{{$ports := or${pods} ""}}{{.status.metadata.name}}={{$ports}}\n`);
});
