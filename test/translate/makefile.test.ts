import {spawnSync} from 'node:child_process';
import {mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {isMakefile} from '../../src/translate/shell/makefile.ts';
import {rewriteScript} from '../../src/translate/shell/rewrite-script.ts';
import {isYaml} from '../../src/translate/shell/yaml-file.ts';
import {tables} from './support.ts';

function rewritten(source: string): {readonly text: string; readonly ids: readonly string[]} {
	const answer = rewriteScript(source, {tables, versions: {}, options: {unique: 'x'}});
	if ('error' in answer) throw new Error(answer.error);
	return {text: answer.text, ids: answer.translations.flatMap(({findings}) => findings.map(({id}) => id))};
}

/** The line of a recipe as the shell of make gets it. */
const recipe = (line: string) => rewritten(`a:\n\t${line}\n`).text.split('\n').at(-2);

// biome-ignore format: a table
it.each([
	['docker ps -aq',                       '\tcrictl ps --all --quiet'],
	['@docker ps -aq',                      '\t@crictl ps --all --quiet'],
	['-@ docker rm $$(docker ps -aq)',      '\t-@ crictl rm $$(crictl ps --all --quiet)'],
	['docker pull $(IMAGE):$@',             '\tcrictl pull "$(IMAGE)":"$@"'],
	['for i in 1 2; do docker pull a:$$i; done', '\tfor i in 1 2; do crictl pull docker.io/library/a:$$i; done'],
	['docker pull reg.io/x:$(shell git rev-parse "HEAD")', '\tcrictl pull reg.io/x:"$(shell git rev-parse "HEAD")"'],
	['docker logs $(NAME); echo $${NAME}',  '\tdocker logs $(NAME); echo $${NAME}'],
	['echo $(docker)',                      '\techo $(docker)'],
	['docker network create x',             '\tdocker network create x'],
])('%s → %s', (line, expected) => {
	expect(recipe(line)).toBe(expected);
});

it('what one recipe makes another removes', () => {
	expect(rewritten('run:\n\tdocker run -d --name $(NAME) nginx\nstop:\n\t-docker stop $(NAME)\n').text).toMatch(
		/\t-.*ctr -n default task kill.*"\$\(NAME\)" 10\n$/,
	);
});

it('a setting that asks docker stays, and that is said', () => {
	const {text, ids} = rewritten('IDS := $(shell docker ps -q)\na:\n\techo $(IDS)\n');
	expect(text).toMatch(/^# rtconsole: not translated: .*\nIDS := \$\(shell docker ps -q\)\na:\n\techo \$\(IDS\)\n$/);
	expect(ids).toEqual(['shell.make-setting']);
});

it.each(['a:\n\techo docker; \\\n\t  echo b\n', 'all: b c\n\n.PHONY: all\nX ?= $(Y)\n-include z.mk\nb:\n\t@true'])(
	'%j is a Makefile, and stays as it is',
	source => {
		expect(isMakefile(source)).toBe(true);
		expect(rewritten(source)).toEqual({text: source, ids: []});
	},
);

it.each([
	'#!/usr/bin/make -f\na:\n\tb\n',
	'case $1 in\na) docker ps;;\nesac\n',
	'if true; then\n\tdocker ps\nfi\n',
	'a() {\n\tdocker ps\n}\n',
])('%j is no Makefile and no YAML', source => {
	expect([isMakefile(source), isYaml(source)]).toEqual([false, false]);
});

it('make runs what became of a recipe', () => {
	if (spawnSync('make', ['--version']).status !== 0) return expect(recipe('docker ps')).toBe('\tcrictl ps');
	const folder = mkdtempSync(join(tmpdir(), 'make-'));
	writeFileSync(join(folder, 'crictl'), '#!/bin/sh\nprintf "<%s>" "$@"\n', {mode: 0o755});
	const source = 'TAG = 1 2\nall:\n\t@docker pull "reg.io/a:$(TAG)-$$HOME-it\'s"\n';
	writeFileSync(join(folder, 'Makefile'), rewritten(source).text);
	const {stdout} = spawnSync('make', ['-C', folder, '-s'], {
		encoding: 'utf8',
		env: {...process.env, PATH: `${folder}:${process.env.PATH}`, HOME: '/h', MAKEFLAGS: ''},
	});
	expect(stdout).toBe("<pull><reg.io/a:1 2-/h-it's>");
});

// biome-ignore format: a table
it.each([
	['jobs:\n  a:\n    script:\n      - docker ps -aq\n',           'jobs:\n  a:\n    script:\n      - |-\n        crictl ps --all --quiet\n'],
	['jobs:\n  - run: docker ps -aq\n',                             'jobs:\n  - run: |-\n      crictl ps --all --quiet\n'],
	['jobs:\n  - run: |\n      set -e\n\n      docker ps -aq\n  - x: 1\n', 'jobs:\n  - run: |\n      set -e\n\n      crictl ps --all --quiet\n  - x: 1\n'],
	['a:\n  - shell: "docker ps -aq"\n    when: x\n',               'a:\n  - shell: |-\n      crictl ps --all --quiet\n    when: x\n'],
	// biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of a CI
	['a:\n  run: docker pull x:${{ b.c }}\n',                       'a:\n  run: |-\n    crictl pull docker.io/library/x:"${{ b.c }}"\n'],
	['services:\n  web:\n    image: docker.io/nginx\n    volumes:\n      - /var/run/docker.sock:/x\n', 'services:\n  web:\n    image: docker.io/nginx\n    volumes:\n      - /var/run/docker.sock:/x\n'],
])('%j → %j', (source, expected) => {
	expect(isYaml(source)).toBe(true);
	expect(rewritten(source).text.replace(/^ *# rtconsole: close: .*\n/gm, '')).toBe(expected);
});

it('a folded block is one line', () => {
	const folded = 'a:\n  script:\n    - >-\n      docker ps\n      -aq\n    - b\n';
	expect(rewritten(folded).text).toBe('a:\n  script:\n    - |-\n      crictl ps --all --quiet\n    - b\n');
	const refused = 'a:\n  run: >\n    docker network\n    create x\n  b: c\n';
	expect(rewritten(refused).text).toMatch(
		/^a:\n {2}run: \|-\n( {4}# rtconsole: not translated: .*\n)+ {4}docker network create x\n {2}b: c\n$/,
	);
});
