import {StringDecoder} from 'node:string_decoder';
import type {Argv} from '../model/argv.ts';
import type {CommandLog} from './command-log.ts';
import {CommandFailed} from './errors.ts';
import type {LineBatch} from './host.ts';
import {signalNumber, startError} from './start-error.ts';

type FollowContext = {
	readonly signal: AbortSignal;
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly log: CommandLog;
};

/** A longer line is handed on in pieces of this many characters, so that memory stays bounded. */
const longestLine = 1024 * 1024;
/** Bytes that may wait unread before the child is paused. */
const pauseAbove = 8 * 1024 * 1024;

/** Lines of a running command, batch by batch as the kernel hands them over. The child dies with `signal`. */
export async function* followLines(argv: Argv, {signal, env, log}: FollowContext): AsyncGenerator<LineBatch> {
	const {execa} = await import('execa');
	if (signal.aborted) return;
	const ended = log.started(argv, 'follow');
	const [file, ...args] = argv;
	const child = execa(file, args, {
		reject: false,
		env,
		extendEnv: false,
		buffer: false,
		stdin: 'ignore',
		cancelSignal: signal,
		forceKillAfterDelay: 1000,
	});
	const queue = createQueue(child.stdout, child.stderr);
	let lastError = '';
	for await (const batch of queue) {
		if (signal.aborted) break;
		if (batch.from === 'stderr') lastError = batch.lines.at(-1) ?? lastError;
		yield batch;
	}
	const result = await child;
	if (signal.aborted) {
		ended({});
		return;
	}
	if (result.exitCode === undefined && result.signal === undefined) {
		const error = startError(argv, result.cause);
		ended({error: error.message});
		throw error;
	}
	const exitCode = result.exitCode ?? 128 + signalNumber(result.signal);
	ended({exitCode});
	if (exitCode !== 0)
		throw new CommandFailed(argv, {exitCode, stdout: '', stderr: lastError, durationMs: result.durationMs});
}

type Stream = NodeJS.ReadableStream & {pause(): unknown; resume(): unknown};

async function* createQueue(stdout: Stream, stderr: Stream): AsyncGenerator<LineBatch> {
	const waiting: LineBatch[] = [];
	let waitingBytes = 0;
	let open = 2;
	let wake = () => {};

	const attach = (from: LineBatch['from'], stream: Stream) => {
		const split = createSplitter();
		stream.on('data', (chunk: Buffer) => {
			const lines = split.push(chunk);
			if (lines.length > 0) waiting.push({from, lines});
			waitingBytes += chunk.length;
			if (waitingBytes > pauseAbove) stream.pause();
			wake();
		});
		stream.on('close', () => {
			const rest = split.end();
			if (rest.length > 0) waiting.push({from, lines: rest});
			open -= 1;
			wake();
		});
		stream.on('error', () => wake());
	};
	attach('stdout', stdout);
	attach('stderr', stderr);

	while (true) {
		yield* waiting.splice(0);
		if (waiting.length > 0) continue;
		waitingBytes = 0;
		stdout.resume();
		stderr.resume();
		if (open === 0) return;
		await new Promise<void>(resolve => {
			wake = resolve;
		});
	}
}

/** Cut bytes into lines across chunk borders; multi-byte characters survive the cut. */
export function createSplitter() {
	const decoder = new StringDecoder('utf8');
	let rest = '';
	return {
		push(chunk: Buffer): readonly string[] {
			const pieces = (rest + decoder.write(chunk)).split('\n');
			rest = pieces.pop() ?? '';
			while (rest.length > longestLine) {
				pieces.push(rest.slice(0, longestLine));
				rest = rest.slice(longestLine);
			}
			return pieces;
		},
		end(): readonly string[] {
			const last = rest + decoder.end();
			return last === '' ? [] : [last];
		},
	};
}
