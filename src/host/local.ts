import type {Argv} from '../model/argv.ts';
import {runChange} from './change.ts';
import type {CommandLog, LoggedCommand} from './command-log.ts';
import {ChangeRefused, messageOf} from './errors.ts';
import {localFileParts} from './file-parts.ts';
import {createLocalFiles, searchedPath} from './files.ts';
import {followLines} from './follow.ts';
import type {Finished, Host, Limits} from './host.ts';
import {runQuery} from './query.ts';
import {signalNumber, startError} from './start-error.ts';

export type LocalOptions = {
	readonly log: CommandLog;
	/** The environment that children get. PATH is also where programs are looked for. */
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly defaultTimeoutMs?: number;
	/** Refuse everything that changes the node. */
	readonly readOnly?: boolean;
};

const maxBytesByDefault = 64 * 1024 * 1024;

/** The node that this process runs on: argv arrays, time limits, output caps, every process in the command log. */
export function createLocalHost({log, env: given, defaultTimeoutMs = 10_000, readOnly = false}: LocalOptions): Host {
	// What is found there can be started too: sudo of RHEL leaves /usr/local/bin out, cron all of sbin.
	const env = {...given, PATH: searchedPath(given.PATH ?? '')};
	const completed = (limits: Limits = {}) => ({
		...limits,
		timeoutMs: limits.timeoutMs ?? defaultTimeoutMs,
		maxBytes: limits.maxBytes ?? maxBytesByDefault,
		env,
	});

	async function logged(argv: Argv, purpose: LoggedCommand['purpose'], start: () => Promise<Finished>) {
		const ended = log.started(argv, purpose);
		try {
			const finished = await start();
			ended({exitCode: finished.exitCode});
			return finished;
		} catch (error) {
			ended({error: messageOf(error)});
			throw error;
		}
	}

	const refuseReadOnly = (argv: Argv) => {
		if (readOnly) throw new ChangeRefused(argv, 'read-only mode');
	};

	return {
		...createLocalFiles(env.PATH ?? '', readOnly),
		...localFileParts,
		query: (argv, limits) => logged(argv, 'query', () => runQuery(argv, completed(limits))),
		async run(argv, limits) {
			refuseReadOnly(argv);
			return logged(argv, 'run', () => runChange(argv, completed(limits)));
		},
		follow: (argv, {signal}) => followLines(argv, {signal, env, log}),
		attach(argv, {reads = false, errors} = {}) {
			if (!reads) refuseReadOnly(argv);
			const ended = log.started(argv, 'attach');
			const [file, ...args] = argv;
			// Not imported above: it takes milliseconds, and what stands before the first frame starts nothing this way.
			const {spawnSync} = process.getBuiltinModule('node:child_process');
			// An async child with the terminal inherited loses input to Ink's reader: docs/decisions/003-processes.md.
			const result = spawnSync(file, args, {
				stdio: ['inherit', 'inherit', errors === undefined ? 'inherit' : 'pipe'],
				maxBuffer: Number.POSITIVE_INFINITY,
				env: env as NodeJS.ProcessEnv,
			});
			if (result.stderr?.length > 0) errors?.(result.stderr);
			if (result.error) {
				ended({error: messageOf(result.error)});
				throw startError(argv, result.error);
			}
			const exitCode = result.status ?? 128 + signalNumber(result.signal);
			ended({exitCode});
			return exitCode;
		},
	};
}
