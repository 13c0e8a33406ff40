import {expect, it} from 'vitest';
import type {Argv} from '../../src/model/argv.ts';
import type {Known} from '../../src/runtime/resolve-names.ts';
import {directOf, throughRunc} from '../../src/runtime/through-runc.ts';
import {translate} from '../../src/translate/translate.ts';
import {tables} from '../translate/support.ts';

const id = 'c0ffee'.padEnd(64, '0');
const known: Known = {pods: [], containers: [], images: []};

/** What `docker exec …` is given to run, with the ID as the name. */
function asked(flags: string, containerd = '1.7.24'): Argv {
	const answer = translate(['docker', 'exec', ...flags.split(' ').filter(Boolean), id, 'id'], tables, {
		ctr: containerd,
		containerd,
	});
	if ('error' in answer) throw new Error(answer.error);
	return (answer.commands[0]?.argv ?? ['']).map(word => (typeof word === 'string' ? word : word.name)) as [string];
}

const root = '--root /run/containerd/runc/k8s.io';

// biome-ignore format: a table
it.each([
	['-i',               `runc ${root} exec ${id} id`],
	['-w /tmp',          `runc ${root} exec --cwd /tmp ${id} id`],
	['-u 0:0 -w /tmp',   `runc ${root} exec --user 0:0 --cwd /tmp ${id} id`],
	['-u root',          `runc ${root} exec --user 0:0 ${id} id`],
	['-i -e A=1',        `runc ${root} exec ${id} env A=1 id`],
])('docker exec %s → %s', (flags, expected) => {
	expect(directOf(asked(flags))?.argv.join(' ')).toBe(expected);
});

it.each(['', '-it -u 0:0', '-d', '-u nobody', '-u 1000', '-u 1000:1000 -w /'])(
	'docker exec %s stays as it is',
	flags => {
		expect(directOf(asked(flags))).toBeUndefined();
	},
);

it('only a container that runc has is asked through runc', async () => {
	const command = {argv: asked('-w /tmp'), effect: 'write'};
	const answering = (exitCode: number) => ({
		async query(argv: Argv) {
			expect(argv).toEqual(['runc', '--root', '/run/containerd/runc/k8s.io', 'state', id]);
			return {exitCode, stdout: '', stderr: '', durationMs: 1};
		},
	});
	expect((await throughRunc(command, known, answering(0))).argv[0]).toBe('runc');
	expect(await throughRunc(command, known, answering(1))).toBe(command);
	const absent = {query: () => Promise.reject(new Error('spawn runc ENOENT'))};
	expect(await throughRunc(command, known, absent)).toBe(command);
});
