import {spawnSync} from 'node:child_process';
import {constants} from 'node:os';
import type {Argv} from '../model/argv.ts';
import type {CommandLog} from './command-log.ts';
import {
	ChangeRefused,
	CommandCancelled,
	CommandNotFound,
	CommandNotStarted,
	CommandTimedOut,
	messageOf,
	OutputTooLarge,
} from './errors.ts';
import {createLocalFiles} from './files.ts';
import {followLines} from './follow.ts';
import type {Finished, Host, Limits} from './host.ts';

export type LocalOptions = {
	readonly log: CommandLog;
	/** The environment that children get. PATH is also where programs are looked for. */
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly defaultTimeoutMs?: number;
	/** Refuse everything that changes the node. */
	readonly readOnly?: boolean;
};

const maxBytesByDefault = 64 * 1024 * 1024;

/** The node that this process runs on. Processes start through execa, with argv arrays and drained pipes. */
export function createLocalHost({log, env, defaultTimeoutMs = 10_000, readOnly = false}: LocalOptions): Host {
	async function start(argv: Argv, purpose: 'query' | 'run', limits: Limits = {}): Promise<Finished> {
		const {execa} = await import('execa');
		const timeoutMs = limits.timeoutMs ?? defaultTimeoutMs;
		const maxBytes = limits.maxBytes ?? maxBytesByDefault;
		const ended = log.started(argv, purpose);
		const [file, ...args] = argv;
		const result = await execa(file, args, {
			reject: false,
			env,
			extendEnv: false,
			stripFinalNewline: false,
			timeout: timeoutMs,
			maxBuffer: maxBytes,
			cancelSignal: limits.signal,
			forceKillAfterDelay: 1000,
			...(limits.input === undefined ? {stdin: 'ignore'} : {input: limits.input}),
		});
		const failure = failureOf(argv, result, {timeoutMs, maxBytes});
		if (failure) {
			ended({error: failure.message});
			throw failure;
		}
		const exitCode = result.exitCode ?? 128 + signalNumber(result.signal);
		ended({exitCode});
		return {
			exitCode,
			...(result.signal && {signal: result.signal}),
			stdout: String(result.stdout ?? ''),
			stderr: String(result.stderr ?? ''),
			durationMs: result.durationMs,
		};
	}

	return {
		...createLocalFiles(env.PATH ?? '', readOnly),
		query: (argv, limits) => start(argv, 'query', limits),
		async run(argv, limits) {
			if (readOnly) throw new ChangeRefused(argv, 'read-only mode');
			return start(argv, 'run', limits);
		},
		follow: (argv, {signal}) => followLines(argv, {signal, env, log}),
		attach(argv) {
			if (readOnly) throw new ChangeRefused(argv, 'read-only mode');
			const ended = log.started(argv, 'attach');
			const [file, ...args] = argv;
			// An async child with the terminal inherited loses input to Ink's reader: measured, see docs/decisions.
			const result = spawnSync(file, args, {stdio: 'inherit', env: env as NodeJS.ProcessEnv});
			if (result.error) {
				ended({error: messageOf(result.error)});
				throw startError(argv, result.error);
			}
			const exitCode = result.status ?? 128 + signalNumber(result.signal ?? undefined);
			ended({exitCode});
			return exitCode;
		},
	};
}

type ExecaEnd = {
	readonly timedOut: boolean;
	readonly isMaxBuffer: boolean;
	readonly isCanceled: boolean;
	readonly exitCode?: number;
	readonly signal?: string;
	readonly cause?: unknown;
};

/** What went wrong before or instead of an exit of its own; undefined when it ended by itself. */
function failureOf(argv: Argv, end: ExecaEnd, {timeoutMs, maxBytes}: {timeoutMs: number; maxBytes: number}) {
	if (end.timedOut) return new CommandTimedOut(argv, timeoutMs);
	if (end.isMaxBuffer) return new OutputTooLarge(argv, maxBytes);
	if (end.isCanceled) return new CommandCancelled(argv);
	if (end.exitCode === undefined && end.signal === undefined) return startError(argv, end.cause);
	return undefined;
}

export function startError(argv: Argv, cause: unknown) {
	return (cause as NodeJS.ErrnoException | undefined)?.code === 'ENOENT'
		? new CommandNotFound(argv)
		: new CommandNotStarted(argv, cause);
}

export function signalNumber(signal: string | undefined): number {
	return constants.signals[signal as keyof typeof constants.signals] ?? 0;
}
