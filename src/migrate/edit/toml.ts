import {patch} from '@decimalturn/toml-patch';
import {diffArrays} from 'diff';
import {parse, stringify} from 'smol-toml';
import {blocksOf} from './toml-blocks.ts';
import {commentOf, editTomlLines} from './toml-lines.ts';

export type TomlValue = string | number | boolean | readonly string[];
/** One key by the names on the way to it. `value` undefined takes it away. */
export type TomlEdit = {readonly path: readonly [string, ...string[]]; readonly value: TomlValue | undefined};

type Table = {[key: string]: unknown};

/** The file is TOML, and written in a way in which nobody but a person changes it safely. */
export class Uneditable extends Error {
	constructor() {
		super('it is written in a way in which it cannot be changed without changing more than is meant');
		this.name = 'Uneditable';
	}
}

/**
 * Change keys of a TOML file; comments, order and all other keys stay. A table that is not there yet is written at the end,
 * under its own header. The result is read again and held against what was meant. Throws where the text is not TOML.
 */
export function editToml(text: string, edits: readonly TomlEdit[]): string {
	const wanted = parse(text) as Table;
	const already = parse(text) as Table;
	const added = new Map<string, Table>();
	const headers = new Set(blocksOf(text).map(({path}) => JSON.stringify(path)));
	for (const {path, value} of edits) {
		const table = path.slice(0, -1);
		const key = path.at(-1) as string;
		if (value === undefined) {
			delete tableAt(wanted, table)?.[key];
			continue;
		}
		// A table that is there only by those within it gets its header too: a dotted key in another is read by fewer.
		if (table.length > 0 && (tableAt(already, table) === undefined || !headers.has(JSON.stringify(table)))) {
			const header = headerOf(table);
			added.set(header, {...added.get(header), [key]: value});
		} else {
			(tableAt(wanted, table) as Table)[key] = value;
		}
	}
	const patched = sameData(wanted, already) ? text : patchOrLines(text, wanted, edits);
	const sections = [...added].map(([header, values]) => `${header}\n${stringify(values)}`);
	const result = sections.length === 0 ? patched : `${patched.trimEnd()}\n\n${sections.join('\n')}`.trimStart();
	for (const {path, value} of edits) if (value !== undefined) put(wanted, path, value);
	if (holds(result, wanted)) return result;
	// A table that is written in one line takes no header of its own: its keys go into that line.
	const within = patchOrLines(text, wanted, edits);
	if (holds(within, wanted)) return within;
	throw new Uneditable();
}

/** A list over several lines with a comment in it comes out of the patch as no TOML (seen with @decimalturn/toml-patch 3.3.0). */
function patchOrLines(text: string, wanted: Table, edits: readonly TomlEdit[]): string {
	const patched = patchedIfAny(text, wanted);
	const isWhole = patched !== undefined && holds(patched, wanted);
	const keepsAll = edits.some(({value}) => value === undefined) || keepsComments(text, patched ?? '');
	if (isWhole && keepsAll) return patched;
	const byLines = editTomlLines(text, edits);
	// What is not there yet is left to the patch.
	const both = holds(byLines, wanted) ? byLines : patchedIfAny(byLines, wanted);
	return both !== undefined && holds(both, wanted) ? both : (patched ?? byLines);
}

/** A list that is written anew loses what stood between its lines. Seen on a node cri-dockerd. */
function keepsComments(before: string, after: string): boolean {
	return before.split('\n').every(line => after.includes(commentOf(line) ?? ''));
}

/** It throws of itself where it does not find its way. */
function patchedIfAny(text: string, wanted: Table): string | undefined {
	try {
		return patchPlainly(text, wanted);
	} catch {
		return undefined;
	}
}

/**
 * What is added to a table in one line stays in it, without a comma at its end, whatever the lists of the file have: those came with
 * TOML 1.1, and containerd 1.6 ends at "trailing comma at the end of inline table" (seen).
 */
function patchPlainly(text: string, wanted: Table): string {
	const patched = patch(text, wanted, {trailingComma: false});
	const asBefore = withSpacesOf(text, patched);
	return holds(asBefore, wanted) ? asBefore : patched;
}

/** The patch writes lines anew that are indented by tabs and blanks: what did not change keeps its own. */
function withSpacesOf(before: string, after: string): string {
	const [old, now] = [before.split('\n'), after.split('\n')];
	const trimmed = (lines: readonly string[]) => lines.map(line => line.trim());
	let [oldAt, nowAt] = [0, 0];
	const kept: string[] = [];
	for (const {value, added, removed} of diffArrays(trimmed(old), trimmed(now))) {
		if (added) kept.push(...now.slice(nowAt, nowAt + value.length));
		else if (!removed) kept.push(...old.slice(oldAt, oldAt + value.length));
		if (!added) oldAt += value.length;
		if (!removed) nowAt += value.length;
	}
	return kept.join('\n');
}

function holds(text: string, wanted: Table): boolean {
	try {
		return sameData(parse(text), wanted);
	} catch {
		return false;
	}
}

function tableAt(root: Table, path: readonly string[]): Table | undefined {
	let at: unknown = root;
	for (const name of path) {
		if (typeof at !== 'object' || at === null) return undefined;
		at = Object.hasOwn(at, name) ? (at as Table)[name] : undefined;
	}
	return typeof at === 'object' && at !== null && !Array.isArray(at) ? (at as Table) : undefined;
}

function put(root: Table, path: readonly string[], value: TomlValue): void {
	let at = root;
	for (const name of path.slice(0, -1)) {
		at[name] ??= {};
		at = at[name] as Table;
		if (typeof at !== 'object' || Array.isArray(at)) throw new Uneditable();
	}
	at[path.at(-1) as string] = value;
}

function headerOf(path: readonly string[]): string {
	const names = path.map(name => (/^[A-Za-z0-9_-]+$/.test(name) ? name : JSON.stringify(name)));
	return `[${names.join('.')}]`;
}

/** Equal as data, whatever the order of keys. */
export function sameData(left: unknown, right: unknown): boolean {
	return canonical(left) === canonical(right);
}

function canonical(value: unknown): string {
	return JSON.stringify(value, (_, one: unknown) => {
		if (typeof one === 'bigint') return Number(one);
		if (typeof one !== 'object' || one === null || Array.isArray(one) || one instanceof Date) return one;
		return Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)));
	});
}
