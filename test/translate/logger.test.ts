import {spawnSync} from 'node:child_process';
import {chmodSync, mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {readKeptHead} from '../../src/model/kept-line.ts';
import {asRun} from '../../src/runtime/for-state.ts';
import {errorMark, loggerUri, withLogger} from '../../src/translate/by-ctr/logger.ts';
import {translate} from '../../src/translate/translate.ts';
import {tables} from './support.ts';

/** The program as the shim reads it: the query of the URI, decoded. */
function programOf(uri: string): string {
	const {protocol, pathname, searchParams} = new URL(uri);
	expect([protocol, pathname]).toEqual(['binary:', '/bin/sh']);
	return searchParams.get('-c') ?? '';
}

it.each(['sh', 'bash'])('keeps both streams in one file, each line with its time and its stream (%s)', shell => {
	const folder = mkdtempSync(join(tmpdir(), 'logger-'));
	writeFileSync(join(folder, 'logger'), programOf(loggerUri()).replaceAll('/var/log/', `${folder}/`));
	const shim = `mkfifo ${folder}/3 ${folder}/4; CONTAINER_ID=c LC_ALL=C ${shell} ${folder}/logger 3<${folder}/3 4<${folder}/4 5>/dev/null & { printf 'one  %%s\\n\\0two' >&6; printf 'bad\\n' >&7; } 6>${folder}/3 7>${folder}/4; wait`;
	const before = Date.now();
	expect(spawnSync('bash', ['-c', shim], {encoding: 'utf8', timeout: 10_000}).status).toBe(0);
	const lines = readFileSync(join(folder, 'ctr-c.log'), 'utf8').split('\n').slice(0, -1);
	const heads = lines.map(readKeptHead);
	expect(lines.map((line, index) => line.slice(heads[index]?.length)).toSorted()).toEqual(['\0two', 'bad', 'one  %s']);
	for (const [index, line] of lines.entries()) {
		expect(heads[index]).toMatchObject({isError: line.endsWith('bad'), isWhole: !line.endsWith('two')});
		expect(Math.abs((heads[index]?.atMs ?? 0) - before)).toBeLessThan(10_000);
	}
});

it.each(['sh', 'bash'])('without perl the lines of standard error are marked (%s)', shell => {
	const folder = withoutPerl();
	const program = programOf(loggerUri()).replaceAll('/var/log/', `${folder}/`);
	// What the shim does: a pipe for each stream, and one that tells when it is ready.
	writeFileSync(join(folder, 'logger'), program);
	const shim = `mkfifo ${folder}/3 ${folder}/4; PATH=${folder}:$PATH CONTAINER_ID=c LC_ALL=C ${shell} ${folder}/logger 3<${folder}/3 4<${folder}/4 5>/dev/null & { printf 'one\\ntwo' >&6; printf 'bad\\n' >&7; } 6>${folder}/3 7>${folder}/4; wait`;
	expect(spawnSync('bash', ['-c', shim], {encoding: 'utf8', timeout: 10_000}).status).toBe(0);
	const lines = readFileSync(join(folder, 'ctr-c.log'), 'utf8').split('\n').toSorted();
	expect(lines).toEqual(['', `${errorMark}bad`, 'one', 'two'].toSorted());
});

function withoutPerl(): string {
	const folder = mkdtempSync(join(tmpdir(), 'logger-'));
	writeFileSync(join(folder, 'perl'), '#!/bin/sh\nexit 127\n');
	chmodSync(join(folder, 'perl'), 0o755);
	return folder;
}

it('where grep cannot mark, both streams are kept as they are', () => {
	const folder = withoutPerl();
	writeFileSync(join(folder, 'grep'), '#!/bin/sh\nexit 2\n');
	chmodSync(join(folder, 'grep'), 0o755);
	writeFileSync(join(folder, 'logger'), programOf(loggerUri()).replaceAll('/var/log/', `${folder}/`));
	const shim = `mkfifo ${folder}/3 ${folder}/4; PATH=${folder}:$PATH CONTAINER_ID=c sh ${folder}/logger 3<${folder}/3 4<${folder}/4 5>/dev/null & { echo one >&6; echo bad >&7; } 6>${folder}/3 7>${folder}/4; wait`;
	spawnSync('bash', ['-c', shim], {timeout: 10_000});
	expect(readFileSync(join(folder, 'ctr-c.log'), 'utf8').split('\n').toSorted()).toEqual(['', 'bad', 'one']);
});

it('behind --rm the container is removed, and its log', () => {
	const folder = mkdtempSync(join(tmpdir(), 'logger-'));
	// The first time containerd still holds the task for running.
	writeFileSync(
		join(folder, 'ctr'),
		`#!/bin/sh\nshift 4\necho "$*" >>${folder}/asked\ncase "$*" in "task ls") echo "c  999999999  RUNNING";; "containers rm c") [ -e ${folder}/again ] || { touch ${folder}/again; exit 1; };; esac\n`,
	);
	chmodSync(join(folder, 'ctr'), 0o755);
	writeFileSync(join(folder, 'ctr-c.log'), 'old\n');
	const program = programOf(loggerUri(true)).replaceAll('/var/log/', `${folder}/`).replaceAll('/var/lib/cni', folder);
	writeFileSync(join(folder, 'logger'), program);
	const shim = `PATH=${folder}:$PATH CONTAINER_ID=c CONTAINER_NAMESPACE=default sh ${folder}/logger 3</dev/null 4</dev/null 5>/dev/null; for i in $(seq 50); do [ -e ${folder}/ctr-c.log ] || break; sleep 0.1; done`;
	spawnSync('bash', ['-c', shim], {timeout: 20_000});
	const asked = readFileSync(join(folder, 'asked'), 'utf8');
	expect(asked).toBe('task ls\ntask rm c\ncontainers rm c\ntask rm c\ncontainers rm c\n');
	expect(() => readFileSync(join(folder, 'ctr-c.log'))).toThrow();
});

function commandOf(line: string, shaped: boolean) {
	const answer = translate(line.split(' '), tables, {}, {shaped, unique: 'x'});
	if ('error' in answer) throw new Error(answer.error);
	const command = answer.commands.find(({argv}) => argv.includes('run'));
	if (command === undefined) throw new Error('a command was expected');
	return {words: asRun(command).argv, lost: answer.findings.map(({id}) => id).filter(id => id === 'run.detached-rm')};
}

it('docker run --detach is kept so where rtconsole runs it, and --rm is no loss then', () => {
	expect(commandOf('docker run -d --rm --name t busybox', true)).toMatchObject({lost: []});
	expect(commandOf('docker run -d --rm --name t busybox', true).words).toEqual(
		expect.arrayContaining(['--log-uri', loggerUri(true), '--label', 'rtconsole/removed-at-end=true']),
	);
	expect(commandOf('docker run -d --name t busybox', true).words).toContain(loggerUri());
	expect(commandOf('docker run -d --rm --name t busybox', false)).toMatchObject({lost: ['run.detached-rm']});
	expect(commandOf('docker run -d --name t busybox', false).words).toContain('file:///var/log/ctr-t.log');
});

it('a line without a log stays as it is', () => {
	expect(withLogger(['ctr', 'run', '--null-io'])).toEqual(['ctr', 'run', '--null-io']);
});
