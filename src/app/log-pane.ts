import {NothingToAsk} from '../host/errors.ts';
import {type Argv, quote} from '../model/argv.ts';
import type {LogLine} from '../model/log-line.ts';
import {plainText} from '../model/text.ts';
import {findLog} from '../runtime/log-files.ts';
import {type LogNews, type LogReading, type ReadableLog, readLog} from '../runtime/log-read.ts';
import type {LogOptions} from '../runtime/node-runtime.ts';
import {minutesOf} from './log-since.ts';
import {createPaneSink} from './pane-sink.ts';
import {followInto, type PaneContext} from './panes.ts';
import type {LogSource} from './screen.ts';
import {type PaneLine, paneCapacity, type State} from './state.ts';

/** A log on the screen: out of its file where that can be read, so that no runtime need run; else through the runtime. */
export async function fillLog(id: number, source: LogSource, signal: AbortSignal, context: PaneContext): Promise<void> {
	const place = await findLog(context.host, source.container, source.previous);
	if ('path' in place) await fromFile(id, source, place, signal, context);
	else await fromCommand(id, source, place.unreadable, signal, context);
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
	const same = commandOf(source, context);
	const note = ['read from the file', ...joined, ...(same === undefined ? [] : [`the same: ${quote(same)}`])].join(
		'; ',
	);
	store.dispatch({type: 'pane-started', id, command: quote(argv), note, timed: true});
	const ended = log.started(argv, 'file');
	const sink = createPaneSink(id, signal, context, toLine);
	try {
		for await (const news of readLog(host, place, {...reading, signal, sleep}))
			sink.push(news.kind === 'lines' ? news.lines : [news]);
		sink.flush();
	} finally {
		ended({});
	}
}

function readingOf(
	{container, since, previous}: LogSource,
	{nowMs, settings: {logTail}}: State,
): Omit<LogReading, 'signal' | 'sleep'> {
	const minutes = minutesOf(since);
	const isTail = since === 'tail';
	return {
		from: since === 'head' ? 'head' : 'tail',
		lines: isTail ? logTail : paneCapacity,
		...(minutes !== undefined && {sinceMs: nowMs - minutes * 60_000}),
		follow: since !== 'head' && !previous && container.state !== 'exited',
	};
}

/** What a person would type to see the same. */
function sameCommand(path: string, {from, lines, follow}: Pick<LogReading, 'from' | 'lines' | 'follow'>): Argv {
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
	await followInto(id, argv, signal, context, atMost);
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

function optionsOf({container, timestamps, since, previous}: LogSource, {settings: {logTail}}: State): LogOptions {
	const isRunning = container.state === 'running';
	return {
		follow: isRunning && !previous && since !== 'head',
		timestamps,
		previous,
		...(since === 'tail' && {tail: logTail}),
		...(minutesOf(since) !== undefined && {since}),
	};
}
