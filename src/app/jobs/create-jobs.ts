import {StringDecoder} from 'node:string_decoder';
import {CommandCancelled, CommandFailed, messageOf} from '../../host/errors.ts';
import type {Host} from '../../host/host.ts';
import {plainText} from '../../model/text.ts';
import type {NodeRuntime} from '../../runtime/node-runtime.ts';
import type {Plan} from '../acting/row-action.ts';
import type {PreparedCommand} from '../screen.ts';
import type {PaneLine} from '../state.ts';
import type {JobStatus, JobView} from './job.ts';
import {meaningOf} from './meaning.ts';
import {watchProgress} from './progress.ts';

/** What runs, and what ran: lives as long as the console, whatever screen is on it. */
export type Jobs = {
	start(id: number, plan: Plan): void;
	stop(id: number): void;
	/** Every one that runs, for when the console is left. */
	stopAll(): void;
	/** Its lines so far, then those that come, until it ends or the signal says so. */
	follow(id: number, signal: AbortSignal, show: (lines: readonly PaneLine[]) => void): Promise<void>;
};

export type JobsContext = {
	readonly host: Host;
	readonly runtime: NodeRuntime;
	now(): number;
	sleep(milliseconds: number): Promise<void>;
	changed(job: JobView): void;
};

/** A pull over a thin line may take hours; esc is there. */
const longestMs = 24 * 3600 * 1000;
const keptLines = 2000;

type Job = {
	view: JobView;
	lines: readonly PaneLine[];
	readonly controller: AbortController;
	readonly listeners: Set<() => void>;
};

export function createJobs(context: JobsContext): Jobs {
	const {host, now, changed} = context;
	const jobs = new Map<number, Job>();

	function tell(job: Job, change: Partial<JobView>): void {
		job.view = {...job.view, ...change};
		changed(job.view);
		for (const listener of job.listeners) listener();
	}

	function say(job: Job, lines: readonly PaneLine[]): void {
		job.lines = [...job.lines, ...lines].slice(-keptLines);
		for (const listener of job.listeners) listener();
	}

	async function runOne(job: Job, command: PreparedCommand): Promise<void> {
		const {argv, text, files} = command;
		const {signal} = job.controller;
		say(job, [{text: `$ ${plainText(text)}`, tone: 'accent'}]);
		for (const file of files) await host.writeText(file.path, file.text);
		const collect = collector(lines => say(job, lines));
		const finished = await host.run(argv, {signal, timeoutMs: longestMs, onOutput: collect.take});
		collect.end();
		if (finished.exitCode !== 0) throw new CommandFailed(argv, finished);
	}

	/** Of each target the commands until one fails. Returns what failed last. */
	async function runAll(job: Job, {groups}: Plan): Promise<string | undefined> {
		let failure: string | undefined;
		for (const group of groups) {
			try {
				for (const command of group) await runOne(job, command);
			} catch (error) {
				if (error instanceof CommandCancelled || job.controller.signal.aborted) throw error;
				failure = reasonOf(error);
				sayFailure(job, failure);
			}
		}
		return failure;
	}

	async function run(job: Job, plan: Plan): Promise<void> {
		const progress = new AbortController();
		if (plan.progress) void watchProgress(plan.progress, progress.signal, context, text => tell(job, {progress: text}));
		let status: JobStatus = 'done';
		let error: string | undefined;
		try {
			error = await runAll(job, plan);
			if (error !== undefined) status = 'failed';
		} catch (thrown) {
			status = job.controller.signal.aborted ? 'cancelled' : 'failed';
			error = status === 'failed' ? reasonOf(thrown) : undefined;
			if (error !== undefined) sayFailure(job, error);
		}
		progress.abort();
		if (status === 'failed') {
			const {title, lines} = await meaningOf(complaintsOf(job));
			say(job, lines);
			error = title ?? error;
		}
		if (status !== 'done' && plan.makes !== undefined) await removeUnfinished(job, plan.makes);
		tell(job, {status, endedAtMs: now(), progress: undefined, ...(error !== undefined && {error})});
	}

	/** What the tool has just said itself is not said twice. */
	function sayFailure(job: Job, failure: string): void {
		const [, exit, reason] = /^(exit \d+): ([\s\S]*)$/.exec(plainText(failure)) ?? [];
		const wasSaid = reason !== undefined && complaintsOf(job).some(text => unquoted(text).includes(unquoted(reason)));
		say(job, [{text: plainText(wasSaid && exit !== undefined ? exit : failure), tone: 'bad'}]);
	}

	async function removeUnfinished(job: Job, path: string): Promise<void> {
		try {
			if ((await host.kindOf(path)) !== 'file') return;
			await host.writeText(path, undefined);
			say(job, [{text: plainText(`${path} was not whole: it was removed`), tone: 'warn'}]);
		} catch (error) {
			say(job, [{text: plainText(`${path} is not whole: ${messageOf(error)}`), tone: 'bad'}]);
		}
	}

	return {
		start(id, plan) {
			const {title, stays = false} = plan;
			const view: JobView = {id, title, status: 'running', stays, startedAtMs: now(), seen: false};
			const job: Job = {view, lines: [], controller: new AbortController(), listeners: new Set()};
			jobs.set(id, job);
			changed(view);
			void run(job, plan);
		},
		stop(id) {
			jobs.get(id)?.controller.abort();
		},
		stopAll() {
			for (const {controller} of jobs.values()) controller.abort();
		},
		async follow(id, signal, show) {
			const job = jobs.get(id);
			if (!job) return;
			let shown: readonly PaneLine[] = [];
			await new Promise<void>(resolve => {
				const look = () => {
					const last = shown.at(-1);
					const from = last === undefined ? 0 : job.lines.lastIndexOf(last) + 1;
					const fresh = job.lines.slice(from);
					shown = job.lines;
					if (fresh.length > 0 && !signal.aborted) show(fresh);
					if (job.view.endedAtMs === undefined && !signal.aborted) return;
					job.listeners.delete(look);
					resolve();
				};
				job.listeners.add(look);
				signal.addEventListener('abort', look, {once: true});
				look();
			});
		},
	};
}

