import {execFileSync} from 'node:child_process';
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, it} from 'vitest';
import {translate} from '../../src/translate/translate.ts';
import {tables} from './support.ts';

let folder = '';
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'volumes-'));
	mkdirSync(join(folder, 'image/www'), {recursive: true});
	writeFileSync(join(folder, 'image/www/index.html'), 'of the image');
	mkdirSync(join(folder, 'host'));
	writeFileSync(join(folder, 'host/secret'), 'of the host');
	symlinkSync(join(folder, 'host'), join(folder, 'image/out'));
	// Mounts the image by copying it, and takes it away again.
	const ctr = `#!/bin/sh
case "$*" in
*" images mount "*) cp -a ${folder}/image/. "$6/" ;;
*" images unmount "*) rm -r "$6"; mkdir "$6" ;;
esac
`;
	mkdirSync(join(folder, 'bin'));
	writeFileSync(join(folder, 'bin/ctr'), ctr, {mode: 0o755});
});
afterEach(() => rmSync(folder, {recursive: true}));

/** Run what makes the folders of a line ready, with other places than the node's. */
function prepared(...flags: readonly string[]): readonly string[] {
	const answer = translate(['docker', 'run', '--name', 't', ...flags, 'web'], tables, {}, {shaped: true, unique: 'x'});
	if ('error' in answer) throw new Error(answer.error);
	const made = answer.commands.find(({argv}) => argv[0] === 'mkdir');
	const argv = (made?.run?.argv ?? []).map(word =>
		String(word)
			.replaceAll('/var/lib/ctr-volumes', join(folder, 'volumes'))
			.replaceAll('/var/lib/docker', join(folder, 'docker')),
	);
	const env = {...process.env, PATH: `${join(folder, 'bin')}:${process.env.PATH}`, TMPDIR: folder};
	execFileSync(argv[0] ?? 'false', argv.slice(1), {env});
	return readdirSync(join(folder, 'volumes')).toSorted();
}

const content = (path: string) => readFileSync(join(folder, 'volumes', path), 'utf8');

it('a new volume has what the image has at its place', () => {
	expect(prepared('-v', 'data:/www', '--mount', 'type=volume,source=more,target=/none')).toEqual(['data', 'more']);
	expect([content('data/index.html'), readdirSync(join(folder, 'volumes/more'))]).toEqual(['of the image', []]);
});

it('and stays as it is from then on', () => {
	prepared('-v', 'data:/www');
	writeFileSync(join(folder, 'volumes/data/index.html'), 'changed');
	prepared('-v', 'data:/www');
	expect(content('data/index.html')).toBe('changed');
});

it.each([
	['-v', 'data:/www:nocopy'],
	['--mount', 'type=volume,source=data,target=/www,volume-nocopy'],
])('%s %s copies nothing', (...flags) => {
	prepared(...flags);
	expect(readdirSync(join(folder, 'volumes/data'))).toEqual([]);
});

it("docker's own volume of that name is taken", () => {
	mkdirSync(join(folder, 'docker/volumes/data/_data'), {recursive: true});
	writeFileSync(join(folder, 'docker/volumes/data/_data/rows'), 'of docker');
	prepared('-v', 'data:/www');
	expect([content('data/rows'), existsSync(join(folder, 'volumes/data/index.html'))]).toEqual(['of docker', false]);
});

it('a link of the image out of it is not followed', () => {
	prepared('-v', 'data:/out');
	expect(readdirSync(join(folder, 'volumes/data'))).toEqual([]);
});

it.each([
	['data:/www', false],
	['/srv:/www', true],
])('-v %s: the folder has to be there: %s', (volume, told) => {
	const answer = translate(['docker', 'run', '--name', 't', '-v', volume, 'web'], tables, {}, {});
	if ('error' in answer) throw new Error(answer.error);
	expect(answer.findings.some(({id}) => id === 'run.volume-exists')).toBe(told);
});
