import {plainLines, plainText} from '../../model/text.ts';
import {matcherOf} from '../rows.ts';
import {describe} from './describe.ts';
import {maskSecrets} from './mask.ts';
import type {Details, DetailsFormat, DetailsScreen} from './screen.ts';

/** A line of the whole text. */
export type DetailsLine = {
	readonly text: string;
	/** Heading of a section, or the name before a value. */
	readonly head: number;
	readonly depth: number;
	/** Number of the last line that folds away under this one; its own where nothing does. */
	readonly end: number;
};

export type DetailsText = {
	readonly lines: readonly DetailsLine[];
	/** Values that are not shown. */
	readonly masked: number;
};

type Remembered = {readonly key: string; readonly text: DetailsText};
const remembered = new WeakMap<Details, Remembered>();

/** Ages in it are of the moment in which it was opened: what is read must not move. */
export function detailsText(screen: DetailsScreen, details: Details, nowMs: number): DetailsText {
	const key = `${screen.format} ${screen.unmasked}`;
	const known = remembered.get(details);
	if (known?.key === key) return known.text;
	const text = compose(screen, details, nowMs);
	remembered.set(details, {key, text});
	return text;
}

function compose({format, subject, row, unmasked}: DetailsScreen, details: Details, nowMs: number): DetailsText {
	// Where the runtime does not answer, what the list knew is better than nothing.
	const asked =
		details.document !== undefined || (details.error !== undefined && row !== undefined && format === 'describe');
	if (!asked) return {lines: [], masked: 0};
	const {value, count} = maskSecrets(details.document);
	const shown = unmasked ? details.document : value;
	const texts =
		format === 'describe' ? describedLines(subject.kind, row, shown, nowMs) : rawLines(format, shown, details);
	return {lines: nested(texts), masked: unmasked ? 0 : count};
}

function describedLines(
	kind: DetailsScreen['subject']['kind'],
	row: unknown,
	document: unknown,
	nowMs: number,
): readonly string[] {
	const sections = describe(kind, row, document, nowMs);
	return sections.flatMap(({title, rows}) => {
		const width = Math.min(44, Math.max(0, ...rows.map(([label]) => label.length)));
		return [
			title,
			...rows.map(([label, value]) => (label === '' ? `  ${value}` : `  ${label.padEnd(width)}  ${value}`)),
		];
	});
}

function rawLines(format: DetailsFormat, document: unknown, {toYaml}: Details): readonly string[] {
	if (typeof document === 'string') return plainLines(document.replace(/[\r\n]+$/, ''));
	if (format === 'yaml') return toYaml ? toYaml(document).trimEnd().split('\n') : ['loading…'];
	return JSON.stringify(document, null, 2).split('\n');
}

/** Which lines stand under which, by indentation; a closing bracket belongs to its opening line. */
function nested(texts: readonly string[]): readonly DetailsLine[] {
	const lines = texts.map(plainText);
	const depths = lines.map(line => /^ */.exec(line)?.[0].length ?? 0);
	const ends = lines.map((_, index) => index);
	const open: number[] = [];
	const close = (down: number, last: number) => {
		while (open.length > 0 && (depths[open.at(-1) as number] as number) >= down) ends[open.pop() as number] = last;
	};
	for (const [index, line] of lines.entries()) {
		const depth = depths[index] as number;
		const closes = /^\s*[\]}],?$/.test(line);
		if (closes) {
			close(depth + 1, index - 1);
			const opener = open.at(-1);
			if (opener !== undefined && depths[opener] === depth) ends[open.pop() as number] = index;
			continue;
		}
		// In YAML the items of a list stand below their name without being indented.
		const isItem = /^\s*- /.test(line);
		close(isItem ? depth + 1 : depth, index - 1);
		if (
			isItem &&
			open.length > 0 &&
			depths[open.at(-1) as number] === depth &&
			/^\s*- /.test(lines[open.at(-1) as number] ?? '')
		)
			ends[open.pop() as number] = index - 1;
		open.push(index);
	}
	close(0, lines.length - 1);
	return lines.map((text, index) => ({
		text,
		depth: depths[index] as number,
		end: Math.max(index, ends[index] as number),
		head: headOf(text),
	}));
}

/** Characters of a line that name what follows. */
function headOf(text: string): number {
	const json = /^\s*"(?:[^"\\]|\\.)*":/.exec(text) ?? /^\s*(?:- )?[\w./-]+:(?= |$)/.exec(text);
	if (json) return json[0].length;
	return /^\S.*$/.test(text) && !/[:{}[\]]/.test(text)
		? text.length
		: (/^ {2}\S[^ ]*(?: [^ ]+)* {2,}/.exec(text)?.[0].length ?? 0);
}

export type SeenLine = DetailsLine & {readonly number: number; readonly folded: boolean};

/** The lines that are not folded away. */
export function seenLines({lines}: DetailsText, folded: readonly number[]): readonly SeenLine[] {
	const shut = new Set(folded);
	const seen: SeenLine[] = [];
	for (let number = 0; number < lines.length; number += 1) {
		const line = lines[number] as DetailsLine;
		const isShut = shut.has(number) && line.end > number;
		seen.push({...line, number, folded: isShut});
		if (isShut) number = line.end;
	}
	return seen;
}

/** Numbers of the lines that have what is looked for, folded away or not. */
export function foundIn({lines}: DetailsText, search: string): readonly number[] {
	if (search === '') return [];
	const matches = matcherOf(search);
	return lines.flatMap(({text}, number) => (matches(text) ? [number] : []));
}
