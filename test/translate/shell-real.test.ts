import {spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import fc from 'fast-check';
import {afterAll, describe, expect, it} from 'vitest';
import {rewriteScript} from '../../src/translate/shell/rewrite-script.ts';
import {translate} from '../../src/translate/translate.ts';
import {tables} from './support.ts';

/*
 * What a text does in real shells before and after its translation. Programs that only write down how they were called
 * stand for docker, crictl and the others: the words that reach them must be the same.
 */

const known = {tables, versions: {}, options: {unique: 'x'}};
const folder = mkdtempSync(join(tmpdir(), 'rtconsole-shells-'));
const id = 'abcdef012345'.padEnd(64, '0');
const log = join(folder, 'log');
mkdirSync(join(folder, 'bin'));
for (const [name, then] of Object.entries({
	docker: 'case $1 in ps|images) echo ID ;; esac',
	crictl: 'case "$*" in *^nobody*) exit ;; esac; case "$1 $2 $3" in ps*|images*) echo ID ;; esac',
	ctr: '',
	sleep: '',
	ssh: 'shift; exec sh -c "$*"',
	watch: 'exec sh -c "$*"',
	su: 'while [ "$1" != -c ]; do shift; done; exec sh -c "$2"',
})) {
	const note = /docker|crictl|ctr/.test(name) ? `printf '%s\\0' ${name} "$@" >>${log}; printf '\\1\\0' >>${log}\n` : '';
	writeFileSync(join(folder, 'bin', name), `#!/bin/sh\n${note}${then.replace('ID', id)}\n`, {mode: 0o755});
}
afterAll(() => rmSync(folder, {recursive: true}));

/** How docker and its likes were called, in order; lookups of a container's ID by its name are left out. */
function calls(shell: string, text: string): readonly string[][] {
	writeFileSync(log, '');
	const path = `${join(folder, 'bin')}:/usr/bin:/bin`;
	const run = spawnSync(shell, ['-s'], {
		input: text,
		env: {PATH: path, LC_ALL: 'C'},
		encoding: 'utf8',
		timeout: 20_000,
	});
	if (run.error !== undefined) throw run.error;
	const all = readFileSync(log, 'utf8').split('\0\u0001\0').slice(0, -1);
	const argvs = all.map(call => call.split('\0'));
	return argvs.filter(argv => !argv.includes('--latest'));
}

/** The translated text, whose lookups give `id`. */
function translated(text: string): string {
	const answer = rewriteScript(text, known);
	if ('error' in answer) throw new Error(`${answer.error}: ${text}`);
	return answer.text;
}

const shells = ['sh', 'bash'];

// biome-ignore format: a table
// biome-ignore-start lint/suspicious/noTemplateCurlyInString: shells have them too
describe.each(shells)('in %s', shell => {
	it.each([
		["sh -c 'docker exec web echo \"a  b\"'",                           [['exec', id, 'echo', 'a  b']]],
		['bash -xec "docker exec web echo \\"a  b\\" \\$X"',                [['exec', id, 'echo', 'a  b']]],
		["eval 'docker exec web echo \"it'\\''s\"'",                        [['exec', id, 'echo', "it's"]]],
		['eval docker exec web echo "a  b"',                                [['exec', id, 'echo', 'a', 'b']]],
		["ssh node docker exec web echo '$((1+1))'",                        [['exec', id, 'echo', '2']]],
		['ssh node "docker logs web; docker rm \\$(docker ps -aq)"',        [['logs', id], ['ps', '--all', '--quiet'], ['rm', id]]],
		['f() { docker logs "$1"; }; f web; f nobody',                      [['logs', id], ['logs', 'nobody']]],
		["watch -n1 'docker logs web | head'",                              undefined],
		["su - deploy -c 'docker logs web'",                                [['logs', id]]],
		['bash <<E\ndocker exec web echo "\\$X" \\`echo y\\`\nE',           [['exec', id, 'echo', '', 'y']]],
		["sh -s <<'E'\ndocker exec web echo \"$((3))\"\nE",                 [['exec', id, 'echo', '3']]],
		['sh <<-E\n\tdocker logs web\n\tE',                                 [['logs', id]]],
		["trap 'docker logs web' EXIT",                                     [['logs', id]]],
		["alias dl='docker logs web'\ndocker ps",                           [['ps']]],
		['echo `echo \\`docker logs web\\``',                               [['logs', id]]],
		['echo "`docker logs web`" "$(docker logs web)"',                   [['logs', id], ['logs', id]]],
		['echo `docker exec web echo "it\'s \\\\\\\\ x"`',                  [['exec', id, 'echo', "it's \\ x"]]],
		['docker ps -q | xargs -I{} sh -c \'docker logs {} && docker rm {}\'', [['ps', '--quiet'], ['logs', id], ['rm', id]]],
		['find /etc/hostname -exec docker inspect {} \\;',                  [['inspect', '/etc/hostname']]],
		['for c in $(docker ps -q); do docker logs $c; done',               [['ps', '--quiet'], ['logs', id]]],
		['N=web; docker logs $N; sh -c "docker logs $N"; docker exec "$N" echo "$N"', [['logs', id], ['logs', id], ['exec', id, 'echo', 'web']]],
		['docker ps -q | while read -r i; do docker logs $i; done',         [['ps', '--quiet'], ['logs', id]]],
		['D=docker; $D logs web; "${D}" ps',                                [['logs', id], ['ps']]],
		['docker exec web echo "a\nb" \'c\td\'',                            [['exec', id, 'echo', 'a\nb', 'c\td']]],
	])('%s', (text, expected) => {
		const done = translated(text);
		expect(done).not.toContain('docker ');
		if (expected === undefined) return;
		expect(calls(shell, done)).toEqual(expected.map(argv => ['crictl', ...argv]));
	});
});

// biome-ignore-end lint/suspicious/noTemplateCurlyInString: shells have them too

const hostile = fc
	.oneof(
		fc.constantFrom(
			'$(id)',
			'`id`',
			'$HOME',
			"'",
			'"',
			'\\',
			'\\\\',
			"'\\''",
			'* ?',
			'~',
			';id',
			'&',
			'|',
			'>x',
			'#',
			'!!',
			'-x',
			'--',
			'{}',
			'{a,b}',
			'\n',
			'\t',
			'\u001b[1m',
			'é',
			'',
			' ',
			'$',
			'%s',
			'a=b',
			'[a]',
			"$'\\n'",
		),
		fc.string({maxLength: 6}),
		fc.string({unit: 'grapheme', maxLength: 4}),
	)
	.filter(word => !word.includes('\0') && !word.includes('\u0001'));
const single = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
const double = (text: string) => `"${text.replace(/["\\$`]/g, '\\$&')}"`;
/** Not with `&` at its end: bash 5.2 loses the `;` of `$({ echo \&; })` and calls it a syntax error. */
const escaped = (text: string) =>
	text === '' || text.includes('\n') || text.endsWith('&') ? single(text) : text.replace(/[^\w]/gu, '\\$&');
