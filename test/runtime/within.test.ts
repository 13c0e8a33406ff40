import {expect, it} from 'vitest';
import {CommandCancelled, CommandTimedOut} from '../../src/host/errors.ts';
import type {Reader} from '../../src/host/host.ts';
import {within} from '../../src/runtime/gather/within.ts';

it('what hangs beyond the budget counts as timed out, however much time it was given for itself', async () => {
	const query: Reader['query'] = (argv, limits) =>
		new Promise((_, reject) => {
			limits?.signal?.addEventListener('abort', () => reject(new CommandCancelled(argv)));
		});
	const reader = within({query} as Reader, 20);
	await expect(reader.query(['crictl', 'info'], {timeoutMs: 60_000})).rejects.toThrow(CommandTimedOut);
});
