import type {CommandLog, LoggedCommand} from '../host/command-log.ts';
import {CommandFailed, messageOf} from '../host/errors.ts';
import type {Host} from '../host/host.ts';
import {type Argv, quote} from '../model/argv.ts';
import {plainLines, plainText} from '../model/text.ts';
import type {NodeRuntime} from '../runtime/node-runtime.ts';
import type {Jobs} from './jobs/create-jobs.ts';
import {fillLog} from './log-pane.ts';
import {createPaneSink} from './pane-sink.ts';
import type {PreparedCommand, TextSource} from './screen.ts';
import {aliasLines, settingsLines} from './settings-lines.ts';
import type {PaneLine} from './state.ts';
import type {Store} from './store.ts';
import type {Tone} from './tone.ts';
import {showWhy} from './why-pane.ts';

export type PaneContext = {
	readonly host: Host;
	readonly log: CommandLog;
	readonly runtime: NodeRuntime;
	readonly store: Store;
	readonly jobs: Jobs;
	sleep(milliseconds: number): Promise<void>;
};

/** Fill a text screen from its source until it ends or the signal says so. */
export async function fillPane(
	id: number,
	source: TextSource,
	signal: AbortSignal,
	context: PaneContext,
): Promise<void> {
	const {store} = context;
	try {
		await fillFrom(id, source, signal, context);
		if (!signal.aborted) store.dispatch({type: 'pane-ended', id});
	} catch (error) {
		if (!signal.aborted) store.dispatch({type: 'pane-ended', id, error: messageOf(error)});
	}
}

async function fillFrom(id: number, source: TextSource, signal: AbortSignal, context: PaneContext): Promise<void> {
	const {store} = context;
	switch (source.of) {
		case 'process': {
			store.dispatch({type: 'pane-started', id, command: `cat /proc/${source.pid}/status /proc/${source.pid}/cgroup`});
			store.dispatch({type: 'pane-lines', id, lines: toLines(await context.runtime.describeProcess(source.pid))});
			return;
		}
		case 'logs':
			await fillLog(id, source, signal, context);
			return;
		case 'run':
			for (const command of source.prepared) await runInto(id, command, signal, context);
			return;
		case 'job':
			await context.jobs.follow(source.job, signal, lines => store.dispatch({type: 'pane-lines', id, lines}));
			return;
		case 'why':
			await showWhy(id, source.wanted, context);
			return;
		case 'config':
			store.dispatch({type: 'pane-lines', id, lines: settingsLines(store.state())});
			return;
		case 'aliases':
			store.dispatch({type: 'pane-lines', id, lines: aliasLines(store.state())});
			return;
		case 'commands':
			await showLog(id, signal, context);
	}
}

async function runInto(id: number, command: PreparedCommand, signal: AbortSignal, context: PaneContext): Promise<void> {
	const {host, store} = context;
	const show = (lines: readonly PaneLine[]) => store.dispatch({type: 'pane-lines', id, lines});
	show([{text: `$ ${command.text}`, tone: 'accent'}]);
	for (const {path, text} of command.files) await host.writeText(path, text);
	if (command.manner === 'follow') return followInto(id, command.argv, signal, context);
	const ask = command.effect === 'read' ? host.query : host.run;
	const finished = await ask(command.argv, {signal, timeoutMs: 120_000});
	show([...toLines(finished.stdout), ...toLines(finished.stderr, 'warn')]);
	if (finished.exitCode !== 0) throw new CommandFailed(command.argv, finished);
}

type FollowLimits = {
	readonly atMost?: number;
	/** What of them is shown. */
	readonly keep?: (lines: readonly CommandLine[]) => readonly CommandLine[];
};

type CommandLine = {readonly text: string; readonly from: 'stdout' | 'stderr'};

/** Lines of a running command as they come; no more than `atMost`. */
export async function followInto(
	id: number,
	argv: Argv,
	signal: AbortSignal,
	context: PaneContext,
	{atMost = Number.POSITIVE_INFINITY, keep = lines => lines}: FollowLimits = {},
): Promise<void> {
	const enough = new AbortController();
	const sink = createPaneSink(id, signal, context, ({text, from}: CommandLine) => ({
		text: plainText(text),
		tone: from === 'stderr' ? 'accent' : 'plain',
	}));
	let left = atMost;
	for await (const {from, lines} of context.host.follow(argv, {signal: AbortSignal.any([signal, enough.signal])})) {
		sink.push(keep(lines.slice(0, left).map(text => ({text, from}))));
		left -= lines.length;
		if (left <= 0) enough.abort();
	}
	sink.flush();
}

async function showLog(id: number, signal: AbortSignal, {log, store}: PaneContext): Promise<void> {
	store.dispatch({
		type: 'pane-started',
		id,
		command: 'every process that rtconsole started, and every file that it follows; newest last',
	});
	let shown: ReadonlySet<number> = new Set();
	const show = () => {
		const toShow = log.entries().filter(entry => entry.ended || entry.purpose === 'follow' || entry.purpose === 'file');
		const ended = toShow.filter(({number}) => !shown.has(number));
		shown = new Set(toShow.map(({number}) => number));
		if (ended.length === 0) return;
		store.dispatch({type: 'pane-lines', id, lines: ended.map(logLine)});
	};
	show();
	const stop = log.onChange(show);
	await new Promise<void>(resolve => signal.addEventListener('abort', () => resolve(), {once: true}));
	stop();
}

export function logLine({argv, purpose, ended}: LoggedCommand): PaneLine {
	const exit = ended?.exitCode === undefined ? (ended?.error ? '!' : '…') : String(ended.exitCode);
	const took = ended === undefined ? purpose : `${Math.round(ended.durationMs)} ms`;
	const bad = ended?.error !== undefined || (ended?.exitCode ?? 0) !== 0;
	const tone: Tone = bad ? 'bad' : purpose === 'run' || purpose === 'attach' ? 'accent' : 'plain';
	return {text: plainText(`${exit.padStart(3)}  ${took.padStart(9)}  ${quote(argv)}`), tone};
}

function toLines(text: string, tone: Tone = 'plain'): readonly PaneLine[] {
	const lines = plainLines(text);
	const used = lines.at(-1) === '' ? lines.slice(0, -1) : lines;
	return used.map(line => ({text: line, tone}));
}
