import {parse, stringify} from 'smol-toml';
import {oneOfBinDirs} from './bin-dirs.ts';
import {type Place, placeInV3} from './cri-to-v3.ts';
import {sameData} from './toml.ts';
import {blocksOf, type TomlBlock, type TomlItem, writeKey} from './toml-blocks.ts';

export type Converted = {readonly text: string; readonly notes: readonly string[]};

type Table = {[key: string]: unknown};
const names = ['io.containerd.grpc.v1.cri', 'cri'];

/**
 * A config.toml of version 1 or 2, or one of version 3 whose CRI plugin still has its old name, in the form of version 3:
 * with its comments and all keys that the CRI plugin does not have. Throws where the text is no TOML.
 */
export function toVersion3(text: string, {version}: {readonly version: string}): Converted {
	const before = parse(text) as Table;
	if (isVersion3(before, version)) return withOneOfBinDirs(text, version);
	const {wanted, gone, notes} = convertData(before, version);
	const written = rewritten(text, version);
	if (sameOrEmpty(written, wanted)) return {text: written, notes: [...notes, ...gone.map(goneNote)]};
	// A file with tables written in one line, or one table in several places: its comments do not survive.
	return {
		text: stringify(wanted),
		notes: [...notes, ...gone.map(goneNote), 'the file is written anew, without its comments'],
	};
}

function withOneOfBinDirs(text: string, version: string): Converted {
	const notes: string[] = [];
	return {text: oneOfBinDirs(text, version, notes), notes};
}

/** Of the file itself. Source: lab, containerd 2.1.9 config dump, which has 1.7's `plugin_dir` no more. */
const goneKeys = ['plugin_dir'];

/** All of it stands where containerd 2 reads it. */
export function isVersion3(data: Readonly<Record<string, unknown>>, version: string): boolean {
	const plugins = isTable(data.plugins) ? data.plugins : {};
	return (
		Number(data.version ?? 1) >= 3 &&
		names.every(name => {
			const cri = plugins[name];
			if (!isTable(cri)) return true;
			return [...leaves(cri, [])].every(([path]) => placeInV3(path, version)?.plugin === name);
		})
	);
}

const goneNote = (key: string) => `${key} is no longer read by containerd 2: taken out`;

function sameOrEmpty(text: string, wanted: Table): boolean {
	try {
		return sameData(withoutEmpty(parse(text)), withoutEmpty(wanted));
	} catch {
		return false;
	}
}

/** Empty tables say nothing. */
function withoutEmpty(value: unknown): unknown {
	if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof Date) return value;
	const kept = Object.entries(value).map(([key, one]) => [key, withoutEmpty(one)] as const);
	return Object.fromEntries(kept.filter(([, one]) => !isTable(one) || Object.keys(one).length > 0));
}

const isTable = (value: unknown): value is Table =>
	typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

function convertData(before: Table, version: string) {
	const wanted: Table = {...structuredClone(before), version: 3};
	const plugins: Table = isTable(wanted.plugins) ? wanted.plugins : {};
	const notes: string[] = [];
	const gone: string[] = [];
	const unknownOld =
		Number(before.version ?? 1) < 2
			? Object.keys(plugins).filter(name => !name.startsWith('io.') && name !== 'cri')
			: [];
	for (const name of unknownOld) notes.push(`plugins.${name} is a name of version 1: left as it is, and not read`);
	for (const name of names) {
		const cri = plugins[name];
		if (!isTable(cri)) continue;
		delete plugins[name];
		for (const [path, value] of leaves(cri, [])) {
			const place = placeInV3(path, version);
			if (place === undefined) gone.push(path.join('.'));
			else put(plugins, [place.plugin, ...place.path], place.asList ? [value] : value);
		}
	}
	if (Object.keys(plugins).length > 0) wanted.plugins = plugins;
	for (const key of goneKeys.filter(name => name in wanted)) {
		delete wanted[key];
		if (before[key] !== '') gone.push(key);
	}
	return {wanted, gone, notes};
}

