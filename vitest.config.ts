import {defineConfig} from 'vitest/config';
import {stockOutputAlias} from './tools/ink-output-plugin.mjs';
import {viteInkTable} from './tools/ink-table-plugin.mjs';

/** `.jsonl` as text, as the bundle has it. */
const textModules = {
	name: 'text-modules',
	enforce: 'pre' as const,
	async load(id: string) {
		if (!id.endsWith('.jsonl')) return undefined;
		const {readFile} = await import('node:fs/promises');
		return `export default ${JSON.stringify(await readFile(id, 'utf8'))}`;
	},
};

export default defineConfig({
	plugins: [viteInkTable, textModules],
	resolve: {alias: stockOutputAlias},
	test: {
		include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
		exclude: ['test/live/**', 'node_modules/**'],
		// One worker for many files: nothing is shared between them but modules without state, and it halves the time.
		isolate: false,
		// A property test on a machine that is busy with other things takes many times its second; what hangs still fails.
		// Some start real processes: where nobody looks on, one may look once more. The reporter names what needed it.
		retry: process.env.CI === undefined ? 0 : 1,
		globalSetup: ['test/temporary.ts'],
		testTimeout: 30_000,
		server: {deps: {inline: ['ink-table']}},
	},
});
