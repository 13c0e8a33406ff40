import type {Argv} from '../model/argv.ts';
import {CommandCancelled, CommandTimedOut, OutputTooLarge} from './errors.ts';
import type {Finished} from './host.ts';
import {signalNumber, startError} from './start-error.ts';

type ChangeOptions = {
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly timeoutMs: number;
	readonly maxBytes: number;
	readonly signal?: AbortSignal;
	readonly input?: string;
};

/** Run a command that changes the node, through execa: it survives its pipes, its children and its own deafness to SIGTERM. */
export async function runChange(
	argv: Argv,
	{env, timeoutMs, maxBytes, signal, input}: ChangeOptions,
): Promise<Finished> {
	const {execa} = await import('execa');
	const [file, ...args] = argv;
	const end = await execa(file, args, {
		reject: false,
		env,
		extendEnv: false,
		stripFinalNewline: false,
		timeout: timeoutMs,
		maxBuffer: maxBytes,
		cancelSignal: signal,
		forceKillAfterDelay: 1000,
		...(input === undefined ? {stdin: 'ignore' as const} : {input}),
	});
	if (end.timedOut) throw new CommandTimedOut(argv, timeoutMs);
	if (end.isMaxBuffer) throw new OutputTooLarge(argv, maxBytes);
	if (end.isCanceled) throw new CommandCancelled(argv);
	if (end.exitCode === undefined && end.signal === undefined) throw startError(argv, end.cause);
	return {
		exitCode: end.exitCode ?? 128 + signalNumber(end.signal),
		...(end.signal && {signal: end.signal}),
		stdout: String(end.stdout ?? ''),
		stderr: String(end.stderr ?? ''),
		durationMs: end.durationMs,
	};
}