function* leaves(table: Table, path: readonly string[]): Generator<readonly [path: readonly string[], value: unknown]> {
	for (const [key, value] of Object.entries(table)) {
		if (isTable(value)) yield* leaves(value, [...path, key]);
		else yield [[...path, key], value];
	}
}

function put(root: Table, path: readonly string[], value: unknown): void {
	let at = root;
	for (const name of path.slice(0, -1)) {
		if (!isTable(at[name])) at[name] = {};
		at = at[name] as Table;
	}
	// What stands in its new place already counts.
	at[path.at(-1) ?? ''] ??= value;
}

/** Lines that stand together: a table of the file, or one that is made of keys from several. */
type Chunk = string[];

function rewritten(text: string, version: string): string {
	const chunks: Chunk[] = [];
	const made = new Map<string, Chunk>();
	let told = false;
	for (const block of blocksOf(text)) {
		if (block.path === undefined) {
			const items = block.items.map((item): TomlItem => {
				const name = item.path.join('.');
				if (goneKeys.includes(name)) return {...item, lines: []};
				if (name !== 'version') return item;
				told = true;
				return {...item, lines: [(item.lines[0] ?? '').replace(/=\s*\d+/, '= 3')]};
			});
			chunks.push([...(told ? [] : ['version = 3']), ...itemLines(items), ...block.after]);
		} else if (block.path[0] === 'plugins' && names.includes(block.path[1] ?? '')) move(block, {version, chunks, made});
		else chunks.push([...block.before, block.header, ...itemLines(block.items), ...block.after]);
	}
	return `${chunks
		.flat()
		.join('\n')
		.replace(/\n{3,}/g, '\n\n')}\n`;
}

const itemLines = (items: readonly TomlItem[]) => items.flatMap(({before, lines}) => [...before, ...lines]);

type Moving = {readonly version: string; readonly chunks: Chunk[]; readonly made: Map<string, Chunk>};

/** The keys of one table go under the tables where version 3 has them; each keeps its comments. */
function move(block: TomlBlock, {version, chunks, made}: Moving): void {
	const below = (block.path ?? []).slice(2);
	const indent = /^\s*/.exec(block.header)?.[0] ?? '';
	let before = block.before;
	let beside = /\]\s*(#.*)$/.exec(block.header)?.[1];
	let last: Chunk | undefined;
	for (const item of block.items) {
		const place = placeInV3([...below, ...item.path], version);
		if (place === undefined) continue;
		const header = writeKey(['plugins', place.plugin, ...tableOf(place.path, item.path.length, below.length)]);
		last = made.get(header);
		if (last === undefined) {
			last = [
				...(before.length > 0 ? before : ['']),
				`${indent}[${header}]${beside === undefined ? '' : ` ${beside}`}`,
			];
			before = [];
			beside = undefined;
			made.set(header, last);
			chunks.push(last);
		}
		const key = place.path.slice(tableOf(place.path, item.path.length, below.length).length);
		last.push(...item.before, ...keyLines(item, key, place));
	}
	const comments = [...before.filter(line => line.trim() !== ''), ...(beside === undefined ? [] : [indent + beside])];
	const rest = [...comments, ...block.after];
	if (last) last.push(...rest);
	else chunks.push(rest);
}

/** A key that moved to another depth is written out from the plugin's own table. */
function tableOf(path: readonly string[], keyLength: number, deepest: number): readonly string[] {
	const depth = path.length - keyLength;
	return depth >= 0 && depth <= deepest ? path.slice(0, depth) : [];
}

function keyLines({lines}: TomlItem, key: readonly string[], {asList}: Place): readonly string[] {
	const [first = '', ...rest] = lines;
	const at = first.indexOf('=');
	const indent = /^\s*/.exec(first)?.[0] ?? '';
	const value = first.slice(at + 1).trim();
	if (!asList) return [`${indent}${writeKey(key)} = ${value}`, ...rest];
	const [, text = value, comment = ''] = /^("[^"]*"|'[^']*')(.*)$/.exec(value) ?? [];
	return [`${indent}${writeKey(key)} = [${text}]${comment}`, ...rest];
}
