import {type Argv, quote} from '../model/argv.ts';
import type {CommandLog} from './command-log.ts';
import {ChangeRefused, CommandFailed, CommandNotFound, CommandTimedOut, FileUnreadable, NotRecorded} from './errors.ts';
import type {Host, LineBatch, OpenFile} from './host.ts';
import type {RecordedLine} from './recording.ts';

export type ReplayOptions = {
	readonly log: CommandLog;
	/** Why nothing can be changed, for the message: `demo: there is no node behind this screen`. */
	readonly refuses: string;
};

type Of<Kind extends RecordedLine['kind']> = Extract<RecordedLine, {kind: Kind}>;

/**
 * A node that answers from a recording. The same question asked again gets the next recorded answer, the last one for ever.
 * What was not recorded is said to be not recorded; nothing can be changed.
 */
export function createReplayHost(lines: readonly RecordedLine[], {log, refuses}: ReplayOptions): Host {
	const commands = new Map<string, Array<Of<'command'> | Of<'error'>>>();
	const follows = new Map<string, Of<'follow'>>();
	const paths = new Map<string, Of<'text'> | Of<'unreadable'>>();
	const folders = new Map<string, readonly string[]>();
	const kinds = new Map<string, Of<'kind'>['found']>();
	const sizes = new Map<string, number | undefined>();
	const writables = new Map<string, boolean | undefined>();
	const programs = new Map<string, string | undefined>();
	const opened = new Map<string, Of<'opened'>>();
	const parts = new Map<string, Uint8Array>();
	const identities = new Map<string, string | undefined>();
	const missed = new Set<string>();
	let hostname: string | undefined;
	for (const line of lines) index(line);

	function askedOf<T>(known: ReadonlyMap<string, T>, path: string): T | undefined {
		if (!known.has(path)) missed.add(path);
		return known.get(path);
	}

	function index(line: RecordedLine): void {
		switch (line.kind) {
			case 'command':
			case 'error': {
				const same = commands.get(key(line.argv));
				if (same) same.push(line);
				else commands.set(key(line.argv), [line]);
				return;
			}
			case 'follow':
				follows.set(key(line.argv), line);
				return;
			case 'text':
			case 'unreadable':
				paths.set(line.path, line);
				return;
			case 'names':
				folders.set(line.path, line.names);
				return;
			case 'kind':
				kinds.set(line.path, line.found);
				return;
			case 'size':
				sizes.set(line.path, line.bytes);
				return;
			case 'writable':
				writables.set(line.path, line.writable);
				return;
			case 'opened':
				opened.set(line.path, line);
				return;
			case 'part':
				parts.set(partKey(line.real, line.offset), Buffer.from(line.text, 'base64'));
				return;
			case 'identity':
				identities.set(line.path, line.identity);
				return;
			case 'program':
				programs.set(line.name, line.path);
				return;
			case 'hostname':
				hostname = line.name;
		}
	}

	function nextAnswer(argv: Argv) {
		const answers = commands.get(key(argv));
		if (answers === undefined) missed.add(quote(argv));
		return answers && answers.length > 1 ? answers.shift() : answers?.[0];
	}

	const refuse = (argv: Argv): never => {
		throw new ChangeRefused(argv, refuses);
	};

	return {
		recording: {...(hostname !== undefined && {hostname}), missed: () => [...missed]},
		async query(argv) {
			const ended = log.started(argv, 'query');
			const answer = nextAnswer(argv);
			if (answer?.kind !== 'command') {
				const error = failureOf(argv, answer);
				ended({error: error.message});
				throw error;
			}
			ended({exitCode: answer.exitCode});
			const {exitCode, stdout, stderr, durationMs} = answer;
			return {exitCode, stdout, stderr, durationMs};
		},
		async *follow(argv, {signal}): AsyncGenerator<LineBatch> {
			const ended = log.started(argv, 'follow');
			const live = follows.get(key(argv));
			if (live) yield* live.batches;
			else yield* recordedLines(nextAnswer(argv), argv);
			if (!signal.aborted) await aborted(signal);
			ended({});
		},
		async readText(path) {
			const found = askedOf(paths, path);
			if (found?.kind === 'unreadable') throw new FileUnreadable(path, found.message);
			return found?.text;
		},
		async openFile(path) {
			const found = opened.get(path);
			if (found) return recordedFile(found, parts);
			const known = paths.get(path);
			throw new FileUnreadable(path, known?.kind === 'unreadable' ? known.message : 'not in this recording');
		},
		identityOf: async path => identities.get(path) ?? opened.get(path)?.identity,
		listNames: async path => askedOf(folders, path) ?? [],
		kindOf: async path => askedOf(kinds, path),
		sizeOf: async path => askedOf(sizes, path),
		isWritable: async path => (writables.has(path) ? writables.get(path) : kinds.get(path) && true),
		findProgram: async name => askedOf(programs, name),
		run: async argv => refuse(argv),
		writeText: async (path, text) => refuse([text === undefined ? 'rm' : 'write', path]),
		createFile: async path => refuse(['write', path]),
		attach: refuse,
	};
}

const partKey = (real: string, offset: number): string => `${offset} ${real}`;

/** What was read of a file, when the same is read again. */
function recordedFile({identity, real, size}: Of<'opened'>, parts: ReadonlyMap<string, Uint8Array>): OpenFile {
	return {
		identity,
		path: real,
		size: async () => size,
		read: async (offset, length) => parts.get(partKey(real, offset))?.subarray(0, length) ?? new Uint8Array(),
		close: async () => {},
	};
}

const key = (argv: Argv): string => JSON.stringify(argv);

function failureOf(argv: Argv, answer: Of<'error'> | undefined) {
	if (!answer) return new NotRecorded(argv);
	return answer.error === 'not-found' ? new CommandNotFound(argv) : new CommandTimedOut(argv, answer.timeoutMs ?? 0);
}

function* recordedLines(answer: Of<'command'> | Of<'error'> | undefined, argv: Argv): Generator<LineBatch> {
	if (answer?.kind !== 'command') throw failureOf(argv, answer);
	if (answer.exitCode !== 0) throw new CommandFailed(argv, answer);
	for (const from of ['stdout', 'stderr'] as const) {
		const lines = answer[from].split('\n');
		if (lines.at(-1) === '') lines.pop();
		if (lines.length > 0) yield {from, lines};
	}
}

function aborted(signal: AbortSignal): Promise<void> {
	return new Promise(resolve => signal.addEventListener('abort', () => resolve(), {once: true}));
}
