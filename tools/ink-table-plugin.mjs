import {readFile} from 'node:fs/promises';

/**
 * ink-table 3.1.0 is CommonJS that requires ink, and ink 8 is an ES module with top-level await, which no require can load.
 * Here its one file becomes a module whose `require` is answered by imports. See docs/decisions/002-tables.md.
 */
export async function inkTableAsModule(path) {
	const source = await readFile(path, 'utf8');
	return `import * as ink from 'ink';
import react from 'react';
import hash from 'object-hash';
const known = {ink, react, 'object-hash': hash};
const require = name => {
	if (!(name in known)) throw new Error('ink-table asks for ' + name);
	return known[name];
};
const module = {exports: {}};
const exports = module.exports;
${source.replace(/^(['"])use strict\1;/, '').replace(/\/\/# sourceMappingURL.*/g, '')}
export default module.exports.default;
`;
}

const pattern = /ink-table[\\/]dist[\\/]index\.js$/;

/** For esbuild. */
export const esbuildInkTable = {
	name: 'ink-table',
	setup(build) {
		build.onLoad({filter: pattern}, async ({path}) => ({contents: await inkTableAsModule(path), loader: 'js'}));
	},
};

/** For vite and vitest; the dependency must be inlined. */
export const viteInkTable = {
	name: 'ink-table',
	enforce: 'pre',
	async load(id) {
		const path = id.split('?')[0];
		return pattern.test(path) ? inkTableAsModule(path) : undefined;
	},
};
