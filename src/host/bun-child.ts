import type {StartChild} from './child.ts';

/** What is used of the runtime that the executable has within. */
export type BunSpawner = {
	spawn(
		argv: readonly string[],
		options: {
			readonly env: Readonly<Record<string, string | undefined>>;
			readonly stdin: 'ignore' | Uint8Array;
			readonly stdout: 'pipe';
			readonly stderr: 'pipe';
		},
	): {
		readonly stdout: ReadableStream<Uint8Array>;
		readonly stderr: ReadableStream<Uint8Array>;
		readonly exited: Promise<number>;
		readonly exitCode: number | null;
		readonly signalCode: NodeJS.Signals | null;
		kill(signal: NodeJS.Signals): void;
	};
};

/** Through the runtime of the executable itself. */
export function startWith(bun: BunSpawner): StartChild {
	return (argv, {env, input, onChunk}) => {
		const child = bun.spawn(argv, {
			env,
			stdin: input === undefined ? 'ignore' : Buffer.from(input),
			stdout: 'pipe',
			stderr: 'pipe',
		});
		const readers = {stdout: child.stdout.getReader(), stderr: child.stderr.getReader()};
		const drain = async (from: 'stdout' | 'stderr') => {
			for (;;) {
				const {done, value} = await readers[from].read();
				if (done) return;
				onChunk(from, value);
			}
		};
		return {
			kill: signal => child.kill(signal),
			exited: child.exited,
			closed: Promise.all([child.exited, drain('stdout'), drain('stderr')]).then(() => ({
				code: child.signalCode === null ? child.exitCode : null,
				signal: child.signalCode,
			})),
			drop() {
				for (const reader of Object.values(readers)) reader.cancel().catch(() => {});
			},
		};
	};
}
