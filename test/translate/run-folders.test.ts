import {execFileSync} from 'node:child_process';
import {existsSync, mkdtempSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, expect, it} from 'vitest';
import {translate} from '../../src/translate/translate.ts';
import {tables} from './support.ts';

const folder = mkdtempSync(join(tmpdir(), 'run-folders-'));
afterAll(() => rmSync(folder, {recursive: true}));

function made(words: readonly string[], shaped = true) {
	const answer = translate(['docker', 'run', ...words, 'busybox', 'true'], tables, {}, {shaped, unique: 'x'});
	if ('error' in answer) throw new Error(answer.error);
	return {
		steps: answer.commands
			.filter(({argv}) => String(argv[2]).includes('mkdir'))
			.map(({argv}) => argv as readonly string[]),
		ids: answer.findings.map(({id}) => id),
	};
}

it('makes the folders that are not there, and leaves a file a file', () => {
	const [missing, file] = [join(folder, 'a b', 'c'), join(folder, 'file')];
	writeFileSync(file, 'x');
	const {steps, ids} = made(['-v', `${missing}:/x`, '-v', `${file}:/f:ro`]);
	const [[program = '', ...args] = []] = steps;
	execFileSync(program, args);
	expect(statSync(missing).isDirectory()).toBe(true);
	expect(statSync(file).isFile()).toBe(true);
	expect(ids).not.toContain('run.volume-exists');
});

it.each([[['-v', 'named:/x']], [['-v', '/anonymous']], [['--mount', 'type=bind,source=/no/such,target=/x']]])(
	'makes none for %s',
	words => {
		expect(made(words).steps).toEqual([]);
	},
);

it('says so where the line is pasted', () => {
	const {steps, ids} = made(['-v', `${folder}/new:/x`], false);
	expect([steps, ids.includes('run.volume-exists'), existsSync(join(folder, 'new'))]).toEqual([[], true, false]);
});

it.each([
	[['--rm', '--restart', 'always'], /contradict/],
	[['--restart', 'nosuch'], /no such policy/],
	[['--restart', 'on-failure:x'], /no such policy/],
	[['--restart', 'always:3'], /no such policy/],
	[['--cap-add', 'NO_SUCH'], /unknown capability/],
])('docker run %s is a mistake of the line: 125', (words, expected) => {
	const answer = translate(['docker', 'run', ...words, 'busybox'], tables, {}, {unique: 'x'});
	expect(answer).toMatchObject({error: expect.stringMatching(expected), about: 'flag'});
});
