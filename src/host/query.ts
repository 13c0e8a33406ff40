import type {Argv} from '../model/argv.ts';
import {type BunSpawner, startWith} from './bun-child.ts';
import type {Ending, StartChild} from './child.ts';
import {CommandCancelled, CommandTimedOut, type NodeError, OutputTooLarge} from './errors.ts';
import type {Finished} from './host.ts';
import {keptBytes, type ProcessOptions} from './process-options.ts';
import {signalNumber, startError} from './start-error.ts';

const killAfterMs = 1000;

/**
 * The executable's runtime starts a program for 3 ms of CPU; its node:child_process, whose streams are loaded with the
 * first program, takes 12 to 18, on the way to the first frame.
 */
const {Bun} = globalThis as {readonly Bun?: BunSpawner};
let start: StartChild | undefined = Bun && startWith(Bun);

/**
 * Run a command that only looks, and collect what it says.
 *
 * Not on execa, for this is on the way to the first frame: loading execa costs 25–30 ms there, as much as the first answer
 * of crictl itself (docs/decisions/003-processes.md).
 */
export async function runQuery(argv: Argv, options: ProcessOptions): Promise<Finished> {
	start ??= (await import('./node-child.ts')).startNodeChild;
	return collected(start, argv, options);
}

function collected(start: StartChild, argv: Argv, options: ProcessOptions): Promise<Finished> {
	const {env, timeoutMs, maxBytes, signal, input, onOutput} = options;
	const startedAt = performance.now();
	return new Promise((resolve, reject) => {
		if (signal?.aborted) return reject(new CommandCancelled(argv));
		const pipes = {stdout: {chunks: [] as Uint8Array[], bytes: 0}, stderr: {chunks: [] as Uint8Array[], bytes: 0}};
		const onChunk = (from: 'stdout' | 'stderr', chunk: Uint8Array) => {
			const pipe = pipes[from];
			pipe.bytes += chunk.length;
			onOutput?.(from, chunk);
			if (onOutput && (from === 'stdout' || pipe.bytes > keptBytes)) return;
			if (pipe.bytes > maxBytes) stop(new OutputTooLarge(argv, maxBytes));
			else pipe.chunks.push(chunk);
		};
		let child: ReturnType<StartChild>;
		try {
			child = start(argv, {env, input, onChunk});
		} catch (cause) {
			return reject(startError(argv, cause));
		}

		let stopped: NodeError | undefined;
		let killTimer: NodeJS.Timeout | undefined;
		const gone = {code: null, signal: null};
		const stop = (because: NodeError) => {
			if (stopped) return;
			stopped = because;
			child.kill('SIGTERM');
			killTimer = setTimeout(() => {
				child.kill('SIGKILL');
				// A process in the kernel's uninterruptible sleep outlives even that; whoever waits for it must not.
				killTimer = setTimeout(() => finish(gone), killAfterMs);
			}, killAfterMs);
			// A grandchild may hold the pipes open after the child has gone.
			child.exited.then(() => finish(gone));
		};
		const timer = setTimeout(() => stop(new CommandTimedOut(argv, timeoutMs)), timeoutMs);
		const cancel = () => stop(new CommandCancelled(argv));
		signal?.addEventListener('abort', cancel, {once: true});

		const tidy = () => {
			clearTimeout(timer);
			clearTimeout(killTimer);
			signal?.removeEventListener('abort', cancel);
		};
		const finish = ({code, signal: killedBy}: Ending) => {
			tidy();
			if (stopped) {
				child.drop();
				return reject(stopped);
			}
			const stdoutBytes = Buffer.concat(pipes.stdout.chunks);
			let text: string | undefined;
			resolve({
				exitCode: code ?? 128 + signalNumber(killedBy),
				...(killedBy && {signal: killedBy}),
				get stdout() {
					text ??= stdoutBytes.toString('utf8');
					return text;
				},
				stdoutBytes,
				stderr: Buffer.concat(pipes.stderr.chunks).toString('utf8'),
				durationMs: performance.now() - startedAt,
			});
		};
		child.closed.then(finish, cause => {
			tidy();
			reject(startError(argv, cause));
		});
	});
}
