import type {KnownError} from './known-error.ts';
import type {Matcher} from './match.ts';
import {type Explained, rank, type Tally} from './rank.ts';
import type {Level, LogLine} from './read-line.ts';

export type Explanation = {
	/** Causes first, what follows from them after; what is only noise last. */
	readonly findings: readonly Explained[];
	/** Lines that look like trouble and that nothing here knows, each kind once. */
	readonly unknown: readonly string[];
};

const shownLines = 5;
const shownUnknown = 20;

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
			for (const one of known) note(one, line, one.wraps ? known.find(isWithin) : undefined);
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

	function note(one: KnownError, line: LogLine, within?: KnownError): void {
		const tally = tallies.get(one) ?? {count: 0, lines: [], worst: undefined, units: new Set()};
		tally.count++;
		if (within && !tally.cleared) tally.within ??= within.id;
		if (tally.cleared && !isRemembered(tally.cleared, line)) delete tally.cleared;
		if (tally.lines.length < shownLines) tally.lines.push(line);
		if (line.unit !== undefined) tally.units.add(line.unit);
		tally.worst = worse(tally.worst, levelOf(line));
		tallies.set(one, tally);
	}
}

/** More than the words around a cause. */
function isWithin({wraps, noise, severity}: KnownError): boolean {
	return !wraps && !noise && severity !== 'info';
}

/** A client tells of the failure that it remembers for some seconds after the service is back; a kubelet sees its own node up to ten later. */
const settleMs = 12_000;

/** A program that ends of it has asked anew: only what crossed with the start is of before. */
const crossedMs = 2000;
const ends = /\bcommand failed\b|[Ff]ailed to run [Kk]ubelet|validate service connection/;

function isRemembered(before: LogLine, line: LogLine): boolean {
	const passed = since(before.timeMs, line.timeMs) ?? since(before.clockMs, line.clockMs);
	const most = ends.test(line.message) ? crossedMs : settleMs;
	return passed !== undefined && passed >= 0 && passed < most;
}

function since(from: number | undefined, to: number | undefined): number | undefined {
	return from === undefined || to === undefined ? undefined : to - from;
}

const levels: readonly Level[] = ['info', 'warning', 'error', 'fatal'];

function worse(left: Level | undefined, right: Level | undefined): Level | undefined {
	if (left === undefined || right === undefined) return left ?? right;
	return levels.indexOf(left) >= levels.indexOf(right) ? left : right;
}

/** A line that says no level, as those that a client prints, is not said in passing where it tells of a failure. */
function levelOf(line: LogLine): Level | undefined {
	return line.level ?? (isTrouble(line) ? 'warning' : undefined);
}

function isTrouble({level, message}: LogLine): boolean {
	if (level === 'error' || level === 'fatal') return true;
	return level === undefined && /\b(error|failed|fatal|cannot|denied|refused|timed out|panic)\b/i.test(message);
}
