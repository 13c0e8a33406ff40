import type {Argv} from '../model/argv.ts';
import {CommandCancelled, CommandTimedOut, OutputTooLarge} from './errors.ts';
import type {Finished, Limits} from './host.ts';
import {keptBytes, type ProcessOptions} from './process-options.ts';
import {signalNumber, startError} from './start-error.ts';

/** Run a command that changes the node, through execa: it survives its pipes, its children and its own deafness to SIGTERM. */
export async function runChange(
	argv: Argv,
	{env, timeoutMs, maxBytes, signal, apart = false, input, onOutput}: ProcessOptions,
): Promise<Finished> {
	const {execa} = await import('execa');
	const [file, ...args] = argv;
	const child = execa(file, args, {
		reject: false,
		env,
		extendEnv: false,
		stripFinalNewline: false,
		timeout: timeoutMs,
		maxBuffer: maxBytes,
		cancelSignal: signal,
		detached: apart,
		forceKillAfterDelay: 1000,
		buffer: onOutput === undefined,
		...(input === undefined ? {stdin: 'ignore' as const} : {input}),
	});
	const stderr = onOutput && passOn(child, onOutput);
	const end = await child;
	if (end.timedOut) throw new CommandTimedOut(argv, timeoutMs);
	if (end.isMaxBuffer) throw new OutputTooLarge(argv, maxBytes);
	if (end.isCanceled) throw new CommandCancelled(argv);
	if (end.exitCode === undefined && end.signal === undefined) throw startError(argv, end.cause);
	return {
		exitCode: end.exitCode ?? 128 + signalNumber(end.signal),
		...(end.signal && {signal: end.signal}),
		stdout: String(end.stdout ?? ''),
		stderr: stderr?.() ?? String(end.stderr ?? ''),
		durationMs: end.durationMs,
	};
}

type Child = {readonly stdout: NodeJS.ReadableStream | null; readonly stderr: NodeJS.ReadableStream | null};

/** Hand over what comes, byte for byte; the beginning of stderr is kept. */
function passOn({stdout, stderr}: Child, onOutput: NonNullable<Limits['onOutput']>): () => string {
	const kept: Buffer[] = [];
	let bytes = 0;
	stdout?.on('data', (chunk: Buffer) => onOutput('stdout', chunk));
	stderr?.on('data', (chunk: Buffer) => {
		onOutput('stderr', chunk);
		bytes += chunk.length;
		if (bytes <= keptBytes) kept.push(chunk);
	});
	return () => Buffer.concat(kept).toString('utf8');
}