function complaintsOf({lines}: Job): readonly string[] {
	return lines.filter(({tone}) => tone === 'warn' || tone === 'bad').map(({text}) => text);
}

/** logrus and klog quote what they were told. */
function unquoted(text: string): string {
	return text.replaceAll(/[\\"]/g, '').trim();
}

/** Why it failed; the command is on the screen already. */
function reasonOf(error: unknown): string {
	const message = messageOf(error);
	return error instanceof CommandFailed ? message.slice(message.indexOf(': exit ') + 2) : message;
}

/** Bytes as harmless lines. A line that is written over itself counts as several. */
function collector(say: (lines: readonly PaneLine[]) => void) {
	const decoders = {stdout: new StringDecoder('utf8'), stderr: new StringDecoder('utf8')};
	const begun = {stdout: '', stderr: ''};
	const line = (from: 'stdout' | 'stderr', text: string): PaneLine => ({
		text: plainText(text),
		tone: from === 'stderr' ? 'warn' : 'plain',
	});
	return {
		take(from: 'stdout' | 'stderr', bytes: Uint8Array) {
			const parts = (begun[from] + decoders[from].write(Buffer.from(bytes))).split(/\r\n|\n|\r/);
			begun[from] = (parts.pop() ?? '').slice(-10_000);
			const lines = parts.map(text => line(from, text)).filter(({text}) => text !== '');
			if (lines.length > 0) say(lines);
		},
		end() {
			for (const from of ['stdout', 'stderr'] as const) if (begun[from] !== '') say([line(from, begun[from])]);
		},
	};
}
