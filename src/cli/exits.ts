import {mkdtempSync, writeFileSync, writeSync} from 'node:fs';
import {constants, tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Held} from '../app/migration/walker.ts';
import {restoreTerminal} from './skeleton.ts';

export type Leaving = {
	/** Aborted when the process is told to go: children are ended, the screen is left. */
	readonly signal: AbortSignal;
	/** Something that must come to its end first: it is told to stop, and waited for. */
	hold(work: Held): void;
	/** Resolves when nothing is held any more; where something is, that is said first. */
	settled(say: (text: string) => void): Promise<void>;
	/** The screen was left by itself: the process ends soon, with the exit code it was given. */
	done(): void;
};

const ending = ['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGQUIT'] as const;
/** Time for children to be told; then the process goes whatever they do. */
const graceMs = 300;

/** However the process ends, the terminal is given back; a crash says where its report is. */
export function leaveOnSignals(): Leaving {
	const controller = new AbortController();
	const held = new Set<Held>();
	const settled = async (say?: (text: string) => void) => {
		if (held.size > 0)
			say?.('rtconsole: the change that is under way comes to its end first; rtconsole migrate goes on from there\n');
		for (const {stop} of held) stop();
		while (held.size > 0) await Promise.all([...held].map(({ended}) => ended.catch(() => {})));
	};
	const leave = (signal: (typeof ending)[number]) => {
		controller.abort();
		restoreTerminal();
		// After a hang-up each of them fails for want of a terminal, which is no reason to break off in the middle.
		for (const stream of [process.stdin, process.stdout, process.stderr]) stream.on('error', () => {});
		void settled().then(() => setTimeout(() => process.exit(128 + constants.signals[signal]), graceMs));
	};
	const crash = (error: unknown) => {
		controller.abort();
		restoreTerminal();
		const report = error instanceof Error ? (error.stack ?? error.message) : String(error);
		try {
			const path = join(mkdtempSync(join(tmpdir(), 'rtconsole-crash-')), 'report.txt');
			writeFileSync(path, `${new Date().toISOString()}\n${report}\n`);
			writeSync(2, `rtconsole crashed: ${report.split('\n')[0]}\nThe report is in ${path}\n`);
		} catch {
			// No place for a report, or no terminal any more.
		}
		void settled().then(() => process.exit(1));
	};
	for (const signal of ending) process.on(signal, leave);
	process.on('uncaughtException', crash);
	process.on('unhandledRejection', crash);
	return {
		signal: controller.signal,
		hold(work) {
			held.add(work);
			const release = () => held.delete(work);
			work.ended.then(release, release);
		},
		settled,
		done() {
			// A tool that hangs on a runtime that hangs is not waited for.
			setTimeout(() => process.exit(), graceMs).unref();
			for (const signal of ending) process.off(signal, leave);
			process.off('uncaughtException', crash);
			process.off('unhandledRejection', crash);
		},
	};
}
