import {defineConfig} from 'vitest/config';

/** Tests on real nodes: two files at a time, for most of the time a node boots, or something is waited for. */
export default defineConfig({
	test: {
		include: ['test/live/**/*.test.ts'],
		maxWorkers: 2,
		testTimeout: 60_000,
		hookTimeout: 180_000,
	},
});
