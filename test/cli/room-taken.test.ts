import {expect, it} from 'vitest';
import {withRoomTaken} from '../../src/cli/migrate/room-taken.ts';
import type {Cause} from '../../src/migrate/progress.ts';

const answers: Readonly<Record<string, string>> = {
	findmnt: '/var\n',
	du: '4100\t/var/log/app\n4200\t/var/log\n900\t/var/lib/docker/overlay2\n1000\t/var/lib/docker\n1500\t/var/lib\n6000\t/var\n',
};
const host = {
	query: async ([tool]: readonly string[]) => ({
		exitCode: 0,
		stdout: answers[tool ?? ''] ?? '',
		stderr: '',
		durationMs: 1,
	}),
};
const cause = (id: string, source: string, text: string): Cause => ({
	id,
	because: 'it is full',
	evidence: [{source, text}],
	fix: [],
});
const seen = async (one: Cause) => (await withRoomTaken([one], host))[0]?.evidence[0];

it('what takes the room of a full disk is told, the folder that has it and not those above', async () => {
	expect(await seen(cause('disk-pressure', 'df /var/log', '0 MB available'))).toEqual({
		source: 'du -x /var/log',
		text: '4100 MB in /var/log/app, 1500 MB in /var/lib, 900 MB in /var/lib/docker/overlay2',
	});
});

it('a single file that has it all is told, and not its folder; files that have next to nothing are not listed', async () => {
	const argvs: string[][] = [];
	const one = {
		query: async (argv: readonly string[]) => {
			argvs.push([...argv]);
			const stdout = argv[0] === 'du' ? '5000\t/run/fill.bin\n60\t/run/containerd\n5060\t/run\n' : '/run\n';
			return {exitCode: 0, stdout, stderr: '', durationMs: 1};
		},
	};
	const [told] = await withRoomTaken([cause('disk-pressure', 'df /run', '0 MB available')], one);
	expect(told?.evidence[0]?.text).toBe('5000 MB in /run/fill.bin, 60 MB in /run/containerd');
	expect(argvs.find(([tool]) => tool === 'du')).toEqual(expect.arrayContaining(['--all', '--threshold=1M']));
});

it.each([
	['by inodes where those are gone', cause('disk-pressure', 'df -i /run', '0 of 9'), 'du -x --inodes /run'],
	[
		'where a tool names the file that it could not write',
		cause('disk-full', 'what it said', 'write /var/lib/containerd/ingest/x: no space left on device'),
		'du -x /var/lib/containerd/ingest',
	],
	['nothing of another matter', cause('swap', 'df /var/log', 'x'), 'df /var/log'],
	['nothing where no place is named', cause('disk-full', 'journal', 'no space left on device'), 'journal'],
])('%s', async (_, one, source) => {
	expect((await seen(one))?.source).toBe(source);
});
