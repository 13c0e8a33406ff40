import {execFileSync} from 'node:child_process';
import {chmodSync, mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {printCommand} from '../../src/translate/print.ts';
import {translate} from '../../src/translate/translate.ts';
import {tables} from './support.ts';

/** What a program gets that reads a docker line, with these in place of the node's tools; the exit code is the last line. */
function read(words: readonly string[], tools: Readonly<Record<string, string>>): string {
	const answer = translate(words, tables, {}, {shaped: true, piped: true, unique: 'x'});
	if ('error' in answer) throw new Error(answer.error);
	const folder = mkdtempSync(join(tmpdir(), 'told-'));
	for (const [name, script] of Object.entries(tools)) {
		writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
		chmodSync(join(folder, name), 0o755);
	}
	const line = `{ ${answer.commands.map(printCommand).join(' && ')}; }; echo $?`;
	const env = {...process.env, PATH: `${folder}:${process.env.PATH}`};
	return execFileSync('sh', ['-c', line], {encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'ignore']});
}

// Printed by ctr images import: recordings of ctr 1.6.20, 1.7.24 and 2.1.9.
const unpacking = "echo 'unpacking docker.io/library/busybox:1.35 (sha256:fd633aed)...done'";
const saved =
	"printf 'registry.local:5000/team/web:1.0   \\tsaved\\t\\napplication/vnd.docker sha256:fd63\\nImporting\\telapsed: 0.0 s\\n'";

const sum = 'a'.repeat(64);

// biome-ignore format: a table
it.each([
	['docker load -i x.tar', {ctr: unpacking},                    'Loaded image: busybox:1.35\n0\n'],
	['docker load -i x.tar', {ctr: saved},                        'Loaded image: registry.local:5000/team/web:1.0\n0\n'],
	['docker load -i x.tar', {ctr: `${saved}; ${saved}`},         'Loaded image: registry.local:5000/team/web:1.0\n0\n'],
	['docker load -i x.tar', {ctr: 'exit 1'},                     '1\n'],
	['docker pull team/web:1', {crictl: 'case $1 in inspecti) echo same;; esac'}, 'Status: Image is up to date for team/web:1\ndocker.io/team/web:1\n0\n'],
	['docker pull team/web:1', {crictl: 'case $1 in pull) touch "$0.new";; *) [ -e "$0.new" ] && echo new || exit 1;; esac'}, 'Status: Downloaded newer image for team/web:1\ndocker.io/team/web:1\n0\n'],
	['docker pull team/web:1', {crictl: 'exit 1'},                '1\n'],
	['docker pull -q team/web:1', {crictl: 'echo Image is up to date for sha256:1'}, 'docker.io/team/web:1\n0\n'],
	['docker push reg:5000/web:1', {ctr: `case "$*" in *" images push "*) printf 'manifest-1@sha256:${sum}: waiting |---| \nmanifest-1@sha256:${sum}: done |+++| \nlayer-sha256:${'b'.repeat(64)}: done\n';; *" content get "*) printf 12345;; esac`}, `The push refers to repository [reg:5000/web]\n1: digest: sha256:${sum} size: 5\n0\n`],
	['docker push reg:5000/web:1', {ctr: 'exit 1'},               '1\n'],
	['docker push -q reg:5000/web', {ctr: 'echo layer-sha256:1: done'}, 'reg:5000/web:latest\n0\n'],
	['docker tag web:1 web:2', {ctr: 'echo docker.io/library/web:2'}, '0\n'],
])('%s with %j', (line, tools, expected) => {
	expect(read(line.split(' '), tools as Readonly<Record<string, string>>)).toBe(expected);
});

it('docker info in a pipe has docker words, and fails where the runtime does not answer', () => {
	const text = read(['docker', 'info'], {
		crictl: 'case $1 in version) echo "RuntimeVersion:  v1.6.20";; info) echo overlayfs;; esac',
	});
	expect(text.split('\n')).toEqual(
		expect.arrayContaining(['Server:', ' Server Version: 1.6.20', ' Storage Driver: overlayfs']),
	);
	expect(read(['docker', 'info'], {crictl: 'exit 1'})).toBe('1\n');
});
