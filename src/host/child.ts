import type {Argv} from '../model/argv.ts';

/** A program that was started to be listened to. */
export type Child = {
	kill(signal: NodeJS.Signals): void;
	/** Resolves when the process has ended, whoever still holds its pipes. */
	readonly exited: Promise<unknown>;
	/** How it ended, once both pipes are drained too. Rejects with the cause where it could not be started. */
	readonly closed: Promise<Ending>;
	/** Listen to its pipes no longer. */
	drop(): void;
};

export type Ending = {readonly code: number | null; readonly signal: NodeJS.Signals | null};

export type ChildOptions = {
	readonly env: Readonly<Record<string, string | undefined>>;
	/** Text for its standard input; without it, standard input is empty. */
	readonly input?: string;
	onChunk(from: 'stdout' | 'stderr', chunk: Uint8Array): void;
};

/** Throws, or rejects `closed`, with what the system said where there is no such program. */
export type StartChild = (argv: Argv, options: ChildOptions) => Child;
