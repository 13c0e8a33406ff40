import {expect, it} from 'vitest';
import {upSince} from '../../src/runtime/why/up-since.ts';
import {recordedReader} from '../support/recordings.ts';

const stat = (name: string) => `1 (${name}) S 0 1 1 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 1234500 170000000 3000\n`;

// biome-ignore format: a table
it.each([
	['the start of process 1',              1_700_012_345_000, stat('systemd')],
	['whatever its name has in it',         1_700_012_345_000, stat('a) b (c')],
	['nothing where /proc does not tell',   undefined,         undefined],
	['nothing where it tells nonsense',     undefined,         '1 (x'],
])('%s', async (_name, expected, first) => {
	const reader = recordedReader([], [
		{kind: 'text', at: 0, path: '/proc/stat', text: 'cpu  1 2 3\nbtime 1700000000\nprocesses 9\n'},
		...(first === undefined ? [] : [{kind: 'text' as const, at: 0, path: '/proc/1/stat', text: first}]),
	]);
	expect(await upSince(reader)).toBe(expected);
});
