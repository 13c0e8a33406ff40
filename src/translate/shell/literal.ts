import type {HereDoc, Word, WordPart} from 'unbash';
import type {Edit} from './edits.ts';

/** A shell text within a shell text: what the inner shell reads, and where each character of it comes from. */
export type Literal = {
	readonly text: string;
	/** The whole of it, in the outer text. */
	readonly pos: number;
	readonly end: number;
	/** Edits of the inner text as edits of the outer one; undefined where they cannot be told apart there. */
	place(edits: readonly Edit[], whole: string): readonly Edit[] | undefined;
	/** The same with another text wherever this one stands. */
	put(mark: string, text: string): Literal;
};

/** How the outer text writes the inner one, piece by piece. */
type Style = 'bare' | 'gap' | 'single' | 'double' | 'ansi-c' | 'here' | 'here-quoted' | 'backquote';

type Origin = {readonly style: Style; readonly pos: number; readonly end: number};

/** The outer text of an expansion whose value can only be a word by itself, to be carried through; else undefined. */
export type Carry = (part: WordPart) => string | undefined;

class Decoded {
	text = '';
	readonly origins: Origin[] = [];

	add(text: string, style: Style, pos: number, end: number): void {
		this.text += text;
		for (let at = 0; at < text.length; at++) this.origins.push({style, pos, end});
	}

	/** Escapes are those characters that a backslash takes its meaning from; before a new line it vanishes with it. */
	addEscaped(raw: string, style: Style, offset: number, escapes: RegExp): void {
		for (let at = 0; at < raw.length; at++) {
			const [character = '', next = ''] = [raw[at], raw[at + 1]];
			if (character !== '\\' || next === '' || !escapes.test(next)) {
				this.add(character, style, offset + at, offset + at + 1);
				continue;
			}
			if (next !== '\n') this.add(next, style, offset + at, offset + at + 2);
			at++;
		}
	}
}

const anything = /[\s\S]/;
const inDouble = /[$`"\\\n]/;
const inHere = /[$`\\\n]/;

/** Words that a program joins by spaces and hands to a shell; undefined where something else than a literal is in them. */
export function literalOfWords(words: readonly Word[], source: string, carry: Carry): Literal | undefined {
	const decoded = new Decoded();
	for (const [index, word] of words.entries()) {
		const before = words[index - 1];
		if (before !== undefined) decoded.add(' ', 'gap', before.end, word.pos);
		if (/^~|[:=]~/.test(word.text)) return undefined;
		const parts = word.parts ?? [{type: 'Literal', pos: word.pos, end: word.end, value: word.value, text: word.text}];
		for (const part of parts) if (!addPart(decoded, part, source, carry)) return undefined;
	}
	const [first, last] = [words[0], words.at(-1)];
	if (first === undefined || last === undefined) return undefined;
	return literal(decoded, {pos: first.pos, end: last.end}, whole => `'${whole.replaceAll("'", `'\\''`)}'`);
}

function addPart(decoded: Decoded, part: WordPart, source: string, carry: Carry): boolean {
	switch (part.type) {
		case 'Literal':
			decoded.addEscaped(source.slice(part.pos, part.end), 'bare', part.pos, anything);
			return true;
		case 'SingleQuoted':
			for (let at = part.pos + 1; at < part.end - 1; at++) decoded.add(source[at] ?? '', 'single', at, at + 1);
			return true;
		case 'AnsiCQuoted':
			decoded.add(part.value, 'ansi-c', part.pos, part.end);
			return true;
		case 'DoubleQuoted':
			return part.parts.every(child => addChild(decoded, child, source, 'double', inDouble, carry));
		default:
			return false;
	}
}

function addChild(
	decoded: Decoded,
	part: WordPart,
	source: string,
	style: Style,
	escapes: RegExp,
	carry: Carry,
): boolean {
	if (part.type === 'Literal') {
		decoded.addEscaped(source.slice(part.pos, part.end), style, part.pos, escapes);
		return true;
	}
	const carried = carry(part);
	if (carried !== undefined) decoded.add(carried, style, part.pos, part.end);
	return carried !== undefined;
}

/** What a here-document hands to a shell. */
export function literalOfHereDoc({delimiter, body}: HereDoc, source: string, carry: Carry): Literal | undefined {
	const decoded = new Decoded();
	const {pos, end} = body;
	if (delimiter?.quoted === true) {
		for (let at = pos; at < end; at++) decoded.add(source[at] ?? '', 'here-quoted', at, at + 1);
	} else if (body.parts === undefined) {
		decoded.addEscaped(source.slice(pos, end), 'here', pos, inHere);
	} else if (!body.parts.every(part => addChild(decoded, part, source, 'here', inHere, carry))) {
		return undefined;
	}
	return literal(decoded, {pos, end}, undefined);
}

/** What stands in backquotes with escapes; `pos` and `end` are those of the text between the backquotes. */
export function literalOfBackquotes(pos: number, end: number, source: string): Literal {
	const decoded = new Decoded();
	decoded.addEscaped(source.slice(pos, end), 'backquote', pos, /[$`\\]/);
	return literal(decoded, {pos, end}, undefined);
}

function literal(
	{text, origins}: Decoded,
	{pos, end}: {readonly pos: number; readonly end: number},
	quoteWhole: ((whole: string) => string) | undefined,
): Literal {
	return {
		text,
		pos,
		end,
		put(mark, put) {
			const changed = new Decoded();
			for (let at = 0; at < text.length; at++) {
				const {style, pos: from = 0, end: to = 0} = origins[at] ?? {style: 'gap' as const};
				const isMark = mark !== '' && text.startsWith(mark, at);
				const last = origins[at + mark.length - 1];
				if (isMark && last !== undefined) changed.add(put, style, from, last.end);
				else changed.add(text[at] ?? '', style, from, to);
				if (isMark) at += mark.length - 1;
			}
			return literal(changed, {pos, end}, quoteWhole);
		},
		place(edits, whole) {
			const placed = edits.map(edit => placeOne(edit, origins));
			if (placed.every(each => each !== undefined)) return placed;
			return quoteWhole === undefined ? undefined : [{pos, end, text: quoteWhole(whole)}];
		},
	};
}

function placeOne({pos, end, text}: Edit, origins: readonly Origin[]): Edit | undefined {
	const range = origins.slice(pos, end);
	const [first, last] = [range[0], range.at(-1)];
	if (first === undefined || last === undefined) return undefined;
	if (range.some((origin, index) => index > 0 && origin.pos > (range[index - 1]?.end ?? 0))) return undefined;
	const styles = new Set(range.map(({style}) => style));
	const written = styles.size === 1 ? write[first.style](text) : bareWith(styles, text);
	return written === undefined ? undefined : {pos: first.pos, end: last.end, text: written};
}

/** Words with spaces between them, for a program that joins them again. */
function bareWith(styles: ReadonlySet<Style>, text: string): string | undefined {
	const isBare = [...styles].every(style => style === 'bare' || style === 'gap');
	return isBare && /^[\w@%+=:,./-]+( [\w@%+=:,./-]+)*$/.test(text) ? text : undefined;
}

const write: Readonly<Record<Style, (text: string) => string | undefined>> = {
	bare: text => (/^[\w@%+=:,./-]+$/.test(text) ? text : undefined),
	gap: () => undefined,
	single: text => text.replaceAll("'", `'\\''`),
	double: text => text.replace(/[$`"\\]/g, '\\$&'),
	'ansi-c': () => undefined,
	here: text => text.replace(/[$`\\]/g, '\\$&'),
	'here-quoted': text => text,
	backquote: text => text.replace(/[`\\]/g, '\\$&'),
};
