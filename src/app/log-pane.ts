import {NothingToAsk} from '../host/errors.ts';
import {type Argv, quote} from '../model/argv.ts';
import type {Container} from '../model/container.ts';
import type {LogLine} from '../model/log-line.ts';
import {plainText} from '../model/text.ts';
import {findLog} from '../runtime/log-files.ts';
import {type LogNews, type LogReading, type ReadableLog, readLog} from '../runtime/log-read.ts';
import type {LogOptions} from '../runtime/node-runtime.ts';
import {size} from './format.ts';
import {minutesOf} from './log-since.ts';
import {createPaneSink, flushMs, rareFlushMs} from './pane-sink.ts';
import {followInto, type PaneContext} from './panes.ts';
import {matcherOf} from './rows.ts';
import type {LogSource} from './screen.ts';
import {createSieve, type Sieve} from './sieve.ts';
import {type PaneLine, paneCapacity, type State} from './state.ts';

/** A log on the screen: out of its file where that can be read, so that no runtime need run; else through the runtime. */
export async function fillLog(id: number, source: LogSource, signal: AbortSignal, context: PaneContext): Promise<void> {
	const place = await findLog(context.host, source.container, source.previous);
	if ('path' in place) await fromFile(id, source, place, signal, context);
	else if (place.isGone) throw new NothingToAsk(goneText(source.container));
	else await fromCommand(id, source, place.unreadable, signal, context);
}

/** The runtime would open the same file, and say less. */
function goneText({attempt, state}: Container): string {
	const isLast = state === 'exited' ? ', and that is this one: p shows its log' : '';
	return `the log of attempt ${attempt - 1} is gone: of each container the kubelet keeps the last that ended${isLast}`;
}

async function fromFile(
	id: number,
	source: LogSource,
	place: ReadableLog,
	signal: AbortSignal,
	context: PaneContext,
): Promise<void> {
	const {host, log, store, sleep} = context;
	const reading = readingOf(source, store.state());
	const argv = sameCommand(place.path, reading);
	const count = place.files.rotated.length;
	const joined = count === 0 ? [] : [`${count} rotated ${count === 1 ? 'file' : 'files'} joined`];
	const command = commandOf(source, context);
	// Without crictl it is the file itself that is read.
	const same = command !== undefined && command[0] !== argv[0] ? command : undefined;
	const note = source.whole
		? 'looking through all of it…'
		: ['read from the file', ...joined, ...(same === undefined ? [] : [`the same: ${quote(same)}`])].join('; ');
	const say = (text: string) =>
		store.dispatch({type: 'pane-started', id, command: quote(argv), note: text, timed: true});
	say(note);
	const ended = log.started(argv, 'file');
	const sink = createPaneSink(id, signal, context, toLine, source.whole ? rareFlushMs : flushMs);
	const sieve = sieveOf(source);
	let saidAtBytes = 0;
	try {
		for await (const news of readLog(host, place, {...reading, signal, sleep})) {
			if (news.kind === 'lines') sink.push(sieve ? sieve.push(news.lines) : news.lines);
			else if (news.kind === 'note') sink.push([news]);
			else if (news.bytes === news.of || news.bytes - saidAtBytes > news.of / 100) {
				saidAtBytes = news.bytes;
				say(progressText(news, sieve));
			}
		}
		sink.flush();
	} finally {
		ended({});
	}
}

/** What lets only those lines pass that are looked for in all of a log. */
function sieveOf({whole, timestamps}: LogSource): Sieve<LogLine> | undefined {
	if (!whole) return undefined;
	const matches = matcherOf(whole.filter);
	return createSieve(
		({text, at}) => matches(plainText(timestamps && at !== undefined ? `${at} ${text}` : text)),
		whole.context,
	);
}

function progressText(
	{bytes, of}: {readonly bytes: number; readonly of: number},
	sieve: Sieve<LogLine> | undefined,
): string {
	const {seen, matched} = sieve?.counts() ?? {seen: 0, matched: 0};
	const kept = matched > paneCapacity ? `, the last ${paneCapacity} are kept` : '';
	const found = `${matched} of ${seen} lines match${kept}`;
	return bytes < of
		? `${Math.floor((bytes / of) * 100)} % of ${size(of)} looked through: ${found}; F ends it`
		: `all of it looked through, ${size(of)}: ${found}; F shows the end again`;
}

function readingOf(
	{container, since, previous, whole}: LogSource,
	{nowMs, settings: {logTail}}: State,
): Omit<LogReading, 'signal' | 'sleep'> {
	const minutes = minutesOf(since);
	const isTail = since === 'tail';
	return {
		from: whole ? 'all' : since === 'head' ? 'head' : 'tail',
		lines: isTail ? logTail : paneCapacity,
		...(minutes !== undefined && {sinceMs: nowMs - minutes * 60_000}),
		follow: since !== 'head' && !previous && container.state !== 'exited',
	};
}

/** What a person would type to see the same. */
function sameCommand(path: string, {from, lines, follow}: Pick<LogReading, 'from' | 'lines' | 'follow'>): Argv {
	if (from === 'all') return ['tail', '-n', '+1', ...(follow ? ['-F'] : []), '--', path];
	if (from === 'head') return ['head', '-n', String(lines), '--', path];
	return ['tail', '-n', String(lines), ...(follow ? ['-F'] : []), '--', path];
}

function toLine(item: LogLine | Extract<LogNews, {kind: 'note'}>): PaneLine {
	if ('kind' in item) return {text: `── ${plainText(item.text)} ──`, tone: 'warn', mark: true};
	const {text, from, at} = item;
	return {
		text: plainText(text),
		tone: from === 'stderr' ? 'accent' : 'plain',
		...(at !== undefined && {at: plainText(at)}),
	};
}

async function fromCommand(
	id: number,
	source: LogSource,
	because: string,
	signal: AbortSignal,
	context: PaneContext,
): Promise<void> {
	const {runtime, store} = context;
	const argv = runtime.logsCommand(source.container, optionsOf(source, store.state()));
	store.dispatch({type: 'pane-started', id, command: quote(argv), note: `not from the file: ${because}`});
	const atMost = source.since === 'head' ? paneCapacity : undefined;
	const sieve = sieveOf(source);
	await followInto(id, argv, signal, context, {atMost, keep: sieve && (lines => sieve.push(lines))});
}

/** The command that prints a log, for those who want to type it; undefined where there is none. */
function commandOf(source: LogSource, {runtime, store}: PaneContext): Argv | undefined {
	try {
		return runtime.logsCommand(source.container, optionsOf(source, store.state()));
	} catch (error) {
		if (error instanceof NothingToAsk) return undefined;
		throw error;
	}
}

function optionsOf(
	{container, timestamps, since, previous, whole}: LogSource,
	{settings: {logTail}}: State,
): LogOptions {
	const isRunning = container.state === 'running';
	return {
		follow: isRunning && !previous && since !== 'head',
		timestamps,
		previous,
		...(since === 'tail' && !whole && {tail: logTail}),
		...(minutesOf(since) !== undefined && {since}),
	};
}
