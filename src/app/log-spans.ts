import {literalPattern} from '../model/literal-pattern.ts';
import type {Tone} from './tone.ts';

/** A piece of a line: where it ends, how it looks, and whether it is what was looked for. */
export type Span = {readonly end: number; readonly tone: Tone; readonly isMatch: boolean};

/** Words that say how bad a line is, as loggers write them; klog begins its lines with a letter and the date. */
const levels =
	/\b(?:error|err|eror|fatal|panic|critical|crit|emerg|alert|severe|exception)\b|^[EF]\d{4} |(\bwarn(?:ing)?\b|^W\d{4} )/gi;
/** They stand at the beginning of a line. */
const levelsWithin = 300;
/** More matches than this in one line are not told apart any more. */
const mostMatches = 200;

type Parts = {
	/** Cells of a time in front, and the blank after it. */
	readonly timeLength: number;
	readonly tone: Tone;
	/** What is looked for; marks every match. */
	readonly pattern?: RegExp;
};

/** How a whole line looks, as spans that follow each other and end with it. */
export function spansOf(text: string, {timeLength, tone, pattern}: Parts): readonly Span[] {
	const tones: Array<{from: number; to: number; tone: Tone}> = [];
	if (timeLength > 0) tones.push({from: 0, to: timeLength, tone: 'quiet'});
	for (const found of text.slice(timeLength, timeLength + levelsWithin).matchAll(levels)) {
		const from = timeLength + found.index;
		tones.push({from, to: from + found[0].trimEnd().length, tone: found[1] === undefined ? 'bad' : 'warn'});
	}
	const matches = pattern ? matchesIn(text, pattern) : [];
	const edges = [...new Set([...tones, ...matches].flatMap(({from, to}) => [from, to]).concat(text.length))];
	return edges
		.filter(edge => edge > 0)
		.toSorted((one, other) => one - other)
		.map((end, index, all) => {
			const start = all[index - 1] ?? 0;
			const covers = ({from, to}: {from: number; to: number}) => from <= start && start < to;
			return {end, tone: tones.find(covers)?.tone ?? tone, isMatch: matches.some(covers)};
		});
}

/** The pattern of a filter, for what it matched; none for an inverse one, whose lines hold nothing that was looked for. */
export function patternOf(filter: string): RegExp | undefined {
	if (filter === '' || (filter.startsWith('!') && filter.length > 1)) return undefined;
	try {
		return new RegExp(filter, 'gi');
	} catch {
		return new RegExp(literalPattern(filter), 'gi');
	}
}

function matchesIn(text: string, pattern: RegExp): ReadonlyArray<{from: number; to: number}> {
	const found: Array<{from: number; to: number}> = [];
	for (const match of text.matchAll(pattern)) {
		if (match[0] !== '') found.push({from: match.index, to: match.index + match[0].length});
		if (found.length === mostMatches) break;
	}
	return found;
}
