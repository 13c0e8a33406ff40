import {expect, it} from 'vitest';
import {migrateCommand} from '../../src/cli/commands/migrate.ts';
import {runOneShot} from '../support/one-shot.ts';

// biome-ignore format: a table
it.each([
	['apply', {demo: true, yes: true},     'migrate apply is refused: this is a recorded node, there is none behind it'],
	['undo',  {demo: true, yes: true},     'migrate undo is refused: this is a recorded node, there is none behind it'],
	['apply', {readOnly: true, yes: true}, 'migrate apply is refused: read-only mode'],
	['undo',  {readOnly: true, yes: true}, 'migrate undo is refused: read-only mode'],
])('migrate %s with %j: %s', async (verb, person, said) => {
	expect(await runOneShot(migrateCommand, [verb], person)).toMatchObject({code: 1, err: `rtconsole: ${said}\n`, ran: []});
});
