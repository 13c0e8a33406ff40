import {type Argv, quote} from '../model/argv.ts';
import {plainText} from '../model/text.ts';
import type {Finished} from './host.ts';
import {lastWords, silentSocket} from './last-words.ts';

/** Something the node did or said. Carries the command, so that a person can repeat it. */
export class NodeError extends Error {
	readonly argv: Argv;

	constructor(argv: Argv, message: string, options?: ErrorOptions) {
		super(message, options);
		this.name = new.target.name;
		this.argv = argv;
	}
}

/** It ran and said no. */
export class CommandFailed extends NodeError {
	readonly finished: Finished;

	constructor(argv: Argv, finished: Finished) {
		super(argv, `${shown(argv)}: exit ${finished.exitCode}: ${lastWords(finished)}`);
		this.finished = finished;
	}
}

export class CommandNotFound extends NodeError {
	constructor(argv: Argv) {
		super(argv, `${argv[0]}: no such program on this node`);
	}
}

/** It could not be started: not executable, no permission, an argument with a NUL. */
export class CommandNotStarted extends NodeError {
	constructor(argv: Argv, cause: unknown) {
		super(argv, `${shown(argv)}: could not be started: ${messageOf(cause)}`, {cause});
	}
}

export class CommandTimedOut extends NodeError {
	readonly timeoutMs: number;

	constructor(argv: Argv, timeoutMs: number) {
		super(argv, `${shown(argv)}: no answer within ${timeoutMs / 1000} s`);
		this.timeoutMs = timeoutMs;
	}
}

/** Two programs in a pipe of which one waits for the other without end. */
export class PipeStalled extends NodeError {
	constructor(argv: Argv, into: Argv, stallMs: number) {
		super(
			argv,
			`${shown(argv)} | ${shown(into)}: nothing went through for ${Math.round(stallMs / 60_000)} minutes: one of the two daemons hangs, or its disk`,
		);
	}
}

export class CommandCancelled extends NodeError {
	constructor(argv: Argv) {
		super(argv, `${shown(argv)}: cancelled`);
	}
}

export class OutputTooLarge extends NodeError {
	constructor(argv: Argv, maxBytes: number) {
		super(argv, `${shown(argv)}: more than ${maxBytes} bytes of output`);
	}
}

/** It answered what no known version answers. Shows the command and how the answer begins. */
export class UnexpectedOutput extends NodeError {
	constructor(argv: Argv, output: string, cause: unknown) {
		const beginning = plainText(output.slice(0, 120)) || '(nothing)';
		super(argv, `${shown(argv)}: unexpected output (${messageOf(cause)}), begins: ${beginning}`, {cause});
	}
}

/** No recording of this command: only in replay and in the demo. */
export class NotRecorded extends NodeError {
	constructor(argv: Argv) {
		super(argv, `${shown(argv)}: not in this recording`);
	}
}

/** Refused here because nothing may be changed: demo, replay, read-only mode. */
export class ChangeRefused extends NodeError {
	constructor(argv: Argv, because: string) {
		super(argv, `${shown(argv)}: not run: ${because}`);
	}
}

export class FileUnreadable extends Error {
	readonly path: string;

	constructor(path: string, cause: unknown) {
		super(`${path}: ${messageOf(cause)}`, {cause});
		this.name = 'FileUnreadable';
		this.path = path;
	}
}

export class FileNotWritten extends Error {
	readonly path: string;

	constructor(path: string, cause: unknown) {
		super(`${path}: ${messageOf(cause)}`, {cause});
		this.name = 'FileNotWritten';
		this.path = path;
	}
}

export function messageOf(cause: unknown): string {
	return cause instanceof Error ? cause.message : String(cause);
}

/** A command in a sentence: one with a hundred IDs would hide what the sentence says. */
function shown(argv: Argv): string {
	const line = quote(argv);
	return line.length <= longestShown ? line : `${line.slice(0, longestShown)}…`;
}

const longestShown = 200;

/** The socket of a daemon is gone: it does not run. Said at once, where its client would dial for its own time limit. */
export class SocketMissing extends NodeError {
	readonly path: string;

	constructor(argv: Argv, path: string, daemon: string) {
		super(argv, `${shown(argv)}: there is no ${path}: ${daemon} is not running`);
		this.path = path;
	}
}

/** The socket behind which nobody was, if that is what the error says. */
export function silentSocketOf(error: unknown): string | undefined {
	if (error instanceof SocketMissing) return error.path;
	return error instanceof CommandFailed ? silentSocket.exec(error.finished.stderr)?.[1] : undefined;
}

/** There is nothing on this node that could be asked. The message says why. */
export class NothingToAsk extends Error {
	constructor(because: string) {
		super(because);
		this.name = 'NothingToAsk';
	}
}

/** What was asked for is of another runtime than the one of this node: no answer is to be waited for. */
export class OfAnotherRuntime extends NothingToAsk {
	constructor(because: string) {
		super(because);
		this.name = 'OfAnotherRuntime';
	}
}

/** The containerd namespace that was asked for is not on this node. */
export class NoSuchNamespace extends Error {
	constructor(name: string, existing: readonly string[]) {
		super(`no containerd namespace ${plainText(name)} on this node, there are: ${existing.map(plainText).join(', ')}`);
		this.name = 'NoSuchNamespace';
	}
}
