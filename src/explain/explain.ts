import {fill} from './fill.ts';
import type {Fix, KnownError, Severity} from './known-error.ts';
import type {Matcher} from './match.ts';
import type {Level, LogLine} from './read-line.ts';

export type Explained = {
	readonly id: string;
	readonly title: string;
	readonly severity: Severity;
	readonly cause: string;
	/** 0 to 1. */
	readonly confidence: number;
	/** The first lines that say it. */
	readonly matched: ReadonlyArray<{readonly line: number; readonly text: string}>;
	/** How many lines say it. */
	readonly count: number;
	readonly fix: readonly Fix[];
	readonly source: string;
	/** It was so, and a later line says that it is over. */
	readonly past?: true;
	/** What it most probably follows from, where that was found too. */
	readonly causedBy?: string;
};

export type Explanation = {
	/** Causes first, what follows from them after; what is only noise last. */
	readonly findings: readonly Explained[];
	/** Lines that look like trouble and that nothing here knows, each kind once. */
	readonly unknown: readonly string[];
};

const shownLines = 5;
const shownUnknown = 20;

type Tally = {
	count: number;
	readonly lines: LogLine[];
	worst: Level | undefined;
	units: Set<string>;
	cleared?: LogLine;
};

/** Feed lines, then ask what they mean. Memory does not grow with the number of lines. */
export function createExplainer(matcher: Matcher) {
	const tallies = new Map<KnownError, Tally>();
	const unknown = new Map<string, string>();
	let fed = 0;
	return {
		add(line: LogLine): readonly KnownError[] {
			fed++;
			for (const one of matcher.cleared(line)) {
				const tally = tallies.get(one);
				if (tally) tally.cleared = line;
			}
			const known = matcher.match(line);
			for (const one of known) note(one, line);
			if (known.length === 0 && isTrouble(line) && unknown.size < shownUnknown * 4) {
				const shape = line.message.replaceAll(/[0-9a-f]{8,}|\d+/g, '0').slice(0, 160);
				if (!unknown.has(shape)) unknown.set(shape, line.text);
			}
			return known;
		},
		get lines() {
			return fed;
		},
		explain(): Explanation {
			return {findings: rank(tallies), unknown: [...unknown.values()].slice(0, shownUnknown)};
		},
	};

	function note(one: KnownError, line: LogLine): void {
		const tally = tallies.get(one) ?? {count: 0, lines: [], worst: undefined, units: new Set()};
		tally.count++;
		if (tally.cleared && !soonAfter(tally.cleared, line)) delete tally.cleared;
		if (tally.lines.length < shownLines) tally.lines.push(line);
		if (line.unit !== undefined) tally.units.add(line.unit);
		tally.worst = worse(tally.worst, line.level);
		tallies.set(one, tally);
	}
}

/** A client tells of the failure that it remembers for some seconds after the service is back. */
const settleMs = 5000;

function soonAfter(before: LogLine, line: LogLine): boolean {
	const passed = since(before.timeMs, line.timeMs) ?? since(before.clockMs, line.clockMs);
	return passed !== undefined && passed >= 0 && passed < settleMs;
}

function since(from: number | undefined, to: number | undefined): number | undefined {
	return from === undefined || to === undefined ? undefined : to - from;
}

const levels: readonly Level[] = ['info', 'warning', 'error', 'fatal'];

function worse(left: Level | undefined, right: Level | undefined): Level | undefined {
	if (left === undefined || right === undefined) return left ?? right;
	return levels.indexOf(left) >= levels.indexOf(right) ? left : right;
}

function isTrouble({level, message}: LogLine): boolean {
	if (level === 'error' || level === 'fatal') return true;
	return level === undefined && /\b(error|failed|fatal|cannot|denied|refused|timed out|panic)\b/i.test(message);
}

const severities: readonly Severity[] = ['fatal', 'warning', 'info'];

