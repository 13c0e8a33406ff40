import {expect, it} from 'vitest';
import {translateCommand} from '../../src/cli/commands/translate.ts';
import {runOneShot} from '../support/one-shot.ts';

it('the progress of a pull is not the answer of docker run: it goes to standard error', async () => {
	const node = {bytes: Buffer.from('x')};
	const {bytes, err, ran} = await runOneShot(
		translateCommand,
		['--run', 'docker run --name t busybox'],
		{yes: true},
		node,
	);
	expect(ran.length).toBe(2);
	expect(Buffer.from(bytes).toString()).toBe('x');
	expect(err).toBe('x');
});
