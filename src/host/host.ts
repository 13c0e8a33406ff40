import type {Argv} from '../model/argv.ts';

/** How long and how much a command may answer. Every command has limits; these replace the defaults. */
export type Limits = {
	/** Default 10,000. At the end the process gets SIGTERM, then SIGKILL after one second. */
	readonly timeoutMs?: number;
	/** Bytes of stdout and of stderr, each. Default 64 MiB. More ends the process. */
	readonly maxBytes?: number;
	readonly signal?: AbortSignal;
	/** In a session of its own: it is not ended with the terminal, nor by a ctrl-c there. For changes that must come to their end. */
	readonly apart?: boolean;
	/** Text for its standard input; without it, standard input is empty. */
	readonly input?: string;
	/**
	 * Gets what it says byte for byte, as it comes; no cap on it then. `Finished` has an empty stdout and the beginning of
	 * stderr. A recorded host hands over nothing here: its `Finished` has the texts.
	 */
	readonly onOutput?: (from: 'stdout' | 'stderr', bytes: Uint8Array) => void;
};

/** A command that started and ended by itself. A non-zero exit code is the caller's to judge. */
export type Finished = {
	readonly exitCode: number;
	/** The signal that ended it; `exitCode` is then 128 + its number, as a shell would say. */
	readonly signal?: string;
	readonly stdout: string;
	/** What `stdout` is decoded from, where it comes from a process: an answer that is known already need not be decoded. */
	readonly stdoutBytes?: Uint8Array;
	readonly stderr: string;
	readonly durationMs: number;
};

export type FileKind = 'file' | 'directory' | 'socket' | 'other';

/** Lines in the order in which they came; a batch is never empty. */
export type LineBatch = {readonly from: 'stdout' | 'stderr'; readonly lines: readonly string[]};

/** A file that was opened for reading: what it is called later does not matter, as with `tail -f`. */
export type OpenFile = {
	/** Device and inode: two names with the same identity are one file. */
	readonly identity: string;
	/** Where it lies, links followed. */
	readonly path: string;
	/** Bytes now: a file may grow, and shrink. */
	size(): Promise<number>;
	/**
	 * Bytes from `offset` on: at most `length`, fewer at its end. They hold until the next call: reading a fast log would
	 * else leave a hundred megabytes behind. Throws `FileUnreadable`.
	 */
	read(offset: number, length: number): Promise<Uint8Array>;
	close(): Promise<void>;
};

/** A file that did not exist before, being written. */
export type NewFile = {
	/** Throws `FileNotWritten`: the disk is full, or gone. */
	write(bytes: Uint8Array): Promise<void>;
	/** Everything is on the disk. */
	finish(): Promise<void>;
	/** Take away what was written. */
	discard(): Promise<void>;
};

export type FollowOptions = {readonly signal: AbortSignal};

/** What answers in place of a node. */
export type Recording = {
	/** Of the node that was recorded; older recordings do not tell it. */
	readonly hostname?: string;
	/** What was asked so far and was not recorded: of it nothing is known, not even that it is not there. */
	missed(): readonly string[];
};

/**
 * Looking at the node: nothing here changes it.
 *
 * Throws `CommandNotFound`, `CommandTimedOut`, `OutputTooLarge`, `CommandCancelled` (see errors.ts).
 */
export type Reader = {
	/** Set where a recording answers, and no node. */
	readonly recording?: Recording;
	query(argv: Argv, limits?: Limits): Promise<Finished>;
	/** Lines of a command that may never end. Ends with the command; a non-zero exit throws `CommandFailed`. */
	follow(argv: Argv, options: FollowOptions): AsyncIterable<LineBatch>;
	/** Text of a file; undefined where there is none. Throws `FileUnreadable` where there is one. */
	readText(path: string): Promise<string | undefined>;
	/** Names in a directory, sorted; empty where there is none. */
	listNames(path: string): Promise<readonly string[]>;
	/** A regular file to be read in parts; undefined where there is none. Throws `FileUnreadable`. */
	openFile(path: string): Promise<OpenFile | undefined>;
	/** Which file a path leads to now: the `identity` that it would have opened; undefined where there is none. */
	identityOf(path: string): Promise<string | undefined>;
	/** What is at a path, links followed; undefined where there is nothing. */
	kindOf(path: string): Promise<FileKind | undefined>;
	/** Bytes of a file, links followed; undefined where there is none. */
	sizeOf(path: string): Promise<number | undefined>;
	/** Whether this user may write to what is at a path: for a socket, whether it may be used. Undefined where there is nothing. */
	isWritable(path: string): Promise<boolean | undefined>;
	/** Absolute path of a program, looked for in PATH and the usual sbin folders; undefined where it is not. */
	findProgram(name: string): Promise<string | undefined>;
};

export type AttachOptions = {
	/** It only looks: read-only mode lets it. */
	readonly reads?: boolean;
	/** Gets what it wrote to standard error when it has ended; the terminal then shows none of it. */
	readonly errors?: (bytes: Uint8Array) => void;
};

/** Changing the node. Each call lands in the command log. */
export type Writer = {
	run(argv: Argv, limits?: Limits): Promise<Finished>;
	/** Write a whole file, or remove it with `undefined`. With a `mode` it has these permissions, whatever the umask. */
	writeText(path: string, text: string | undefined, mode?: number): Promise<void>;
	/**
	 * A new file of a person's own, for what they save; its folders are made, nobody else may read it. Undefined where there
	 * is something of that name already: nothing is ever overwritten. Allowed in read-only mode too, for it is no part of the
	 * node. Throws `FileNotWritten`.
	 */
	createFile(path: string): Promise<NewFile | undefined>;
	/** Hand the terminal over to a program until it ends: shells, interactive exec. Returns its exit code. */
	attach(argv: Argv, options?: AttachOptions): number;
};

export type Host = Reader & Writer;
