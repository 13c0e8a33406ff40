import {stringify} from 'smol-toml';
import type {TomlEdit} from './toml.ts';
import {blocksOf, type TomlItem} from './toml-blocks.ts';

/**
 * Keys that are there are written anew, line by line, whatever stood in their lines; a list over several lines becomes one
 * line, and the comments within it stand before it. What is not there yet is left alone.
 */
export function editTomlLines(text: string, edits: readonly TomlEdit[]): string {
	const lines = blocksOf(text).flatMap(({path: table = [], before, header, items, after, isArray}) => [
		...before,
		...(header === '' ? [] : [header]),
		...items.flatMap(item => {
			const name = JSON.stringify([...table, ...item.path]);
			const edit = isArray ? undefined : edits.findLast(({path}) => JSON.stringify(path) === name);
			return [...item.before, ...(edit === undefined ? item.lines : rewritten(item, edit))];
		}),
		...after,
	]);
	return `${lines.join('\n')}${text.endsWith('\n') ? '\n' : ''}`;
}

function rewritten({lines, path}: TomlItem, {value}: TomlEdit): readonly string[] {
	const [first = ''] = lines;
	const indent = /^\s*/.exec(first)?.[0] ?? '';
	const comments = lines.flatMap(line => commentOf(line) ?? []);
	if (value === undefined) return comments.map(comment => `${indent}${comment}`);
	const [, said = ''] = /^\S+ = ([\s\S]*?)\n$/.exec(stringify({[path.at(-1) ?? '']: value})) ?? [];
	const key = first.slice(0, first.indexOf('=')).trimEnd();
	if (lines.length === 1) return [`${key} = ${said}${comments.length === 0 ? '' : ` ${comments[0]}`}`];
	return [...comments.map(comment => `${indent}${comment}`), `${key} = ${said}`];
}

/** What stands behind a `#` that is in no text. */
export function commentOf(line: string): string | undefined {
	const bare = line.replace(/"(?:[^"\\]|\\.)*"|'[^']*'/g, all => '_'.repeat(all.length));
	const at = bare.indexOf('#');
	return at < 0 ? undefined : line.slice(at).trimEnd();
}
