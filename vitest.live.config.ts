import {configDefaults, defineConfig} from 'vitest/config';
import {LongestFirst} from './test/support/longest-first.ts';
import {notHere} from './test/support/states-here.ts';

/** Tests on real nodes: two files at a time, for most of the time a node boots, or something is waited for. */
export default defineConfig({
	test: {
		include: ['test/live/**/*.test.ts'],
		exclude: [...configDefaults.exclude, ...notHere().map(({file}) => file)],
		globalSetup: 'test/support/live-setup.ts',
		maxWorkers: 2,
		sequence: {sequencer: LongestFirst},
		// Containers that crash on purpose come and go under a test: it may look once more. The reporter names what needed it.
		retry: 1,
		testTimeout: 60_000,
		hookTimeout: 180_000,
	},
});
