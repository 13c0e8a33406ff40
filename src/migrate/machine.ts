import type {Argv} from '../model/argv.ts';
import type {Entry} from './ledger.ts';

export type RunLimits = {
	readonly timeoutMs: number;
	/** A program that reads what the first one prints. */
	readonly into?: Argv;
	/** Told from time to time how many bytes went from one to the other. */
	readonly onBytes?: (bytes: number) => void;
	/** Told each whole line as it is said; what was told is not in the answer's `stdout` any more. */
	readonly onText?: (text: string) => void;
};

export type Ran = {readonly exitCode: number; readonly stdout: string; readonly stderr: string};

/**
 * All that the engine may do to the node. `host` implements it; the tests have one over a folder. Each call that changes
 * something is on disk when it returns.
 */
export type Machine = {
	/** Throws what `host` throws where a program is missing, hangs, or cannot be started. */
	run(argv: Argv, limits: RunLimits): Promise<Ran>;
	/** Text of a file, links followed; undefined where there is none. */
	read(path: string): Promise<string | undefined>;
	/**
	 * Put a text in place of a file at once and wholly, with owner, mode, label and links as they were; `undefined` takes the
	 * file away. Missing folders are made.
	 */
	write(path: string, text: string | undefined, mode?: number): Promise<void>;
	/** Where a path leads by links, also where nothing is there. */
	leadsTo(path: string): Promise<string>;
	/** Take away what a write that was killed left beside the file. */
	sweep(path: string): Promise<void>;
	/** Folders on the way to a path that do not exist yet, the outermost first. */
	missingFolders(path: string): Promise<readonly string[]>;
	/** Keep a copy of a file with owner, mode and label: its number. Links are followed, or kept as links. */
	keep(path: string, links: 'follow' | 'keep'): Promise<number>;
	/** Put a kept copy back, as it was. */
	restore(path: string, kept: number): Promise<void>;
	/** Where that copy is, for a person. */
	keptAt(kept: number): string;
	/** Take away a folder if it is empty. */
	removeFolder(path: string): Promise<void>;
	/** SHA-256 in hex. */
	digest(text: string): string;
	append(entry: Entry): Promise<void>;
	entries(): Promise<readonly Entry[]>;
};
