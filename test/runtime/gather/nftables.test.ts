import {expect, it} from 'vitest';
import type {Reader} from '../../../src/host/host.ts';
import {gatherNftables} from '../../../src/runtime/gather/firewall.ts';

/** @param modules Text of /proc/modules, where the kernel has any. */
function reader(modules: string | undefined, asked: string[]): Reader {
	return {
		findProgram: async () => '/usr/sbin/nft',
		kindOf: async () => undefined,
		readText: async () => modules,
		query: async (argv: readonly string[]) => {
			asked.push(argv.join(' '));
			return {stdout: 'table inet guard {\n}\n', stderr: '', exitCode: 0};
		},
	} as unknown as Reader;
}

it.each([
	['is loaded', 'nf_tables 1 0 - Live\n', true],
	['is built in, and there are no modules', undefined, true],
	['is not loaded: asking would load it', 'ip_tables 1 0 - Live\n', false],
])('nft is asked where nf_tables %s', async (_, modules, isAsked) => {
	const asked: string[] = [];
	await gatherNftables(reader(modules, asked)).catch(() => undefined);
	expect(asked).toEqual(isAsked ? ['nft -a list ruleset'] : []);
});
