import {readFile, rm} from 'node:fs/promises';
import {translatorData} from './data-plugin.mjs';
import {inkParts} from './ink-output-plugin.mjs';
import {viteInkTable} from './ink-table-plugin.mjs';

/** Bundle the program: one entry, chunks beside it that load when they are needed. */
export async function bundle(outdir, {minify = true} = {}) {
	// Here, so that a clone without its packages is told so first.
	const [{rolldown}, {viteDynamicImportVarsPlugin, viteImportGlobPlugin}] = await Promise.all([
		import('rolldown'),
		import('rolldown/experimental'),
	]);
	const {version} = JSON.parse(await readFile('package.json', 'utf8'));
	await rm(outdir, {recursive: true, force: true});
	const built = await rolldown({
		input: {entry: 'src/cli/entry.ts'},
		platform: 'node',
		transform: {
			target: 'node22',
			jsx: {runtime: 'automatic'},
			define: {'process.env.NODE_ENV': '"production"', __VERSION__: JSON.stringify(version)},
		},
		// rolldown leaves import(`../data/${name}.json`) as it is, and the executable has no data/: this one lists the files.
		plugins: [
			translatorData,
			viteDynamicImportVarsPlugin(),
			viteImportGlobPlugin(),
			viteInkTable,
			inkParts,
			noDevtools,
			textModules,
		],
	});
	const {output} = await built.write({
		dir: outdir,
		format: 'esm',
		minify,
		comments: false,
		entryFileNames: 'entry.js',
		chunkFileNames: chunk => (chunk.name === 'rtconsole' ? '[name].js' : '[name]-[hash].js'),
		codeSplitting: {
			// What is always loaded together is one file: each file of a chain of imports costs 0.05 to 0.15 ms.
			groups: [
				{name: 'rtconsole', test: /[\\/]src[\\/]cli[\\/]entry\.ts$/, priority: 2, includeDependenciesRecursively: true},
				{
					name: 'transforms',
					test: /[\\/]src[\\/]translate[\\/]transforms[\\/]index\.ts$/,
					priority: 1,
					includeDependenciesRecursively: true,
				},
				{
					name: 'open-console',
					test: /[\\/]src[\\/]cli[\\/]open-console\.ts$/,
					priority: 1,
					includeDependenciesRecursively: true,
				},
				{
					name: 'node',
					test: /[\\/]src[\\/](cli[\\/]node|runtime[\\/](discover|create-runtime|recovering))\.ts$/,
					priority: 1,
					includeDependenciesRecursively: true,
				},
			],
		},
	});
	await built.close();
	for (const {fileName, code = ''} of output) {
		const [missing] = /\bimport\(`[^`]*\$\{[^`]*`\)|import\.meta\.glob/.exec(code) ?? [];
		if (missing !== undefined)
			throw new Error(`${fileName} reads a file that the executable does not have: ${missing}`);
	}
}

const textModules = {
	name: 'text-modules',
	load: {
		filter: {id: /\.jsonl$/},
		handler: async id => ({code: `export default ${JSON.stringify(await readFile(id, 'utf8'))}`, moduleType: 'js'}),
	},
};

/** Ink can talk to the React devtools; a node has none. */
const noDevtools = {
	name: 'no-devtools',
	resolveId: {filter: {id: /^react-devtools-core$/}, handler: () => '\0react-devtools-core'},
	load: {filter: {id: /^\0react-devtools-core$/}, handler: () => 'export default {}'},
};
