import type {Argv} from '../model/argv.ts';
import type {Awaited} from './step.ts';

/** Said once, it holds until the walk is at its end. */
export type AskedOnce = {readonly containerdRoot?: string; readonly containerdTarball?: string};

/** What was done, in the order in which it was done: one line of JSON each, on disk before the next thing happens. */
export type Entry =
	| {
			readonly at: string;
			readonly do: 'begin';
			readonly procedure: string;
			readonly version: string;
			/** Lineages of pods that did not start even then. */
			readonly troubled?: readonly string[];
			/** The lineage of each pod that ran here. */
			readonly ran?: readonly string[];
			/** What a check-up found even then. */
			readonly stood?: readonly string[];
	  }
	/** What the walk was told on the command line, and is told again by whoever goes on with it. */
	| ({readonly at: string; readonly do: 'asked'} & AskedOnce)
	| {
			readonly at: string;
			readonly do: 'write';
			readonly step: string;
			readonly change: number;
			readonly path: string;
			/** Number of the file's copy in the store, with its owner, mode and label; undefined where there was none. */
			readonly backup: number | undefined;
			/** SHA-256 of the text before, in hex; undefined where there was no file. */
			readonly before: string | undefined;
			/** SHA-256 of the text afterwards, in hex; undefined where the file was taken away. */
			readonly after: string | undefined;
			/** Folders that were made for it, the outermost first. */
			readonly madeFolders: readonly string[];
			readonly reload?: Argv;
	  }
	| {
			readonly at: string;
			readonly do: 'run';
			readonly step: string;
			readonly change: number;
			readonly argv: Argv;
			readonly into?: Argv;
			readonly undoTimeoutMs?: number;
			readonly undoWithinMs?: number;
			readonly undoFineSaying?: string;
			readonly undoAwait?: Awaited;
			readonly undo: readonly Argv[] | {readonly irreversible: string};
	  }
	/** The change before it with the same number came to its end. */
	| {readonly at: string; readonly do: 'did'; readonly change: number}
	/** The file of that change is another since its step failed, and the walk went on with it. */
	| {readonly at: string; readonly do: 'mended'; readonly change: number; readonly digest: string}
	/** After the changes of this step the node was as it should be. */
	| {readonly at: string; readonly do: 'verified'; readonly step: string}
	| {readonly at: string; readonly do: 'undid'; readonly change: number}
	/** From here on nothing before it can be taken back. */
	| {readonly at: string; readonly do: 'closed'; readonly because: string}
	| {readonly at: string; readonly do: 'end'; readonly ok: boolean; readonly because?: string};

/**
 * A change that was begun and not undone, the latest first. `whole`: it is known to have come to its end. `mended`: what its
 * file was made since, and counts as written.
 */
export type Standing = Extract<Entry, {do: 'write' | 'run'}> & {readonly whole: boolean; readonly mended?: string};

export function standing(all: readonly Entry[]): readonly Standing[] {
	const entries = all.slice(1 + all.findLastIndex(entry => entry.do === 'closed'));
	const did = new Set(entries.flatMap(entry => (entry.do === 'did' ? [entry.change] : [])));
	const undid = new Set(entries.flatMap(entry => (entry.do === 'undid' ? [entry.change] : [])));
	const mends = new Map(entries.flatMap(entry => (entry.do === 'mended' ? [[entry.change, entry.digest]] : [])));
	const changes = entries
		.filter(entry => entry.do === 'write' || entry.do === 'run')
		.filter(({change}) => !undid.has(change))
		.map(entry => {
			const mended = mends.get(entry.change);
			return {...entry, whole: did.has(entry.change), ...(mended === undefined ? {} : {mended})};
		});
	return inOrderOfSteps(changes).toReversed();
}

/**
 * What a later walk ran once more (a kubelet that had died, a docker.socket that was active again) belongs to where its step
 * was first: taken back before what came after, it would stop the kubelet under a drain. Files stay in the order in which
 * they were written.
 */
function inOrderOfSteps(changes: readonly Standing[]): readonly Standing[] {
	const rounds: Standing[][] = [];
	for (const change of changes) {
		const last = rounds.at(-1);
		if (last?.[0]?.step === change.step) last.push(change);
		else rounds.push([change]);
	}
	const kept: Standing[][] = [];
	for (const round of rounds) {
		const first = kept.find(each => each[0]?.step === round[0]?.step);
		if (first !== undefined && round.every(change => change.do === 'run')) first.push(...round);
		else kept.push([...round]);
	}
	return kept.flat();
}

/** Steps with a change that stands and that was never verified. */
export function unverified(entries: readonly Entry[]): ReadonlySet<string> {
	const open = new Set<string>();
	const stands = new Set(standing(entries).map(({change}) => change));
	for (const entry of entries) {
		if ((entry.do === 'write' || entry.do === 'run') && stands.has(entry.change)) open.add(entry.step);
		if (entry.do === 'verified') open.delete(entry.step);
	}
	return open;
}

/** Steps whose last change that stands is not known to have come to its end: it failed, or the walk died within it. */
export function brokenOff(entries: readonly Entry[]): ReadonlySet<string> {
	const latest = new Map<string, Standing>();
	for (const change of standing(entries)) {
		const other = latest.get(change.step);
		if (other === undefined || other.change < change.change) latest.set(change.step, change);
	}
	return new Set([...latest.values()].flatMap(({step, whole}) => (whole ? [] : [step])));
}

/** The number for the next change. */
export function nextChange(entries: readonly Entry[]): number {
	return 1 + Math.max(0, ...entries.flatMap(entry => ('change' in entry ? [entry.change] : [])));
}

/** Lines of a ledger; a last line that was cut by a loss of power is left out. Throws where another is not readable. */
export function readLedger(text: string): readonly Entry[] {
	const lines = text.split('\n').filter(line => line !== '');
	return lines.flatMap((line, index): readonly Entry[] => {
		try {
			return [JSON.parse(line) as Entry];
		} catch (error) {
			if (index === lines.length - 1) return [];
			throw new Error(`line ${index + 1} of the ledger cannot be read: ${line.slice(0, 80)}`, {cause: error});
		}
	});
}
