import {defineConfig} from 'vitest/config';

/** Tests on real nodes: in sequence, for two cores carry one box at a time well. */
export default defineConfig({
	test: {
		include: ['test/live/**/*.test.ts'],
		fileParallelism: false,
		testTimeout: 60_000,
		hookTimeout: 180_000,
	},
});
