import {expect, it} from 'vitest';
import {migrateCommand} from '../../src/cli/commands/migrate.ts';
import {undoJson} from '../../src/cli/migrate/print-status.ts';
import type {Standing} from '../../src/migrate/ledger.ts';
import {runOneShot} from '../support/one-shot.ts';
import {violations} from '../support/schema.ts';

// biome-ignore format: a table
it.each([
	['apply', {demo: true, yes: true},     'migrate apply is refused: this is a recorded node, there is none behind it'],
	['undo',  {demo: true, yes: true},     'migrate undo is refused: this is a recorded node, there is none behind it'],
	['apply', {readOnly: true, yes: true}, 'migrate apply is refused: read-only mode'],
	['undo',  {readOnly: true, yes: true}, 'migrate undo is refused: read-only mode'],
])('migrate %s with %j: %s', async (verb, person, said) => {
	expect(await runOneShot(migrateCommand, [verb], person)).toMatchObject({code: 1, err: `rtconsole: ${said}\n`, ran: []});
});

const standing: readonly Standing[] = [
	{at: '', do: 'run', step: 'cordon', change: 2, argv: ['true'], undo: [['kubectl', 'uncordon', 'node1']], whole: true},
	{at: '', do: 'run', step: 'x', change: 1, argv: ['true'], undo: [], whole: true},
];

// biome-ignore format: a table
it.each([
	['nothing to take back',   [],       {ok: true, because: 'nothing to take back'}, 1],
	['what asks to be agreed', standing, {ok: false, because: expect.stringContaining('--yes')}, 2],
])('undo --json: %s in the shape of its schema', (_, changes, last, count) => {
	const lines = undoJson(changes, 0).trim().split('\n').map(line => JSON.parse(line));
	expect(lines.flatMap(line => violations('migrate-progress', line))).toEqual([]);
	expect(lines).toHaveLength(count);
	expect(lines.at(-1)).toMatchObject({type: 'result', ...last});
});
