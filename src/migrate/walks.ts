import {type AskedOnce, type Entry, standing} from './ledger.ts';

/** The entries of the last walk of which something stands: a node may have been led from one runtime to the next. */
export function lastWalk(entries: readonly Entry[]): readonly Entry[] {
	for (let at = entries.length - 1; at >= 0; at--) {
		if (entries[at]?.do !== 'begin') continue;
		const since = entries.slice(at);
		if (standing(since).length > 0) return since;
	}
	return entries;
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
	const last = walk.findLast(({do: what}) => what === 'write' || what === 'run' || what === 'undid' || what === 'end');
	return last?.do === 'undid' && standing(walk).length > 0;
}
