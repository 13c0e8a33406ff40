import {type Argv, quote} from '../model/argv.ts';
import {nextChange} from './ledger.ts';
import type {Machine, RunLimits} from './machine.ts';
import type {Cause} from './progress.ts';
import {shownDiff} from './shown-write.ts';
import type {Change} from './step.ts';
import {reasonOf, unwritable} from './unwritable.ts';

/** Why a change was not made, and whether somebody else's work is in the way. */
export class ChangeFailed extends Error {
	readonly stuck: boolean;
	/** What lies behind it, where that is known already. */
	readonly causes: readonly Cause[];

	constructor(
		message: string,
		{stuck = false, cause, causes = []}: {stuck?: boolean; cause?: unknown; causes?: readonly Cause[]} = {},
	) {
		super(message, {cause});
		this.name = 'ChangeFailed';
		this.stuck = stuck;
		this.causes = causes;
	}
}

export type Done = {
	readonly said: string;
	readonly output: string;
	/** Of a file that was written, with secrets masked. */
	readonly diff?: string;
};

const defaultTimeoutMs = 60_000;

/** Make one change: it is in the ledger before it is begun and again when it is done. */
export async function applyChange(
	change: Change,
	step: string,
	machine: Machine,
	{at, ...told}: {at(): string; onBytes?(bytes: number): void; onText?(text: string): void},
): Promise<Done> {
	const number = nextChange(await machine.entries());
	const where = {step, number, machine, at, ...told};
	const done = change.kind === 'write' ? await applyWrite(change, where) : await applyRun(change, where);
	await machine.append({at: at(), do: 'did', change: number});
	return done;
}

type Where = {
	readonly step: string;
	readonly number: number;
	readonly machine: Machine;
	at(): string;
	onBytes?(bytes: number): void;
	onText?(text: string): void;
};

async function applyWrite(change: Extract<Change, {kind: 'write'}>, where: Where): Promise<Done> {
	const {path, before, after, mode, reload} = change;
	const {step, number, machine, at} = where;
	const now = await machine.read(path);
	if (now === after) return {said: `${path} is as it should be`, output: ''};
	if (now !== before) {
		throw new ChangeFailed(`${path} was changed by someone else since the plan was made; it is not written over`, {
			stuck: true,
		});
	}
	const backup = before === undefined ? undefined : await machine.keep(path, after === undefined ? 'keep' : 'follow');
	const entry = {
		at: at(),
		do: 'write',
		step,
		change: number,
		path,
		backup,
		before: before === undefined ? undefined : machine.digest(before),
		after: after === undefined ? undefined : machine.digest(after),
		...(reload === undefined ? {} : {reload}),
	} as const;
	await machine.append({...entry, madeFolders: after === undefined ? [] : await machine.missingFolders(path)});
	await written(path, () => machine.write(path, after, mode));
	const output = reload === undefined ? '' : await ran(reload, machine, {timeoutMs: defaultTimeoutMs});
	return {said: after === undefined ? `${path} taken away` : `${path} written`, output, diff: shownDiff(change)};
}

/** Throws `ChangeFailed` where the file cannot be written, with what to look at. */
export async function written(path: string, write: () => Promise<void>): Promise<void> {
	try {
		await write();
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === undefined) throw error;
		throw new ChangeFailed(`${path} cannot be written: ${reasonOf(error)}`, {
			cause: error,
			causes: unwritable(path, error),
		});
	}
}

async function applyRun(change: Extract<Change, {kind: 'run'}>, where: Where): Promise<Done> {
	const {step, number, machine, at, onBytes, onText} = where;
	const {
		argv,
		into,
		undo,
		undoTimeoutMs,
		undoWithinMs,
		undoFineSaying,
		undoAwait,
		timeoutMs = defaultTimeoutMs,
		alsoFine = [],
		fineSaying,
	} = change;
	const more = {
		...(into === undefined ? {} : {into}),
		...(undoTimeoutMs === undefined ? {} : {undoTimeoutMs}),
		...(undoWithinMs === undefined ? {} : {undoWithinMs}),
		...(undoFineSaying === undefined ? {} : {undoFineSaying}),
		...(undoAwait === undefined ? {} : {undoAwait}),
	};
	await machine.append({at: at(), do: 'run', step, change: number, argv, ...more, undo});
	const output = await ran(argv, machine, {
		timeoutMs,
		alsoFine,
		...(fineSaying === undefined ? {} : {fineSaying}),
		...(into === undefined ? {} : {into}),
		...(onBytes === undefined ? {} : {onBytes}),
		...(onText === undefined ? {} : {onText}),
	});
	return {said: commandText(argv, into), output};
}

/** As a person would type it. */
export function commandText(argv: Argv, into?: Argv): string {
	return into === undefined ? quote(argv) : `${quote(argv)} | ${quote(into)}`;
}

type RanOptions = Partial<RunLimits> & {readonly alsoFine?: readonly number[]; readonly fineSaying?: string};

/** What it printed. Throws `ChangeFailed` with what it said where it failed. */
export async function ran(
	argv: Argv,
	machine: Machine,
	{timeoutMs = defaultTimeoutMs, alsoFine = [], fineSaying, ...more}: RanOptions = {},
): Promise<string> {
	const {exitCode, stdout, stderr} = await machine.run(argv, {timeoutMs, ...more}).catch((cause: unknown) => {
		throw new ChangeFailed(cause instanceof Error ? cause.message : String(cause), {cause});
	});
	const isFine = fineSaying !== undefined && new RegExp(fineSaying).test(stdout + stderr);
	if (exitCode === 0 || alsoFine.includes(exitCode) || isFine)
		return more.onText === undefined ? stdout + stderr : stdout;
	throw new ChangeFailed(
		`${commandText(argv, more.into)}: exit ${exitCode}: ${reasonIn(stderr || stdout).slice(-600)}`,
	);
}

/** crictl and kubectl say an error twice: as a line of their log, and as what they end with. */
function reasonIn(text: string): string {
	const lines = text.trim().split('\n');
	const ownWords = lines.filter(line => !/^[EWI]\d{4} [\d:.]+ +\d+ [^ ]+\.go:/.test(line));
	return (ownWords.length === 0 ? lines : ownWords).join('\n');
}
