import type {Fix} from '../check.ts';
import {advice, replaceInLine, run} from '../fixes.ts';

type Key = {readonly name: string; readonly text: string; readonly line: number; readonly isWhole: boolean};
type Table = {readonly name: string; readonly line: number; readonly end: number; readonly keys: readonly Key[]};

/**
 * Tables and keys that are there twice, as when something appends its block at each run. What was written later counts,
 * and goes to where it was written first; the later lines become comments, so that all others keep their numbers.
 * Empty: nothing is there twice, or not in a way that lines can mend.
 */
export function withoutTwice(path: string, text: string): readonly Fix[] {
	const groups = Map.groupBy(
		tablesOf(text).filter(({name}) => !name.startsWith('[[')),
		({name}) => name,
	);
	const merged = [...groups.values()].map(tables => mergedIn(path, tables));
	const out = merged.flatMap(each => each?.out ?? []).toSorted((one, other) => one - other);
	if (out.length === 0 || merged.includes(undefined)) return [];
	const inserts = merged.flatMap(each => each?.inserts ?? []).toSorted((one, other) => other.line - one.line);
	return [
		run('cp', '-a', path, `${path}.before`),
		...merged.flatMap(each => each?.values ?? []),
		run('sed', '-i', ...spans(out).flatMap(span => ['-e', `${span}s/^/# /`]), path),
		...inserts.map(({line, says}) => run('sed', '-i', `${line}a ${says.replaceAll('\\', '\\\\')}`, path)),
		advice(`what was there twice is told once, as it was told last; ${path}.before is the file as it was`),
	];
}

type Merged = {
	readonly values: readonly Fix[];
	readonly out: readonly number[];
	readonly inserts: ReadonlyArray<{readonly line: number; readonly says: string}>;
};

/** Undefined: a value that is there twice goes on over several lines. */
function mergedIn(path: string, [first, ...later]: readonly Table[]): Merged | undefined {
	if (first === undefined) return undefined;
	const own = Map.groupBy(first.keys, ({name}) => name);
	const all = Map.groupBy([...first.keys, ...later.flatMap(({keys}) => keys)], ({name}) => name);
	const twice = [...all].filter(
		([, keys]) => keys.length > 1 || later.some(table => table.keys.includes(keys[0] as Key)),
	);
	if (twice.some(([, keys]) => keys.some(({isWhole}) => !isWhole))) return undefined;
	const out = [...own.values()].flatMap(keys => keys.slice(1).map(({line}) => line));
	return {
		out: [...out, ...later.flatMap(({line, end}) => range(line, end))],
		values: twice.flatMap(([name, keys]) => {
			const [at, last] = [own.get(name)?.[0], keys.at(-1)];
			return at === undefined || last === undefined || at.text === last.text
				? []
				: [replaceInLine(path, at.line, at.text, last.text)];
		}),
		inserts: twice.flatMap(([name, keys]) =>
			own.has(name) ? [] : [{line: first.line, says: keys.at(-1)?.text ?? ''}],
		),
	};
}

/** The part before the first header is a table without a name. */
function tablesOf(text: string): readonly Table[] {
	const lines = text.split('\n');
	const heads = lines.flatMap((raw, index) => {
		const name = headerOf(raw);
		return name === undefined ? [] : [{name, line: index + 1}];
	});
	const all = [{name: '', line: 0}, ...heads];
	return all.map(({name, line}, index) => {
		const end = (all[index + 1]?.line ?? lines.length + 1) - 1;
		return {name, line, end: lastSaid(lines, line, end), keys: keysOf(lines, line, end)};
	});
}

function headerOf(raw: string): string | undefined {
	const [, many, name] = /^\s*\[(\[?)\s*([\w."'/:@-]+(?:\s*\.\s*[\w."'/:@-]+)*)\s*\]{1,2}\s*(?:#.*)?$/.exec(raw) ?? [];
	return name === undefined
		? undefined
		: `${many === '[' ? '[[' : ''}${name.replaceAll(/\s|"(?=[\w-]+")|(?<="[\w-]+)"/g, '')}`;
}

function keysOf(lines: readonly string[], line: number, end: number): readonly Key[] {
	return range(line + 1, end).flatMap((at): readonly Key[] => {
		const text = (lines[at - 1] ?? '').trim();
		const [, name, value = ''] = /^([\w.-]+|"[^"]+"|'[^']+')\s*=\s*(.*)$/.exec(text) ?? [];
		return name === undefined ? [] : [{name: name.replaceAll(/["']/g, ''), text, line: at, isWhole: isWhole(value)}];
	});
}

/** It does not go on in the next line. */
function isWhole(value: string): boolean {
	if (/^("""|''')/.test(value)) return false;
	const bare = value.replaceAll(/"(?:[^"\\]|\\.)*"|'[^']*'/g, '').replace(/#.*$/, '');
	return (bare.match(/[[{]/g) ?? []).length === (bare.match(/[\]}]/g) ?? []).length;
}

function lastSaid(lines: readonly string[], from: number, to: number): number {
	let at = to;
	while (at > from && /^\s*(#.*)?$/.test(lines[at - 1] ?? '')) at--;
	return at;
}

function range(from: number, to: number): readonly number[] {
	return Array.from({length: Math.max(0, to - from + 1)}, (_, index) => from + index);
}

/** `7,9` and `12`, as sed has them. */
function spans(lines: readonly number[]): readonly string[] {
	const found: [number, number][] = [];
	for (const line of lines) {
		const last = found.at(-1);
		if (last !== undefined && last[1] >= line - 1) last[1] = line;
		else found.push([line, line]);
	}
	return found.map(([from, to]) => (from === to ? `${from}` : `${from},${to}`));
}
