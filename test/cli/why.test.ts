import {expect, it} from 'vitest';
import {whyCommand} from '../../src/cli/commands/why.ts';
import {runOneShot} from '../support/one-shot.ts';
import {schemaNamed, undeclared, violations} from '../support/schema.ts';

it('--json: as data/schema/why.json says; 0 for what runs', async () => {
	const {code, out} = await runOneShot(whyCommand, ['web'], {json: true});
	const why = JSON.parse(out);
	expect(violations('why', why)).toEqual([]);
	expect(undeclared(schemaNamed('why'), why)).toEqual([]);
	expect(violations('why', {})).not.toEqual([]);
	expect([code, why.verdict]).toEqual([0, 'runs']);
});

it('a name that nothing has: 1, and what could not be asked', async () => {
	const {code, err} = await runOneShot(whyCommand, ['nobody']);
	expect(code).toBe(1);
	expect(err).toContain('nothing on this node is named default/nobody');
});

// biome-ignore format: a table
it.each([[[]], [['a', 'b']], [['--wide', 'a']]])('%j: usage', async args => {
	expect((await runOneShot(whyCommand, args)).code).toBe(2);
});
