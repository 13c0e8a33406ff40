import type {Argv} from '../model/argv.ts';

/** One process that rtconsole started; or a file that it reads itself, as the command that would show the same. */
export type LoggedCommand = {
	readonly number: number;
	readonly argv: Argv;
	readonly purpose: 'query' | 'follow' | 'file' | 'run' | 'attach';
	readonly startedAtMs: number;
	/** Absent while it runs. */
	readonly ended?: {readonly durationMs: number; readonly exitCode?: number; readonly error?: string};
};

export type CommandLog = {
	/** Oldest first; at most the last 1,000. */
	entries(): readonly LoggedCommand[];
	/** Note a start; the returned function notes the end. */
	started(argv: Argv, purpose: LoggedCommand['purpose']): (end: {exitCode?: number; error?: string}) => void;
	onChange(listener: () => void): () => void;
};

const capacity = 1000;

export function createCommandLog(now: () => number): CommandLog {
	let entries: LoggedCommand[] = [];
	let count = 0;
	const listeners = new Set<() => void>();
	const announce = () => {
		for (const listener of listeners) listener();
	};

	return {
		entries: () => entries,
		started(argv, purpose) {
			const entry: LoggedCommand = {number: ++count, argv, purpose, startedAtMs: now()};
			entries = [...entries.slice(1 - capacity), entry];
			announce();
			return end => {
				const ended = {durationMs: now() - entry.startedAtMs, ...end};
				entries = entries.map(other => (other.number === entry.number ? {...entry, ended} : other));
				announce();
			};
		},
		onChange(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
}
