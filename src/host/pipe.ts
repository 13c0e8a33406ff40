import {type ChildProcess, spawn} from 'node:child_process';
import {Transform} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import type {Argv} from '../model/argv.ts';
import type {CommandLog} from './command-log.ts';
import {ChangeRefused, CommandTimedOut, messageOf, type NodeError, PipeStalled} from './errors.ts';
import {keptBytes} from './process-options.ts';
import {signalNumber, startError} from './start-error.ts';

export type PipeLimits = {
	readonly timeoutMs: number;
	/** Without a byte for so long it is given up: a quarter of an hour unless told otherwise. */
	readonly stallMs?: number;
	readonly onBytes?: (bytes: number) => void;
};

/** Unpacking what came goes on after the last byte: minutes, for a large image on a slow disk. */
const patienceMs = 15 * 60_000;

/** Exit code of the one that failed, the reader first: a writer whose reader went away fails too. */
export type Piped = {readonly exitCode: number; readonly stdout: string; readonly stderr: string};

export type Pipe = (from: Argv, into: Argv, limits: PipeLimits) => Promise<Piped>;

type PipeOptions = {
	readonly log: CommandLog;
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly readOnly: boolean;
};

/** Two programs, the one reading what the other prints, without a shell and without a file between them. */
export function createPipe({log, env, readOnly}: PipeOptions): Pipe {
	return async (from, into, {timeoutMs, stallMs = patienceMs, onBytes}) => {
		if (readOnly) throw new ChangeRefused(from, 'read-only mode');
		const start = (argv: Argv, stdin: 'ignore' | 'pipe') => startProcess(argv, {env, stdin, log});
		const writer = start(from, 'ignore');
		const reader = start(into, 'pipe');
		const kill = () => {
			for (const {child} of [writer, reader]) killGroup(child);
		};
		let late: NodeError | undefined;
		const giveUp = (error: NodeError) => {
			late ??= error;
			kill();
		};
		const timer = setTimeout(() => giveUp(new CommandTimedOut(from, timeoutMs)), timeoutMs);
		const stalled = setTimeout(() => giveUp(new PipeStalled(from, into, stallMs)), stallMs);
		try {
			const flow = connect(writer.child, reader.child, bytes => {
				stalled.refresh();
				onBytes?.(bytes);
			});
			const said = reader.collect();
			const [one, two] = await Promise.all([writer.ended, reader.ended]);
			await flow;
			if (late) throw late;
			if (two === 0) return {exitCode: one, stdout: said(), stderr: writer.errors()};
			const both = [
				{tool: from[0], said: one === 0 ? '' : withoutBrokenPipe(writer.errors())},
				{tool: into[0], said: reader.errors()},
			];
			return {exitCode: two, stdout: '', stderr: wordsOf(both)};
		} catch (error) {
			kill();
			throw error;
		} finally {
			clearTimeout(timer);
			clearTimeout(stalled);
		}
	};
}

/** The one that writes comes first: where it broke off, the other merely met the end too early. */
function wordsOf(both: ReadonlyArray<{readonly tool: string; readonly said: string}>): string {
	const some = both.filter(({said}) => said.trim() !== '');
	return some.length < 2
		? (some[0]?.said ?? '')
		: some.map(({tool, said}) => (said.startsWith(`${tool}: `) ? said.trim() : `${tool}: ${said.trim()}`)).join('\n');
}

/** What a writer says whose reader went away. */
function withoutBrokenPipe(said: string): string {
	return said
		.split('\n')
		.filter(line => !/broken pipe|connection reset by peer|EPIPE/i.test(line))
		.join('\n');
}

/** What it started holds its pipes too. */
function killGroup({pid, exitCode, signalCode}: ChildProcess): void {
	if (pid === undefined || exitCode !== null || signalCode !== null) return;
	try {
		process.kill(-pid, 'SIGKILL');
	} catch {
		// It ended by itself meanwhile.
	}
}

async function connect(from: ChildProcess, into: ChildProcess, onBytes: (bytes: number) => void): Promise<void> {
	if (!from.stdout || !into.stdin) return;
	let bytes = 0;
	const counted = new Transform({
		transform(chunk: Buffer, _, done) {
			bytes += chunk.length;
			onBytes(bytes);
			done(null, chunk);
		},
	});
	// Whichever end went away tells by its exit code.
	await pipeline(from.stdout, counted, into.stdin).catch(() => {});
}

function startProcess(
	[file, ...args]: Argv,
	{env, stdin, log}: {env: PipeOptions['env']; stdin: 'ignore' | 'pipe'; log: CommandLog},
) {
	const noted = log.started([file, ...args], 'run');
	// In a session of its own: a hang-up of the terminal must not cut what flows.
	const child = spawn(file, args, {env: env as NodeJS.ProcessEnv, stdio: [stdin, 'pipe', 'pipe'], detached: true});
	const errors = beginningOf(child.stderr);
	return {
		child,
		errors,
		collect: () => beginningOf(child.stdout),
		ended: new Promise<number>((resolve, reject) => {
			child.once('error', cause => {
				noted({error: messageOf(cause)});
				reject(startError([file, ...args], cause));
			});
			child.once('close', (code, signal) => {
				const exitCode = code ?? 128 + signalNumber(signal);
				noted({exitCode});
				resolve(exitCode);
			});
		}),
	};
}

function beginningOf(stream: NodeJS.ReadableStream | null): () => string {
	const chunks: Buffer[] = [];
	let bytes = 0;
	stream?.on('data', (chunk: Buffer) => {
		bytes += chunk.length;
		if (bytes <= keptBytes) chunks.push(chunk);
	});
	return () => Buffer.concat(chunks).toString('utf8');
}
