import {loadKnownErrors} from '../../explain/data.ts';
import {createMatcher, type Matcher} from '../../explain/match.ts';
import {messageOf} from '../../host/errors.ts';
import type {Host} from '../../host/host.ts';
import {quote} from '../../model/argv.ts';
import {isDenied, journalCommand, journalTrouble, noPermission, unitsHere} from '../../runtime/journal.ts';
import {firstError} from './first-error.ts';
import {type JournalNews, type JournalRequest, journalCapacity} from './journal.ts';
import {newRows} from './new-rows.ts';
import {saveJournals} from './save.ts';
import {createSink} from './sink.ts';

export type FeedStart = {
	/** Nobody said which: those of the usual ones that there are. */
	readonly units: readonly string[];
	readonly host: Host;
	/** Where a person's files go. */
	readonly saveFolder: string;
	now(): number;
	/** Resolves after so many milliseconds. */
	sleep(milliseconds: number): Promise<void>;
	tell(news: JournalNews): void;
	/** A sentence for the person: how a request ended. */
	say(text: string, tone: 'good' | 'warn' | 'bad' | 'quiet'): void;
};

/** The journals of some units, live, until it is closed. */
export type JournalFeed = {ask(request: JournalRequest): void; close(): void};

/** Lines of each journal that are there at once. */
const history = 500;

export function openFeed(start: FeedStart): JournalFeed {
	const closing = new AbortController();
	let panes = new AbortController();
	const ready = prepare(start);
	const tell = (news: JournalNews) => {
		if (!closing.signal.aborted) start.tell(news);
	};

	async function live(): Promise<void> {
		panes.abort();
		panes = new AbortController();
		const signal = AbortSignal.any([closing.signal, panes.signal]);
		const {units, matcher} = await ready;
		await Promise.all(units.map(unit => followUnit({...start, tell, unit, matcher, signal})));
	}

	async function answer(request: JournalRequest): Promise<void> {
		switch (request.ask) {
			case 'live':
				return live();
			case 'save':
				return start.say(await saveJournals((await ready).units, {...start, signal: closing.signal}), 'good');
			case 'first-error': {
				const {units, matcher} = await ready;
				const found = await firstError(request, {...start, units, matcher, signal: closing.signal});
				if ('nothing' in found) return start.say(found.nothing, 'warn');
				panes.abort();
				panes = new AbortController();
				const signal = AbortSignal.any([closing.signal, panes.signal]);
				const from = (unit: string) => ({
					text: found.text,
					atMs: found.atMs,
					...(unit === found.unit && {cursor: found.shape}),
				});
				// The one that was asked for last: where panes are merged, the cursor is on its line.
				const ordered = units.toSorted((one, other) => Number(one === found.unit) - Number(other === found.unit));
				await Promise.all(ordered.map(unit => readMoment({...start, tell, unit, matcher, signal, from: from(unit)})));
				return start.say(`${found.text}; G leads back to the end`, 'quiet');
			}
		}
	}

	const report = (error: unknown) => {
		if (!closing.signal.aborted) start.say(messageOf(error), 'bad');
	};
	ready.then(({units}) => tell({type: 'units', units})).catch(() => {});
	live().catch(error => tell({type: 'nothing', because: messageOf(error)}));
	return {
		ask(request) {
			answer(request).catch(report);
		},
		close() {
			closing.abort();
		},
	};
}

type Ready = {readonly units: readonly string[]; readonly matcher: Matcher};

async function prepare({units, host}: FeedStart): Promise<Ready> {
	const [known, found] = await Promise.all([loadKnownErrors(), units.length > 0 ? units : unitsHere(host)]);
	return {units: found, matcher: createMatcher(known)};
}

type UnitContext = Omit<FeedStart, 'units'> & {
	readonly unit: string;
	readonly matcher: Matcher;
	readonly signal: AbortSignal;
};

async function followUnit({host, unit, matcher, signal, tell, sleep}: UnitContext): Promise<void> {
	const argv = journalCommand({units: [unit], follow: true, lines: history});
	tell({type: 'started', unit, command: quote(argv)});
	const sink = createSink({signal, sleep, show: (lines, missed) => tellRows(unit, lines, missed, matcher, tell)});
	let denied = false;
	try {
		for await (const {from, lines} of host.follow(argv, {signal})) {
			if (signal.aborted) return;
			if (from === 'stdout') sink.push(lines);
			else if (lines.some(isDenied)) {
				denied = true;
				break;
			}
		}
		sink.flush();
		if (!signal.aborted) tell({type: 'ended', unit, ...(denied && {error: noPermission})});
	} catch (error) {
		if (!signal.aborted) tell({type: 'ended', unit, error: journalTrouble(error)});
	}
}

type MomentContext = UnitContext & {readonly from: Extract<JournalNews, {type: 'started'}>['from'] & object};

/** As many lines as a pane keeps, from a moment on. */
async function readMoment({host, unit, matcher, signal, tell, from}: MomentContext): Promise<void> {
	const argv = journalCommand({units: [unit], follow: false, since: `@${Math.floor(from.atMs / 1000)}`});
	tell({type: 'started', unit, command: quote(argv), from});
	const enough = new AbortController();
	let left = journalCapacity;
	try {
		for await (const {from: stream, lines} of host.follow(argv, {signal: AbortSignal.any([signal, enough.signal])})) {
			if (stream === 'stderr') continue;
			tellRows(unit, lines.slice(0, left), 0, matcher, tell);
			left -= lines.length;
			if (left <= 0) enough.abort();
		}
	} catch (error) {
		if (!signal.aborted && !enough.signal.aborted) tell({type: 'ended', unit, error: journalTrouble(error)});
	}
}

function tellRows(
	unit: string,
	lines: readonly string[],
	missed: number,
	matcher: Matcher,
	tell: (news: JournalNews) => void,
): void {
	const rows = newRows(unit, lines, matcher);
	if (rows.length > 0 || missed > 0) tell({type: 'entries', unit, rows, missed});
}
