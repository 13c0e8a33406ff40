import {readFile, rm} from 'node:fs/promises';
import {build} from 'esbuild';
import {esbuildLineOutput} from './ink-output-plugin.mjs';
import {esbuildInkTable} from './ink-table-plugin.mjs';

/** Bundle the program: one entry, chunks beside it that load when they are needed. */
export async function bundle(outdir, {minify = true} = {}) {
	const {version} = JSON.parse(await readFile('package.json', 'utf8'));
	await rm(outdir, {recursive: true, force: true});
	return build({
		entryPoints: {rtconsole: 'src/cli/entry.ts'},
		outdir,
		bundle: true,
		splitting: true,
		format: 'esm',
		platform: 'node',
		target: 'node22',
		jsx: 'automatic',
		minify,
		metafile: true,
		legalComments: 'none',
		logLevel: 'warning',
		loader: {'.jsonl': 'text'},
		define: {'process.env.NODE_ENV': '"production"', __VERSION__: JSON.stringify(version)},
		banner: {
			js: "import {createRequire as createRequireOfNode} from 'node:module';const require=createRequireOfNode(import.meta.url);",
		},
		plugins: [esbuildInkTable, esbuildLineOutput, noDevtools],
	});
}

/** Ink can talk to the React devtools; a node has none. */
const noDevtools = {
	name: 'no-devtools',
	setup(build) {
		build.onResolve({filter: /^react-devtools-core$/}, () => ({path: 'react-devtools-core', namespace: 'empty'}));
		build.onLoad({filter: /.*/, namespace: 'empty'}, () => ({contents: 'export default {}', loader: 'js'}));
	},
};
