import {expect, it} from 'vitest';
import type {Reader} from '../../../src/host/host.ts';
import {gatherNamespaces} from '../../../src/runtime/gather/namespaces.ts';

it('ctr is not asked where there is no socket: it would wait for ten seconds', async () => {
	const asked: string[] = [];
	const reader = {
		kindOf: async () => undefined,
		query: async (argv: readonly string[]) => {
			asked.push(argv.join(' '));
			return {stdout: '', stderr: '', exitCode: 0};
		},
	} as unknown as Reader;
	await expect(gatherNamespaces(reader, '/run/containerd/containerd.sock')).rejects.toThrow('there is no /run/');
	expect(asked).toEqual([]);
});
