import {resolve} from 'node:path';

/** Our parts of Ink: where Ink imports `from`, it gets `ours`, which imports the stock part by `name`. */
const parts = [
	{name: 'ink-stock-output', from: /^\.\/output\.js$/, ours: 'line-output.ts', stock: 'ink/build/output.js'},
	{
		name: 'ink-stock-squash',
		from: /^\.\/squash-text-nodes\.js$/,
		ours: 'squash-remembered.ts',
		stock: 'ink/build/squash-text-nodes.js',
	},
	{
		name: 'ink-stock-widest-line',
		from: /^widest-line$/,
		ours: 'widest-line-remembered.ts',
		stock: 'widest-line/index.js',
	},
	{
		name: 'ink-stock-measure',
		from: /^\.\/measure-text\.js$/,
		ours: 'measure-lines.ts',
		stock: 'ink/build/measure-text.js',
	},
].map(part => ({...part, ours: resolve('src/views', part.ours), stock: resolve('node_modules', part.stock)}));

/** Only Ink's last stages get them; the rest of Ink, its own measuring included, stays as it is. */
const importers = /[\\/]ink[\\/]build[\\/](renderer|render-node-to-output|dom|measure-text)\.js$/;

/** For the bundle. */
export const inkParts = {
	name: 'ink-parts',
	resolveId(source, importer) {
		for (const {name, from, ours, stock} of parts) {
			if (source === name) return stock;
			if (importer !== undefined && from.test(source) && importers.test(importer)) return ours;
		}
		return undefined;
	},
};

/** For vitest, which tests ours against the stock ones. */
export const stockOutputAlias = Object.fromEntries(parts.map(({name, stock}) => [name, stock]));
