import {spawn} from 'node:child_process';
import type {Argv} from '../model/argv.ts';
import {CommandCancelled, CommandTimedOut, type NodeError, OutputTooLarge} from './errors.ts';
import type {Finished} from './host.ts';
import {keptBytes, type ProcessOptions} from './process-options.ts';
import {signalNumber, startError} from './start-error.ts';

const killAfterMs = 1000;

/**
 * Run a command that only looks, and collect what it says.
 *
 * On node:child_process and not on execa, for this is on the way to the first frame: loading execa costs 25–30 ms there,
 * as much as the first answer of crictl itself (docs/decisions/003-processes.md).
 */
export function runQuery(argv: Argv, options: ProcessOptions): Promise<Finished> {
	const {env, timeoutMs, maxBytes, signal, input, onOutput} = options;
	const startedAt = performance.now();
	return new Promise((resolve, reject) => {
		const [file, ...args] = argv;
		if (signal?.aborted) return reject(new CommandCancelled(argv));
		let child: ReturnType<typeof spawn>;
		try {
			child = spawn(file, args, {
				env: env as NodeJS.ProcessEnv,
				stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
			});
		} catch (cause) {
			return reject(startError(argv, cause));
		}

		let stopped: NodeError | undefined;
		let killTimer: NodeJS.Timeout | undefined;
		const stop = (because: NodeError) => {
			if (stopped) return;
			stopped = because;
			child.kill('SIGTERM');
			killTimer = setTimeout(() => {
				child.kill('SIGKILL');
				// A process in the kernel's uninterruptible sleep outlives even that; whoever waits for it must not.
				killTimer = setTimeout(() => finish(null, null), killAfterMs);
			}, killAfterMs);
			// A grandchild may hold the pipes open after the child has gone.
			child.once('exit', () => finish(null, null));
		};
		const timer = setTimeout(() => stop(new CommandTimedOut(argv, timeoutMs)), timeoutMs);
		const cancel = () => stop(new CommandCancelled(argv));
		signal?.addEventListener('abort', cancel, {once: true});

		const collect = (stream: NodeJS.ReadableStream | null, from: 'stdout' | 'stderr') => {
			const chunks: Buffer[] = [];
			let bytes = 0;
			stream?.on('data', (chunk: Buffer) => {
				bytes += chunk.length;
				onOutput?.(from, chunk);
				if (onOutput && (from === 'stdout' || bytes > keptBytes)) return;
				if (bytes > maxBytes) stop(new OutputTooLarge(argv, maxBytes));
				else chunks.push(chunk);
			});
			return () => Buffer.concat(chunks);
		};
		const stdout = collect(child.stdout, 'stdout');
		const stderr = collect(child.stderr, 'stderr');

		const tidy = () => {
			clearTimeout(timer);
			clearTimeout(killTimer);
			signal?.removeEventListener('abort', cancel);
		};
		const finish = (code: number | null, killedBy: NodeJS.Signals | null) => {
			tidy();
			if (stopped) {
				child.stdout?.destroy();
				child.stderr?.destroy();
				return reject(stopped);
			}
			const stdoutBytes = stdout();
			let text: string | undefined;
			resolve({
				exitCode: code ?? 128 + signalNumber(killedBy),
				...(killedBy && {signal: killedBy}),
				get stdout() {
					text ??= stdoutBytes.toString('utf8');
					return text;
				},
				stdoutBytes,
				stderr: stderr().toString('utf8'),
				durationMs: performance.now() - startedAt,
			});
		};
		child.once('error', cause => {
			tidy();
			reject(startError(argv, cause));
		});
		child.once('close', finish);
		if (input !== undefined) {
			child.stdin?.on('error', () => {}); // a command that does not read its input is no failure
			child.stdin?.end(input);
		}
	});
}
