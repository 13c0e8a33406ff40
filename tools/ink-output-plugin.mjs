import {resolve} from 'node:path';

const stock = resolve('node_modules/ink/build/output.js');
const ours = resolve('src/views/line-output.ts');

/** For esbuild: Ink's last stage is src/views/line-output.ts, which falls back on Ink's own. */
export const esbuildLineOutput = {
	name: 'line-output',
	setup(build) {
		build.onResolve({filter: /^ink-stock-output$/}, () => ({path: stock}));
		build.onResolve({filter: /^\.\/output\.js$/}, ({importer}) =>
			/[\\/]ink[\\/]build[\\/]renderer\.js$/.test(importer) ? {path: ours} : undefined,
		);
	},
};

/** For vitest, which tests the two against each other. */
export const stockOutputAlias = {'ink-stock-output': stock};
