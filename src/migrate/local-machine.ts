import {createHash} from 'node:crypto';
import {appendLine} from '../host/append-line.ts';
import {
	keepFile,
	leadsTo,
	missingFolders,
	removeEmptyFolder,
	removeFile,
	removeParts,
	replaceFile,
	restoreFile,
} from '../host/durable-files.ts';
import type {Host} from '../host/host.ts';
import type {Pipe} from '../host/pipe.ts';
import type {Argv} from '../model/argv.ts';
import {ChangeFailed} from './apply.ts';
import {type Entry, readLedger} from './ledger.ts';
import type {Machine, Ran, RunLimits} from './machine.ts';
import {reasonOf} from './unwritable.ts';
import {wholeLines} from './whole-lines.ts';

/** Does a line of kubectl through the API server itself; undefined: it is for kubectl. */
export type ThroughApi = (argv: Argv, limits: Omit<RunLimits, 'into' | 'onBytes'>) => Promise<Ran | undefined>;

/** The node itself, with the ledger and the kept files in a folder: `/var/lib/rtconsole/migrate`. */
export function createLocalMachine(
	host: Pick<Host, 'run' | 'readText' | 'listNames'>,
	folder: string,
	pipe: Pipe,
	throughApi?: ThroughApi,
): Machine {
	const ledger = `${folder}/ledger.jsonl`;
	const keptAt = (number: number) => `${folder}/files/${number}`;
	let known: Entry[] | undefined;
	const entries = async (): Promise<Entry[]> => {
		known ??= [...readLedger((await host.readText(ledger)) ?? '')];
		return known;
	};
	return {
		async run(argv, {into, onBytes, onText, timeoutMs}) {
			if (into !== undefined) return pipe(argv, into, {timeoutMs, ...(onBytes === undefined ? {} : {onBytes})});
			const answered =
				argv[0] === 'kubectl' && (await throughApi?.(argv, {timeoutMs, ...(onText === undefined ? {} : {onText})}));
			if (answered) return answered;
			if (onText === undefined) return host.run(argv, {timeoutMs, apart: true});
			const lines = {stdout: wholeLines(onText), stderr: wholeLines(onText)};
			const finished = await host.run(argv, {
				timeoutMs,
				apart: true,
				onOutput: (from, bytes) => lines[from].add(bytes),
			});
			for (const each of Object.values(lines)) each.end();
			return finished;
		},
		read: path => host.readText(path),
		async write(path, text, mode) {
			if (text === undefined) removeFile(path);
			else replaceFile(path, text, mode);
		},
		leadsTo: async path => leadsTo(path),
		sweep: async path => removeParts(path),
		missingFolders: async path => missingFolders(path),
		async keep(path, links) {
			const names = await host.listNames(`${folder}/files`);
			const number = 1 + Math.max(0, ...names.map(name => Number.parseInt(name, 10) || 0));
			try {
				keepFile(path, keptAt(number), links);
			} catch (cause) {
				throw notWritten(`no copy of ${path} can be kept in ${folder}`, cause);
			}
			return number;
		},
		keptAt,
		restore: async (path, kept) => restoreFile(keptAt(kept), path),
		removeFolder: async path => removeEmptyFolder(path),
		digest: text => createHash('sha256').update(text).digest('hex'),
		async append(entry) {
			const all = await entries();
			try {
				appendLine(ledger, JSON.stringify(entry));
			} catch (cause) {
				throw notWritten(`${ledger} cannot be written`, cause);
			}
			all.push(entry);
		},
		entries,
	};
}

/** What cannot be written down is not done. */
function notWritten(what: string, cause: unknown): ChangeFailed {
	return new ChangeFailed(`${what}: ${reasonOf(cause)}; once it can, the same command goes on`, {cause});
}
