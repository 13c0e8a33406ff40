import {describe, expect, it} from 'vitest';
import {brokenOff, type Entry} from '../../src/migrate/ledger.ts';
import {isGoingBack} from '../../src/migrate/walks.ts';

const at = '2026-11-26T00:00:00Z';
const begin: Entry = {at, do: 'begin', procedure: 'x', version: '1'};
const end: Entry = {at, do: 'end', ok: true};
const run = (change: number, step = 'a'): Entry => ({at, do: 'run', step, change, argv: ['a'], undo: []});
const did = (change: number): Entry => ({at, do: 'did', change});
const undid = (change: number): Entry => ({at, do: 'undid', change});

describe('an undo that was broken off', () => {
	// biome-ignore format: a table
	it.each<[string, readonly Entry[], boolean]>([
		['a walk at its end', [begin, run(1), run(2), end], false],
		['the undo lost its session', [begin, run(1), run(2), end, undid(2)], true],
		['it came to its end', [begin, run(1), run(2), end, undid(2), undid(1)], false],
		['a walk after it was taken back whole', [begin, run(1), end, begin, run(2), end, undid(2)], false],
		['the one after it was taken back, and this one is', [begin, run(1), run(2), end, begin, run(3), end, undid(3), undid(2)], true],
		['a trial that was taken back within the walk', [begin, run(1), run(2), undid(2), {at, do: 'verified', step: 'a'}], false],
		['forward again since', [begin, run(1), run(2), end, undid(2), run(3)], false],
		['forward again, where nothing was to be done', [begin, run(1), run(2), end, undid(2), end], false],
	])('%s', (_, entries, back) => {
		expect(isGoingBack(entries)).toBe(back);
	});
});

describe('a change that is not known to have come to its end', () => {
	// biome-ignore format: a table
	it.each<[string, readonly Entry[], readonly string[]]>([
		['the last of the step', [run(1), did(1), run(2)], ['a']],
		['made again since', [run(1), run(2), did(2)], []],
		['of another step', [run(1), did(1), run(2, 't')], ['t']],
		['taken back', [run(1), undid(1)], []],
	])('%s', (_, entries, broken) => {
		expect([...brokenOff(entries)]).toEqual(broken);
	});
});
