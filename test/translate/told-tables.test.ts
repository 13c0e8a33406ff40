import {execFileSync} from 'node:child_process';
import {chmodSync, closeSync, mkdtempSync, openSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {lex} from '../../src/translate/lex.ts';
import {translate} from '../../src/translate/translate.ts';
import type {Command} from '../../src/translate/types.ts';
import {tables} from './support.ts';

/** Tables and last lines that a program reads, put together by small programs: run with a crictl and a ctr of a few lines. */
const [one, two] = ['a'.repeat(64), 'b'.repeat(64)];
const crictl = `#!/bin/sh
case "$*" in
"ps --all --quiet --state exited"*) [ -e "$0.gone" ] || echo ${two} ;;
"ps --all --quiet") printf '${one}\\n${two}\\n' ;;
"rm "*) touch "$0.gone"; echo "$2" ;;
"rmi "*) touch "$0.gone"; echo "Deleted: docker.io/library/old:1" ;;
"images --quiet --filter"*) echo sha256:old ;;
"images --quiet") echo sha256:used; [ -e "$0.gone" ] || echo sha256:old ;;
"images") printf 'IMAGE TAG IMAGE ID SIZE\\nk8s.gcr.io/pause 3.2 e1 700kB\\ndocker.io/library/web 1 f1 2MB\\ndocker.io/team/pause 2 a1 3MB\\n' ;;
"inspecti "*image*) printf 'image sha256:used 2000000\\nimage sha256:old 6140000\\n' ;;
"inspecti "*) printf 'sha256:used 2000000 docker.io/library/web:1\\n\\nsha256:old 6140000 docker.io/library/old:1\\n\\n' ;;
"inspect "*) printf 'container ${one} CONTAINER_RUNNING sha256:used\\ncontainer ${two} CONTAINER_EXITED sha256:used\\n' ;;
"stats "*) printf 'CONTAINER           NAME                CPU %%\\n%s x%s 1\\n' "$3" "$3" ;;
esac`;
const ctr = `#!/bin/sh
printf 'KEY SIZE INODES\\n${one} 1000 5\\n${two} 3145728 9\\nlayer 77 1\\n'`;

let folder = '';
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'told-'));
	for (const [name, text] of Object.entries({crictl, ctr})) {
		writeFileSync(join(folder, name), text);
		chmodSync(join(folder, name), 0o755);
	}
});
afterAll(() => rmSync(folder, {recursive: true}));

/** What a line prints where rtconsole runs it. */
function printed(line: string): string {
	rmSync(join(folder, 'crictl.gone'), {force: true});
	const lexed = lex(line);
	if ('error' in lexed) throw new Error(lexed.error);
	const made = translate(lexed.words, tables, {}, {shaped: true, piped: true});
	if ('error' in made) throw new Error(made.error);
	return made.commands.map(ran).join('');
}

function ran(given: Command): string {
	const {argv, inputFrom} = {...given, ...given.run};
	const word = (arg: (typeof argv)[number]) => (typeof arg === 'string' ? arg : arg.name);
	const env = {PATH: `${folder}:${process.env.PATH}`};
	const run = (words: readonly string[], input = '') => {
		// From a file: a program that reads nothing may be gone before a pipe has given it anything.
		const path = join(folder, 'input');
		writeFileSync(path, input);
		const from = openSync(path, 'r');
		try {
			return execFileSync(words[0] ?? '', words.slice(1), {env, encoding: 'utf8', stdio: [from, 'pipe', 'ignore']});
		} finally {
			closeSync(from);
		}
	};
	return run(argv.map(word), inputFrom === undefined ? '' : run(inputFrom.map(word)));
}

const reclaimed = 'Total reclaimed space:';
// biome-ignore format: a table
it.each([
	['container prune -f',                     `Deleted Containers:\n${two}\n\n${reclaimed} 3.146MB\n`],
	['image prune -f',                         `Deleted Images:\nuntagged: docker.io/library/old:1\ndeleted: sha256:old\n\n${reclaimed} 6.14MB\n`],
	['system prune -f',                        `Deleted Containers:\n${two}\n\nDeleted Images:\nuntagged: docker.io/library/old:1\ndeleted: sha256:old\n\n${reclaimed} 9.286MB\n`],
	['system prune -f --filter label=a=b',     `Deleted Containers:\n${two}\n\nDeleted Images:\nuntagged: docker.io/library/old:1\ndeleted: sha256:old\n\n${reclaimed} 9.286MB\n`],
	["system df --format '{{.Type}} {{.TotalCount}} {{.Active}}'", 'Images 2 1\nContainers 2 1\nLocal Volumes 0 0\nBuild Cache 0 0\n'],
	["system df --format '{{json .}}'",        /^\{"Active":"1","Reclaimable":"6\.14MB \(75%\)","Size":"8\.14MB","TotalCount":"2","Type":"Images"\}\n\{"Active":"1","Reclaimable":"3\.146MB \(99%\)"/],
	['system df',                              /^TYPE {12}TOTAL {5}ACTIVE {4}SIZE {6}RECLAIMABLE\nImages {10}2 {9}1 {9}8\.14MB {4}6\.14MB \(75%\)\n/],
	["images --filter reference='*/pause' --format '{{.Tag}}'", '3.2\n2\n'],
	["images --filter reference='*/*' --format '{{.Tag}}'",     '3.2\n2\n'],
	["images --filter reference='*' --format '{{.Tag}}'",       '1\n'],
	["stats --no-stream --format 'table {{.Name}}' a b",        'NAME\nxa\nxb\n'],
	["stats --no-stream --format '{{.Name}}' a b",              'xa\nxb\n'],
] as const)('docker %s', (line, expected) => {
	if (typeof expected === 'string') expect(printed(line)).toBe(expected);
	else expect(printed(line)).toMatch(expected);
});

it('on a terminal, and pasted, the lines stay short', () => {
	const texts = [{}, {shaped: true}].map(options => {
		const made = translate(['container', 'prune', '-f'], tables, {}, options);
		return 'commands' in made ? made.commands.map(({run}) => run) : made;
	});
	expect(texts).toEqual([[undefined], [undefined]]);
});
