import {literalPattern} from '../model/literal-pattern.ts';
import {type LabelSelector, parseSelector} from './label-selector.ts';

/** What `/` was given, read. `problem` says what is wrong with it; it is then searched for as it stands. */
export type Filter =
	| {readonly by: 'nothing'}
	| {readonly by: 'text'; readonly pattern: RegExp; readonly inverse: boolean; readonly problem?: string}
	| {readonly by: 'fuzzy'; readonly query: string}
	| {readonly by: 'labels'; readonly selector: LabelSelector; readonly problem?: string};

/**
 * As in k9s: a regular expression without regard to case, `!` before it for what does not match, `-f` for what is like it,
 * `-l` for labels.
 */
export function readFilter(text: string): Filter {
	if (text === '') return {by: 'nothing'};
	const [, option, rest = ''] = /^-([fl])(?:[\s=]\s*(.*))?$/s.exec(text) ?? [];
	if (option === 'f') return rest.trim() === '' ? {by: 'nothing'} : {by: 'fuzzy', query: rest.trim()};
	if (option === 'l') return labelFilter(rest.trim());
	const inverse = text.startsWith('!');
	const wanted = inverse ? text.slice(1) : text;
	if (wanted === '') return {by: 'text', pattern: literally(text), inverse: false};
	try {
		return {by: 'text', pattern: new RegExp(wanted, 'gi'), inverse};
	} catch {
		return {by: 'text', pattern: literally(wanted), inverse, problem: 'no regular expression: searched as it stands'};
	}
}

function labelFilter(text: string): Filter {
	if (text === '') return {by: 'nothing'};
	const selector = parseSelector(text);
	return typeof selector === 'function'
		? {by: 'labels', selector}
		: {by: 'labels', selector: () => false, problem: selector.error};
}

function literally(text: string): RegExp {
	return new RegExp(literalPattern(text), 'gi');
}

/** Whether a text matches, whatever was searched in it before. */
export function matchesPattern(pattern: RegExp, text: string): boolean {
	pattern.lastIndex = 0;
	return pattern.test(text);
}

/** What to highlight in what is shown: nothing where what does not match is shown. */
export function highlightOf(filter: Filter): RegExp | undefined {
	return filter.by === 'text' && !filter.inverse ? filter.pattern : undefined;
}

/** A text cut where a pattern begins and ends to match; the pieces together are the text. */
export function piecesOf(text: string, pattern: RegExp): ReadonlyArray<{readonly text: string; readonly hit: boolean}> {
	const pieces: Array<{text: string; hit: boolean}> = [];
	let from = 0;
	pattern.lastIndex = 0;
	for (const match of text.matchAll(pattern)) {
		if (match[0] === '') continue;
		if (match.index > from) pieces.push({text: text.slice(from, match.index), hit: false});
		pieces.push({text: match[0], hit: true});
		from = match.index + match[0].length;
	}
	if (from < text.length) pieces.push({text: text.slice(from), hit: false});
	return pieces;
}
