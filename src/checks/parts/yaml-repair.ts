import {isMap, isScalar, parseDocument} from 'yaml';
import type {Fix} from '../check.ts';
import {advice, deleteLine, replaceInLine, run} from '../fixes.ts';

/**
 * What most often happened to a line of YAML, tried until the file can be read with all of its keys, each once; last, the
 * file without that line. The whole is kept beside it. A person corrects what no one line mends. `isTop`: a key that stands
 * at the margin only.
 */
export function repairYaml(
	path: string,
	text: string,
	line: number,
	isTop: (key: string) => boolean = () => false,
): readonly Fix[] {
	const lines = text.split('\n');
	const open = lines.flatMap((each, index) => (closed(each) === each.trimEnd() ? [] : [index + 1]));
	const near = [line, line - 1, line + 1, line - 2, ...open, lastSaid(lines)].filter(
		at => (lines[at - 1] ?? '').trim() !== '',
	);
	const places = [...new Set(near)];
	const kept = run('cp', '-a', path, `${path}.before`);
	for (const at of places) {
		const written = lines[at - 1] ?? '';
		const right = variants(written, indentBefore(lines, at), isTop).find(
			variant => variant !== written && isRead(lines.with(at - 1, variant)),
		);
		if (right !== undefined) return [kept, replaceInLine(path, at, written, right)];
	}
	const odd = places.find(at => isRead(lines.toSpliced(at - 1, 1)));
	if (odd === undefined) return [advice(`correct line ${line} of ${path}`)];
	return [
		kept,
		deleteLine(path, odd),
		advice(`line ${odd} is out: ${(lines[odd - 1] ?? '').trim()}; what it was meant to say is a person's to know`),
	];
}

function lastSaid(lines: readonly string[]): number {
	return lines.findLastIndex(line => line.trim() !== '') + 1;
}

/** As far in as the line before, or not at all. */
function indentBefore(lines: readonly string[], at: number): readonly string[] {
	const before = lines.slice(0, at - 1).findLast(line => line.trim() !== '') ?? '';
	return [...new Set([/^ */.exec(before)?.[0] ?? '', ''])];
}

function variants(written: string, indents: readonly string[], isTop: (key: string) => boolean): readonly string[] {
	const spaced = written.replaceAll('\t', '  ');
	const said = [spaced, ...spelled(spaced), ...spelled(spaced).map(closed), closed(spaced)];
	const [key = ''] = /[A-Za-z]\w*/.exec(written) ?? [];
	if (isTop(key)) return said.map(each => each.trimStart());
	return [...said, ...indents.flatMap(indent => said.map(each => `${indent}${each.trimStart()}`))];
}

/** `key:value`, `key = value`, `key value` and typographic quotes, as YAML has them. */
function spelled(line: string): readonly string[] {
	const plain = line.replaceAll(/[“”]/g, '"').replaceAll(/[‘’]/g, "'");
	return [
		plain,
		plain.replace(/^(\s*(?:- )?[\w.-]+):(?=\S)/, '$1: '),
		plain.replace(/^(\s*(?:- )?[\w.-]+)\s*=\s*/, '$1: '),
		plain.replace(/^(\s*(?:- )?[A-Za-z]\w*)\s+(?=["'\w/])/, '$1: '),
	];
}

function closed(line: string): string {
	const ends = ([open, close]: readonly [string, string]) =>
		line.includes(open) && !line.includes(close) ? close : '';
	const quotes = ['"', "'"].map(quote => (line.split(quote).length % 2 === 0 ? quote : ''));
	return `${line.trimEnd()}${quotes.join('')}${ends(['[', ']'])}${ends(['{', '}'])}`;
}

/** A map, and whatever begins at the margin is a key of it. */
function isRead(lines: readonly string[]): boolean {
	const document = parseDocument(lines.join('\n'), {logLevel: 'silent', strict: true, uniqueKeys: true});
	if (document.errors.length > 0 || !isMap(document.contents)) return false;
	const found = new Set(document.contents.items.map(({key}) => String(isScalar(key) ? key.value : key)));
	const meant = lines.flatMap(line => /^([A-Za-z]\w*)\s*:/.exec(line)?.[1] ?? []);
	return meant.length > 0 && meant.every(key => found.has(key)) && found.size === meant.length;
}
