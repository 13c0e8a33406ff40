import {anchorsOf} from './anchor.ts';
import {indexAnchors} from './anchor-index.ts';
import type {KnownError} from './known-error.ts';
import type {LogLine} from './read-line.ts';

export type Matcher = {
	/** What a line says is over. */
	cleared(line: Pick<LogLine, 'message'>): readonly KnownError[];
	/** What is known of a line: the heaviest first. */
	match(line: Pick<LogLine, 'message' | 'unit'>): readonly KnownError[];
};

type Ready = {readonly known: KnownError; readonly patterns: readonly Pattern[]; readonly unless: readonly RegExp[]};
type Clearing = {readonly pattern: Pattern; readonly known: KnownError[]};
type Pattern = {readonly anchors: readonly string[]; readonly expression: RegExp};

const remembered = 4096;

/**
 * Find what is known among many lines. A pattern is tried only where a word that it must contain is in the line; what was
 * found is remembered by the line without its numbers, for a broken node says the same thing a thousand times.
 */
export function createMatcher(known: readonly KnownError[], kind: 'specific' | 'general' = 'specific'): Matcher {
	const ready = known
		.filter(({general = false}) => general === (kind === 'general'))
		.toSorted((left, right) => right.weight - left.weight)
		.map(
			(one): Ready => ({
				known: one,
				patterns: one.patterns.map(patternOf),
				unless: (one.unless ?? []).map(source => new RegExp(source, 'i')),
			}),
		);
	const mayBe = indexAnchors(ready.map(({patterns}) => patterns.map(({anchors}) => anchors)));
	const clearings = clearingsOf(known);
	const mayClear = indexAnchors(clearings.map(({pattern}) => [pattern.anchors]));
	const seen = new Map<string, readonly KnownError[]>();
	return {
		cleared({message}) {
			const lower = message.toLowerCase();
			const candidates = mayClear(lower).flatMap(number => clearings[number] ?? []);
			return candidates.filter(({pattern}) => fits(pattern, message, lower)).flatMap(one => one.known);
		},
		match({message, unit}) {
			const shape = `${unit ?? ''} ${message.replaceAll(/[0-9a-f]{8,}|\d+/g, '0')}`;
			const before = seen.get(shape);
			if (before) return before;
			const lower = message.toLowerCase();
			const candidates = mayBe(lower).flatMap(number => ready[number] ?? []);
			const found = withoutFallbacks(
				candidates.filter(one => isOf(one.known, unit) && matches(one, message, lower)).map(one => one.known),
			);
			if (seen.size >= remembered) seen.clear();
			seen.set(shape, found);
			return found;
		},
	};
}

function isOf({units, notUnits}: KnownError, unit: string | undefined): boolean {
	if (units !== undefined) return unit !== undefined && units.includes(unit);
	return unit === undefined || !notUnits?.includes(unit);
}

/** What is narrow before a family of wordings, and that before the words for a failure of anything. */
function withoutFallbacks(found: readonly KnownError[]): readonly KnownError[] {
	const named = found.filter(({fallback, broad}) => !fallback && !broad);
	if (named.some(({wraps, noise}) => !wraps && !noise)) return named;
	const families = found.filter(({fallback}) => !fallback);
	return families.length > 0 ? families : found;
}

/** Each pattern once, with all that it ends. */
function clearingsOf(known: readonly KnownError[]): readonly Clearing[] {
	const bySource = new Map<string, Clearing>();
	for (const one of known) {
		for (const source of one.clearedBy ?? []) {
			const clearing = bySource.get(source) ?? {pattern: patternOf(source), known: []};
			clearing.known.push(one);
			bySource.set(source, clearing);
		}
	}
	return [...bySource.values()];
}

function patternOf(source: string): Pattern {
	return {anchors: anchorsOf(source), expression: new RegExp(source, 'i')};
}

function fits({anchors, expression}: Pattern, message: string, lower: string): boolean {
	return (anchors.length === 0 || anchors.some(anchor => lower.includes(anchor))) && expression.test(message);
}

function matches({patterns, unless}: Ready, message: string, lower: string): boolean {
	return (
		patterns.some(pattern => fits(pattern, message, lower)) && !unless.some(expression => expression.test(message))
	);
}
