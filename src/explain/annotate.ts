import {fill} from './fill.ts';
import {journalTimeMs} from './journal-time.ts';
import type {KnownError} from './known-error.ts';
import type {Matcher} from './match.ts';
import {type Level, type LogLine, readLogLine} from './read-line.ts';

/** An entry of the journal, and what is known of it. */
export type JournalEntry = {
	/** Milliseconds since 1970 at which the journal took it. */
	readonly atMs?: number;
	/** Microseconds since boot. */
	readonly monotonicUs?: number;
	/** Where the journal can go on from. */
	readonly cursor?: string;
	/** Of which unit: `kubelet`; what systemd says about a unit is the unit's. */
	readonly unit: string;
	readonly level: Level;
	/** What was said, on one line, harmless. */
	readonly text: string;
	/** The same without the time, the level and the place in the program that stand before it. */
	readonly message: string;
	/** Repeats of one thing have the same. */
	readonly shape: string;
	/** The weightiest thing that is known of it. */
	readonly known?: KnownError;
};

/** One line of `journalctl -o json`, understood; undefined for what is no entry, such as `-- No entries --`. */
export function annotate(raw: string, matcher: Matcher): JournalEntry | undefined {
	if (!raw.startsWith('{')) return undefined;
	const line = readLogLine(raw, 0);
	const [heaviest] = matcher.match(line);
	const known = heaviest && fill(heaviest, line.message);
	const atMs = journalTimeMs(raw);
	const monotonicUs = numberIn(raw, /"__MONOTONIC_TIMESTAMP" ?: ?"(\d{1,16})"/);
	const cursor = /"__CURSOR" ?: ?"([^"]{1,300})"/.exec(raw)?.[1];
	return {
		unit: line.unit ?? 'journal',
		level: line.level ?? levelOfWords(line),
		text: line.text,
		message: line.message,
		shape: shapeOf(line),
		...(atMs === undefined ? {} : {atMs: Math.floor(atMs)}),
		...(monotonicUs === undefined ? {} : {monotonicUs}),
		...(cursor === undefined ? {} : {cursor}),
		...(known === undefined ? {} : {known}),
	};
}

/** A line whose program told no level. */
function levelOfWords({message}: LogLine): Level {
	if (/^(?:fatal|panic)\b/i.test(message)) return 'fatal';
	return /^(?:error|failed|failure)\b/i.test(message) ? 'error' : 'info';
}

function shapeOf({unit, level, message}: LogLine): string {
	return `${unit} ${level} ${message.replaceAll(/[0-9a-f]{8,}|\d+/g, '0').slice(0, 400)}`;
}

function numberIn(text: string, pattern: RegExp): number | undefined {
	const found = pattern.exec(text)?.[1];
	return found === undefined ? undefined : Number(found);
}

/** An error that counts: not what every healthy node says too. */
export function isAlarm({level, known}: Pick<JournalEntry, 'level' | 'known'>): boolean {
	if (known?.noise) return false;
	return level === 'error' || level === 'fatal' || known?.severity === 'fatal';
}
