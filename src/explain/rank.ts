import {fill} from './fill.ts';
import {takenApart} from './innermost.ts';
import type {Fix, KnownError, Severity} from './known-error.ts';
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

/** What was said of one known error. */
export type Tally = {
	count: number;
	readonly lines: LogLine[];
	worst: Level | undefined;
	units: Set<string>;
	cleared?: LogLine;
	/** Of words around a cause: what else the same line says. */
	within?: string;
};

const severities: readonly Severity[] = ['fatal', 'warning', 'info'];

/** Causes first, what follows from them after; what is only noise last. */
export function rank(tallies: ReadonlyMap<KnownError, Tally>): readonly Explained[] {
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
	for (const {known, tally} of present) {
		const {id, consequenceOf = []} = known;
		const cause =
			consequenceOf.find(other => ids.has(other)) ??
			(tally.within !== undefined && ids.has(tally.within) ? tally.within : undefined) ??
			(consequenceOf.includes('*') ? heaviest : undefined);
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
		cause: withReason(cause, known, tally),
		confidence: confidenceOf(known, tally, causedBy),
		matched: tally.lines.map(({line, text}) => ({line, text})),
		count: tally.count,
		fix,
		source: source.join(', '),
		...(tally.cleared ? {past: true as const} : {}),
		...(causedBy === undefined ? {} : {causedBy}),
	};
}

/** Where no narrower cause is known, the line's own: what was tried, and what stands innermost. */
function withReason(cause: string, {wraps, fallback, general, broad}: KnownError, {lines, within}: Tally): string {
	const isVague = wraps || fallback || general || broad;
	const apart = isVague && within === undefined ? takenApart(lines[0]?.message ?? '') : undefined;
	return apart ? `${cause} In its own words: "${apart.reason}", at "${apart.tried}".` : cause;
}

/**
 * How sure: the wording is known, so 0.7; more where the program that is known for it said it, where it was said as an
 * error, and more than once; less where it only follows from something else that was found, or is said in general words.
 */
function confidenceOf(known: KnownError, {units, worst, count}: Tally, causedBy: string | undefined): number {
	const fromKnownUnit = known.where.some(where => units.has(where)) ? 0.1 : 0;
	const loud = worst === 'error' || worst === 'fatal' ? 0.1 : 0;
	const often = count > 1 ? 0.05 : 0;
	const vague = known.general ? 0.35 : known.noise ? 0.2 : 0;
	const whole = 0.7 + fromKnownUnit + loud + often - (causedBy === undefined ? 0 : 0.3) - vague;
	return Math.round(Math.max(0.1, Math.min(0.95, whole)) * 100) / 100;
}
