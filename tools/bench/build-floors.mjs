import {mkdir} from 'node:fs/promises';
import {build} from 'esbuild';
import {compile, targets} from '../compile.mjs';

/** Compile the floors as the program is compiled, so that what is compared differs in nothing else. */
export async function buildFloors(folder) {
	await mkdir(folder, {recursive: true});
	const native = targets.find(target => target.native);
	if (!native) throw new Error('no executable can be compiled for this platform, so there is nothing to measure');
	for (const name of ['empty.ts', 'ink-crictl.tsx', 'raw-write.ts', 'copy-file.ts', 'translate-warm.ts']) {
		const base = name.split('.')[0];
		await build({
			entryPoints: {[base]: `tools/bench/floors/${name}`},
			outdir: `${folder}/js-${base}`,
			bundle: true,
			splitting: true,
			format: 'esm',
			platform: 'node',
			target: 'node22',
			jsx: 'automatic',
			minify: true,
			define: {'process.env.NODE_ENV': '"production"'},
			banner: {
				js: "import {createRequire as createRequireOfNode} from 'node:module';const require=createRequireOfNode(import.meta.url);",
			},
			plugins: [emptyDevtools],
			logLevel: 'error',
		});
		await compile(`${folder}/js-${base}/${base}.js`, `${folder}/${base}`, native);
	}
}

const emptyDevtools = {
	name: 'no-devtools',
	setup(builder) {
		builder.onResolve({filter: /^react-devtools-core$/}, () => ({path: 'react-devtools-core', namespace: 'empty'}));
		builder.onLoad({filter: /.*/, namespace: 'empty'}, () => ({contents: 'export default {}', loader: 'js'}));
	},
};