function rank(tallies: ReadonlyMap<KnownError, Tally>): readonly Explained[] {
	const found = [...tallies].map(([known, tally]): Found => ({known, tally, severity: severityOf(known, tally)}));
	const causeOf = causesAmong(found.filter(({tally}) => !tally.cleared));
	const roots = found.filter(({known}) => !causeOf.has(known.id));
	return roots
		.map(root => [root, ...found.filter(({known}) => causeOf.get(known.id) === root.known.id).toSorted(graver)])
		.toSorted((left, right) => worstOf(left) - worstOf(right) || graver(first(left), first(right)))
		.flatMap(group => group.map(one => explained(one, causeOf.get(one.known.id))));
}

type Found = {readonly known: KnownError; readonly tally: Tally; readonly severity: Severity};

/** Graver first; then what explains more, then what is said more often. */
function graver(left: Found, right: Found): number {
	return (
		severities.indexOf(left.severity) - severities.indexOf(right.severity) ||
		right.known.weight - left.known.weight ||
		right.tally.count - left.tally.count ||
		left.known.id.localeCompare(right.known.id)
	);
}

function worstOf(group: readonly Found[]): number {
	return Math.min(...group.map(({severity}) => severities.indexOf(severity)));
}

function first(group: readonly Found[]): Found {
	return group[0] as Found;
}

/** The root that each consequence leads back to. */
function causesAmong(present: readonly Found[]): ReadonlyMap<string, string> {
	const ids = new Set(present.map(({known}) => known.id));
	const heaviest = present.filter(({severity}) => severity === 'fatal').toSorted(graver)[0]?.known.id;
	const causeOf = new Map<string, string>();
	for (const {known} of present) {
		const {id, consequenceOf = []} = known;
		const cause = consequenceOf.find(other => ids.has(other)) ?? (consequenceOf.includes('*') ? heaviest : undefined);
		if (cause !== undefined && cause !== id) causeOf.set(id, cause);
	}
	return new Map(
		[...causeOf.keys()].flatMap(id => {
			const root = rootOf(id, causeOf);
			return root === undefined || root === id ? [] : [[id, root] as const];
		}),
	);
}

/** As grave as it is known for; less where it is over, is said by every healthy node, or was only said in passing. */
function severityOf({severity, noise, quiet, atLeast = 1}: KnownError, {cleared, worst, count}: Tally): Severity {
	const inPassing = worst === 'info' && !quiet;
	return noise || cleared !== undefined || inPassing || count < atLeast ? 'info' : severity;
}

/** Up the chain of causes, which no mistake in the data may make endless. */
function rootOf(id: string, causeOf: ReadonlyMap<string, string>): string | undefined {
	let at = causeOf.get(id);
	for (let step = 0; step < 10 && at !== undefined; step++) {
		const above = causeOf.get(at);
		if (above === undefined || above === id) return at;
		at = above;
	}
	return at;
}

function explained({known, tally, severity}: Found, causedBy: string | undefined): Explained {
	const {id, title, source} = known;
	const {cause, fix} = fill(known, tally.lines[0]?.message ?? '');
	return {
		id,
		title,
		severity,
		cause,
		confidence: confidenceOf(known, tally, causedBy),
		matched: tally.lines.map(({line, text}) => ({line, text})),
		count: tally.count,
		fix,
		source: source.join(', '),
		...(tally.cleared ? {past: true as const} : {}),
		...(causedBy === undefined ? {} : {causedBy}),
	};
}

/**
 * How sure: the wording is known, so 0.7; more where the program that is known for it said it, where it was said as an
 * error, and more than once; less where it only follows from something else that was found.
 */
function confidenceOf(known: KnownError, {units, worst, count}: Tally, causedBy: string | undefined): number {
	const fromKnownUnit = known.where.some(where => units.has(where)) ? 0.1 : 0;
	const loud = worst === 'error' || worst === 'fatal' ? 0.1 : 0;
	const often = count > 1 ? 0.05 : 0;
	const whole = 0.7 + fromKnownUnit + loud + often - (causedBy === undefined ? 0 : 0.3) - (known.noise ? 0.2 : 0);
	return Math.round(Math.max(0.1, Math.min(0.95, whole)) * 100) / 100;
}
