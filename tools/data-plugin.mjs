import {readdirSync, readFileSync} from 'node:fs';

/**
 * In the bundle, `src/translate/data.ts` gives way to a module with the same exports that holds `data/` as text, entry by
 * entry (`src/translate/lazy-table.ts`): 140 files less to open, and nothing is parsed that one line does not need.
 */
export const translatorData = {
	name: 'translator-data',
	load(id) {
		const [, layer] = /[\\/]src[\\/](translate|explain)[\\/]data\.ts$/.exec(id) ?? [];
		if (layer === undefined) return undefined;
		return {code: layer === 'explain' ? knownErrors() : moduleText(), moduleType: 'js'};
	},
};

function moduleText() {
	const grammars = Object.fromEntries(filesOf('data/grammar/docker').map(file => [file.command, file]));
	const rules = Object.fromEntries(filesOf('data/rules').map(file => [file.docker, file]));
	const {names, ...index} = read('data/grammar/docker.json');
	return `
import {lazyTable} from './lazy-table.ts';
import {needsTransforms} from './transform-named.ts';
const tables = {
	index: {...${JSON.stringify(index)}, names: ${table(names)}},
	grammars: ${table(grammars)},
	rules: ${table(rules)},
	sentences: ${table(read('data/findings/en.json'))},
	tools: {crictl: ${tool('crictl')}, ctr: ${tool('ctr')}},
};
let all;
export const loadTables = async () => (all ??= {...tables, transforms: await import('./transforms/index.ts')});
export const loadTablesFor = async words => (all || needsTransforms(words, tables) ? loadTables() : tables);
`;
}

function knownErrors() {
	const text = JSON.stringify(JSON.stringify(filesOf('data/known-errors')));
	return `export const loadKnownErrors = async () => JSON.parse(${text});`;
}

function tool(name) {
	const {commands, globals, versions} = read(`data/grammar/${name}.json`);
	return `{versions: ${JSON.stringify(versions)}, globals: ${table(globals)}, commands: ${table(commands)}}`;
}

/** Only Latin letters, others escaped: a string with one other letter in it takes twice the room. */
function table(record) {
	const lines = Object.entries(record).map(([key, value]) => `${key}\t${escaped(JSON.stringify(value))}\n`);
	return `lazyTable(${JSON.stringify(`\n${lines.join('')}`)})`;
}

function escaped(json) {
	return json.replaceAll(/[\u0100-\uffff]/g, letter => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function filesOf(folder) {
	return readdirSync(folder).map(name => read(`${folder}/${name}`));
}

function read(path) {
	return JSON.parse(readFileSync(path, 'utf8'));
}
