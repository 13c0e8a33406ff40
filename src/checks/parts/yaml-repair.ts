import {isMap, isScalar, parseDocument} from 'yaml';
import type {Fix} from '../check.ts';
import {advice, deleteLine, replaceInLine, run} from '../fixes.ts';

/**
 * What most often happened to a line of YAML, tried until the file can be read with all of its keys, each once; last, the
 * file without that line. The whole is kept beside it. A person corrects what no one line mends. `tops`: keys that
 * stand at the margin only.
 */
export function repairYaml(
	path: string,
	text: string,
	line: number,
	tops: ReadonlySet<string> = new Set(),
): readonly Fix[] {
	const slip = repairSlip(path, text, line, {keptAt: `${path}.before`, tops});
	if (slip.length > 0) return slip;
	const lines = text.split('\n');
	const odd = placesOf(lines, line).find(at => isRead(lines.toSpliced(at - 1, 1)));
	if (odd === undefined) return [advice(`correct line ${line} of ${path}`)];
	return [
		run('cp', '-a', path, `${path}.before`),
		deleteLine(path, odd),
		advice(`line ${odd} is out: ${(lines[odd - 1] ?? '').trim()}; what it was meant to say is a person's to know`),
	];
}

/** The same where what is meant is sure, the whole kept at `keptAt`; else nothing. `only`: nothing but `tops` may stand at the margin. */
export function repairSlip(
	path: string,
	text: string,
	line: number,
	{keptAt, tops = new Set(), only = false}: {keptAt: string; tops?: ReadonlySet<string>; only?: boolean},
): readonly Fix[] {
	const lines = text.split('\n');
	for (const at of placesOf(lines, line)) {
		const written = lines[at - 1] ?? '';
		const right = variants(written, indentsAround(lines, at), tops).find(
			variant => variant !== written && isRead(lines.with(at - 1, variant), only ? tops : undefined),
		);
		if (right !== undefined) return [run('cp', '-a', path, keptAt), replaceInLine(path, at, written, right)];
	}
	return [];
}

/** Where the parser stopped, around it, where something is left open, and the end. */
function placesOf(lines: readonly string[], line: number): readonly number[] {
	const open = lines.flatMap((each, index) => (closed(each) === each.trimEnd() ? [] : [index + 1]));
	const near = [line, line - 1, line + 1, line - 2, ...open, lastSaid(lines)];
	return [...new Set(near.filter(at => (lines[at - 1] ?? '').trim() !== ''))];
}

function lastSaid(lines: readonly string[]): number {
	return lines.findLastIndex(line => line.trim() !== '') + 1;
}

/** As far in as its neighbours, or not at all. */
function indentsAround(lines: readonly string[], at: number): readonly string[] {
	const isSaid = (line: string) => line.trim() !== '';
	const around = [lines.slice(0, at - 1).findLast(isSaid), lines.slice(at).find(isSaid), ''];
	return [...new Set(around.map(line => /^ */.exec(line ?? '')?.[0] ?? ''))];
}

function variants(written: string, indents: readonly string[], tops: ReadonlySet<string>): readonly string[] {
	const spaced = written.replaceAll('\t', '  ');
	const said = [spaced, ...spelled(spaced), ...spelled(spaced).map(closed), closed(spaced)];
	const [key = ''] = /[A-Za-z]\w*/.exec(written) ?? [];
	if (tops.has(key)) return said.map(each => each.trimStart());
	// How far a tab was meant to lead its neighbours know.
	const asFar = /^ *\t/.test(written) ? [] : said;
	return [...asFar, ...indents.flatMap(indent => said.map(each => `${indent}${each.trimStart()}`))];
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
function isRead(lines: readonly string[], only?: ReadonlySet<string>): boolean {
	const document = parseDocument(lines.join('\n'), {logLevel: 'silent', strict: true, uniqueKeys: true});
	if (document.errors.length > 0 || !isMap(document.contents)) return false;
	const found = new Set(document.contents.items.map(({key}) => String(isScalar(key) ? key.value : key)));
	const meant = lines.flatMap(line => /^([A-Za-z]\w*)\s*:/.exec(line)?.[1] ?? []);
	if (only !== undefined && [...found].some(key => !only.has(key))) return false;
	return meant.length > 0 && meant.every(key => found.has(key)) && found.size === meant.length;
}