const layers: ReadonlyArray<(text: string) => string> = [
	text => text,
	text => `sh -c ${single(text)}`,
	text => `sh -c ${double(text)}`,
	text => `bash -ec ${double(text)}`,
	text => `eval ${single(text)}`,
	text => `ssh -p 22 node ${double(text)}`,
	text => `echo $(${text})`,
	text => `echo "$(${text})"`,
	text => `echo \`${text.replace(/[\\`$]/g, '\\$&')}\``,
	text => `if true; then ${text}; fi`,
	text => `sh <<'HERE'\n${text}\nHERE\n`,
	text => `sh <<HERE\n${text.replace(/[\\$`]/g, '\\$&')}\nHERE\n`,
	text => `{ ${text}; } | cat`,
];
const layered = fc
	.tuple(
		fc.array(fc.tuple(hostile, fc.constantFrom(single, double, escaped)), {minLength: 1, maxLength: 4}),
		fc.array(fc.nat({max: layers.length - 1}), {maxLength: 3}),
	)
	.map(([words, around]) => {
		const command = `docker exec web echo ${words.map(([word, quote]) => quote(word)).join(' ')}`;
		// A here-document ends with its own line: only as the outermost layer.
		const [inner, last] = [around.filter(at => !/HERE/.test(layers[at]?.('') ?? '')), around.at(-1) ?? 0];
		const text = inner.reduce((all, at) => layers[at]?.(all) ?? all, command);
		return /HERE/.test(layers[last]?.('') ?? '') ? (layers[last]?.(text) ?? text) : text;
	});

describe.each(shells)('any words, quoted and nested anyhow, in %s', shell => {
	it('reach crictl as they reached docker', () => {
		let compared = 0;
		fc.assert(
			fc.property(fc.array(layered, {minLength: 20, maxLength: 20}), lines => {
				const text = lines.map(line => `${line}\n`).join('');
				const before = calls(shell, text);
				const after = calls(shell, translated(text));
				const asDocker = after.map(([tool, exec, first, ...rest]) =>
					tool === 'crictl' ? ['docker', exec, first === id ? 'web' : first, ...rest] : [tool, exec, first, ...rest],
				);
				compared += after.filter(([tool]) => tool === 'crictl').length;
				expect(asDocker).toEqual(before);
			}),
			{numRuns: 12},
		);
		expect(compared).toBeGreaterThan(150);
	}, 60_000);
});

const templates: ReadonlyArray<readonly string[]> = [
	['ps', '--filter', 'name=*', '-f', 'label=a=*'],
	['logs', '--since', '*', '--tail', '5', '*'],
	['exec', '-e', 'A=*', '-w', '/*', '*', 'sh', '-c', '*'],
	['exec', '*', '*', '*'],
	['rm', '-f', '*', '*'],
	['stop', '-t', '3', '*'],
	['pull', '*'],
	['tag', '*', 'x/*'],
	['run', '--rm', '-e', 'A=*', '-v', '/*:/b', '--name', '*', 'nginx', '*'],
	['run', '-d', '--entrypoint', '*', 'nginx', '*', '*'],
	['kill', '-s', 'HUP', '*'],
	['top', '*', '-o', '*'],
	['events', '--filter', 'container=*'],
];
const filled = fc
	.tuple(fc.constantFrom(...templates), fc.array(hostile, {minLength: 4, maxLength: 4}))
	.map(([template, words]) => {
		let next = 0;
		return template.map(word =>
			word.includes('*') ? word.replaceAll('*', () => words[next++ % words.length] ?? '') : word,
		);
	});

/** What a translation wants to be called, with `id` for every container; undefined where more than that is asked. */
function wanted(words: readonly string[]): readonly string[][] | undefined {
	const answer = translate(['docker', ...words], tables, {}, {unique: 'x'});
	if ('error' in answer) return undefined;
	const argvs = answer.commands.map(({argv}) =>
		argv.map(arg =>
			typeof arg === 'string'
				? arg
				: arg.lookup === 'container' && arg.field === undefined
					? `${arg.before ?? ''}${id}${arg.after ?? ''}`
					: undefined,
		),
	);
	const isWhole = argvs.every(argv => /^(crictl|ctr)$/.test(argv[0] ?? '') && !argv.includes(undefined));
	return isWhole ? argvs.map(argv => argv.filter(arg => arg !== undefined)) : undefined;
}

describe.each(shells)('whatever words a docker command has, in %s', shell => {
	it('they are arguments of what is called, and nothing else', () => {
		let compared = 0;
		fc.assert(
			fc.property(fc.array(filled, {minLength: 25, maxLength: 25}), commands => {
				const expected: string[][] = [];
				const lines: string[] = [];
				for (const words of commands) {
					const argvs = wanted(words);
					const line = `docker ${words.map(single).join(' ')}\n`;
					const answer = rewriteScript(line, known);
					if (argvs === undefined || 'error' in answer || answer.translations.some(each => each.commands.length === 0))
						continue;
					expected.push(...argvs);
					lines.push(answer.text);
				}
				compared += expected.length;
				const asked = calls(shell, lines.join('')).filter(
					([tool, , , images, list]) => !(tool === 'ctr' && images === 'images' && list === 'ls'),
				);
				const whole = (argv: readonly string[]) => argv.map(arg => (arg.startsWith(id.slice(0, 12)) ? id : arg));
				expect(asked.map(whole)).toEqual(expected);
			}),
			{numRuns: 10},
		);
		expect(compared).toBeGreaterThan(100);
	}, 60_000);
});
