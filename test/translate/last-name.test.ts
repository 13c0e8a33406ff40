import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {translate} from '../../src/translate/translate.ts';
import {tables} from './support.ts';

/** What `docker rmi` asks of crictl and ctr where images have these names, and what it prints. */
function removed(
	names: readonly string[],
	images: Readonly<Record<string, string>>,
	used = '',
): readonly [string, string] {
	const folder = mkdtempSync(join(tmpdir(), 'rmi-'));
	const cases = Object.entries(images).map(([name, answer]) => `*"inspecti "*" ${name}") echo "${answer}" ;;`);
	writeFileSync(
		join(folder, 'crictl'),
		`#!/bin/sh\ncase "$*" in ${cases.join(' ')} "ps "*"--image ${used}") echo c1 ;; "rmi "*) echo "$*" >>${folder}/done ;; *inspecti*) exit 1 ;; esac\n`,
		{mode: 0o755},
	);
	writeFileSync(join(folder, 'ctr'), `#!/bin/sh\necho "ctr $*" >>${folder}/done; shift 4; printf '%s\\n' "$@"\n`, {
		mode: 0o755,
	});
	const answer = translate(['docker', 'rmi', ...names], tables);
	if ('error' in answer) throw new Error(answer.error);
	const [tool = '', ...args] = (answer.commands[0]?.run?.argv ?? []) as readonly string[];
	const out = execFileSync(tool, args, {encoding: 'utf8', env: {PATH: `${folder}:${process.env.PATH}`}});
	return [out, readFileSync(join(folder, 'done'), 'utf8')];
}

const [a, b] = ['docker.io/library/a:1', 'docker.io/library/b:1'];

// biome-ignore format: a table
it.each([
	['its only name',           ['a:1'],        {[a]: `sha256:1 ${a}`},                                 '',         `${a}\nDeleted: sha256:1\n`,       `ctr -n k8s.io images rm ${a}\nrmi sha256:1\n`],
	['one of two names',        ['a:1'],        {[a]: `sha256:1 ${a} ${b}`},                            '',         `${a}\n`,                           `ctr -n k8s.io images rm ${a}\n`],
	['both of its names',       ['a:1', 'b:1'], {[a]: `sha256:1 ${a} ${b}`, [b]: `sha256:1 ${a} ${b}`}, '',         `${a}\n${b}\nDeleted: sha256:1\n`, `ctr -n k8s.io images rm ${a} ${b}\nrmi sha256:1\n`],
	['a container is of it',    ['a:1'],        {[a]: `sha256:1 ${a}`},                                 'sha256:1', `${a}\n`,                           `ctr -n k8s.io images rm ${a}\n`],
	['the CRI knows it not',    ['a:1'],        {},                                                     '',         `${a}\n`,                           `ctr -n k8s.io images rm ${a}\n`],
])('docker rmi: %s', (_case, names, images, used, printed, done) => {
	expect(removed(names, images as Readonly<Record<string, string>>, used)).toEqual([printed, done]);
});
