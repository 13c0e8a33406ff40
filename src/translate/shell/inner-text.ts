import type {Word, WordPart} from 'unbash';
import type {TranslateError} from '../types.ts';
import type {Edit} from './edits.ts';
import type {Known} from './known.ts';
import {type Literal, literalOfBackquotes, literalOfHereDoc, literalOfWords} from './literal.ts';
import type {Done, Rewritten} from './rewritten.ts';
import type {TextSite} from './site.ts';
import {stays} from './site-done.ts';

/** Looks like a full container ID to the inner shell; what it stands for is put back into what comes out. */
const carried = /x?f00dbeef0{48}[0-9a-f]{8}/g;

/** A text that another shell reads: translated within, and written back so that the outer text means the same. */
export function rewriteInner(
	site: TextSite,
	source: string,
	carries: (part: WordPart) => 'id' | 'name' | undefined,
	rewrite: (inner: string) => Rewritten | TranslateError,
	known: Known,
): Done {
	const {pos, end, statement, backquoted, replaces} = site;
	const outer: string[] = [];
	const carry = (kind: 'id' | 'name', text: string): string => {
		outer.push(text);
		return `${kind === 'name' ? 'x' : ''}f00dbeef${'0'.repeat(48)}${(outer.length - 1).toString(16).padStart(8, '0')}`;
	};
	const decoded = literalOf(site, source, part => {
		const kind = carries(part);
		return kind === undefined ? undefined : carry(kind, part.text);
	});
	const put = replaces?.ids === true && decoded?.text.includes(replaces.mark) === true;
	const literal = put ? decoded.put(replaces.mark, carry('id', replaces.mark)) : decoded;
	const stay = (id: string): Done => ({
		edits: [],
		translations: [{translation: stays(source.slice(pos, end).trim(), [{id, kind: 'lost'}], known), statement}],
	});
	const mentions = namesDocker(site, source);
	if (literal === undefined) return mentions ? stay('shell.inner-unknown') : nothing;
	if (!mentions) return nothing;
	if (replaces !== undefined && !replaces.ids && literal.text.includes(replaces.mark)) return stay('shell.inner-put');
	const inner = rewrite(literal.text);
	if ('error' in inner) return stay('shell.inner-no-shell');
	if (inner.translations.length === 0) return nothing;
	const back = (text: string): string =>
		text.replace(carried, name => outer[Number.parseInt(name.slice(-8), 16)] ?? name);
	const edits = literal.place(inner.edits, inner.text)?.map(edit => ({...edit, text: back(edit.text)}));
	if (edits === undefined || (backquoted && edits.some(isHardToWrite))) return stay('shell.inner-quotes');
	const translations = inner.translations.map(({translation}) => ({
		translation: outer.length === 0 ? translation : JSON.parse(back(JSON.stringify(translation))),
		statement,
	}));
	return {edits, translations};
}

const nothing: Done = {edits: [], translations: []};

function literalOf(
	{from}: TextSite,
	source: string,
	carry: (part: WordPart) => string | undefined,
): Literal | undefined {
	if ('words' in from) return literalOfWords(from.words, source, carry);
	if ('hereDoc' in from) return literalOfHereDoc(from.hereDoc, source, carry);
	return literalOfBackquotes(from.inner.pos, from.inner.end, source);
}

/** In backquotes the outer shell takes backslashes away once more. */
function isHardToWrite({text}: Edit): boolean {
	return /[\\`]/.test(text);
}

/** Is there docker in it, other than in what the outer shell runs itself? */
function namesDocker({from, pos, end}: TextSite, source: string): boolean {
	if ('inner' in from) return source.slice(pos, end).includes('docker');
	if ('hereDoc' in from && from.hereDoc.delimiter?.quoted === true) return source.slice(pos, end).includes('docker');
	const parts = 'words' in from ? from.words.flatMap(partsOf) : (from.hereDoc.body.parts ?? []);
	return parts.length === 0 ? source.slice(pos, end).includes('docker') : parts.some(hasDocker);
}

function partsOf({parts, pos, end, value, text}: Word): readonly WordPart[] {
	return parts ?? [{type: 'Literal', pos, end, value, text}];
}

function hasDocker(part: WordPart): boolean {
	switch (part.type) {
		case 'Literal':
		case 'SingleQuoted':
		case 'AnsiCQuoted':
			return part.value.includes('docker');
		case 'DoubleQuoted':
			return part.parts.some(hasDocker);
		default:
			return false;
	}
}
