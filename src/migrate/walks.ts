import {type AskedOnce, type Entry, standing} from './ledger.ts';

/** The entries of the last walk of which something stands, else of the last: a node may have been led from one runtime to the next. */
export function lastWalk(entries: readonly Entry[]): readonly Entry[] {
	for (let at = entries.length - 1; at >= 0; at--) {
		if (entries[at]?.do !== 'begin') continue;
		const since = entries.slice(at);
		if (standing(since).length > 0) return since;
	}
	return entries.slice(
		Math.max(
			0,
			entries.findLastIndex(entry => entry.do === 'begin'),
		),
	);
}

/** What this way did so far: nothing while the last walk that stands went another way. */
export function walkOfWay(entries: readonly Entry[], procedure: string): readonly Entry[] {
	const walk = lastWalk(entries);
	const [begin] = walk;
	return begin?.do === 'begin' && begin.procedure === procedure ? walk : [];
}

/** How many walks of other ways stand beneath this one: their copies are not written over. */
export function walksBeneath(entries: readonly Entry[], procedure: string): number {
	const begins = entries.flatMap((entry, index) => (entry.do === 'begin' ? [{procedure: entry.procedure, index}] : []));
	return begins.filter((begin, at) => {
		const own = entries.slice(begin.index, begins[at + 1]?.index);
		return begin.procedure !== procedure && standing(own).length > 0;
	}).length;
}

type Walked = {readonly procedure: string; readonly ended: boolean; readonly asked: AskedOnce};

/** What the last walk that stands was: the ledger's name of its way, whether it came to its end, and what it was asked for. */
export function walkOf(entries: readonly Entry[]): Walked | undefined {
	const walk = lastWalk(entries);
	const [begin] = walk;
	if (standing(walk).length === 0 || begin?.do !== 'begin') return undefined;
	const end = walk.findLast(entry => entry.do === 'end');
	const asked: AskedOnce = Object.assign(
		{},
		...walk.flatMap(entry => (entry.do === 'asked' ? [withoutPlace(entry)] : [])),
	);
	return {procedure: begin.procedure, ended: end?.do === 'end' && end.ok && end.because === undefined, asked};
}

function withoutPlace({at: _, do: __, ...asked}: Extract<Entry, {do: 'asked'}>): AskedOnce {
	return asked;
}

/** An undo was begun, and something of its walk stands yet: it failed, or its session was lost. */
export function isGoingBack(entries: readonly Entry[]): boolean {
	const walk = lastWalk(entries);
	// A walk after it may have been taken back, and that is no undo of this one.
	const next = walk.findIndex((entry, index) => index > 0 && entry.do === 'begin');
	const own = next === -1 ? walk : walk.slice(0, next);
	const changes = new Set(own.flatMap(entry => ('change' in entry ? [entry.change] : [])));
	const later = walk.slice(own.length).filter(entry => entry.do === 'undid' && changes.has(entry.change));
	const steps = [...own, ...later];
	// A trial takes itself back, and its step is verified then: that is no undo either.
	const telling: ReadonlySet<Entry['do']> = new Set(['write', 'run', 'undid', 'verified', 'end']);
	const last = steps.findLast(entry => telling.has(entry.do));
	return last?.do === 'undid' && standing(walk).length > 0;
}
