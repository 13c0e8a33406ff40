import type {NodeSnapshot} from '../model/node-snapshot.ts';

export type Verdict = 'ok' | 'info' | 'warning' | 'fatal' | 'skipped';

/** What was seen, and where: `/etc/containerd/config.toml:1`, or the command that said it. */
export type Evidence = {readonly source: string; readonly text: string};

/** One thing to type or to do. With `argv` it runs as it stands; the steps of one fix are run in their order. */
export type Fix = {readonly text: string; readonly argv?: readonly [string, ...string[]]};

export type Outcome = {
	readonly verdict: Verdict;
	/** What is so and what comes of it, in a sentence or two. */
	readonly because: string;
	readonly evidence: readonly Evidence[];
	readonly fix: readonly Fix[];
	/** It follows from nothing else, whatever its check may follow from. */
	readonly byItself?: true;
};

/** One thing to look at. Pure: it sees the snapshot and nothing else. */
export type Check = {
	readonly id: string;
	readonly title: string;
	/** Checks from whose findings this one's follow, the nearest first. */
	readonly follows?: readonly string[];
	/** Known errors (data/known-errors) that are the journal's words for the same matter. */
	readonly explains?: readonly string[];
	/** Those of them that are over where it finds nothing: it asks who would know, now. */
	readonly refutes?: readonly string[];
	/** What is said every few seconds while it is so: over only where it was not said for this long. */
	readonly refutesAfterMs?: number;
	/** It sees that something is down and not why: what the journal says is the cause, where it says anything. */
	readonly asksJournal?: true;
	look(node: NodeSnapshot): Outcome;
};

/** A check with what it found. */
export type Checked = Outcome & {
	readonly id: string;
	readonly title: string;
	/** The check from whose finding this one follows. */
	readonly causedBy?: string;
};

type Details = {readonly evidence?: readonly Evidence[]; readonly fix?: readonly Fix[]};

const outcome =
	(verdict: Verdict) =>
	(because: string, {evidence = [], fix = []}: Details = {}): Outcome => ({verdict, because, evidence, fix});

export const ok = outcome('ok');
export const info = outcome('info');
export const warning = outcome('warning');
export const fatal = outcome('fatal');
export const skipped = outcome('skipped');

const gravity: readonly Verdict[] = ['fatal', 'warning', 'info', 'ok', 'skipped'];

/** Graver first: for sorting. */
export function graver(left: Verdict, right: Verdict): number {
	return gravity.indexOf(left) - gravity.indexOf(right);
}

/** The gravest of several findings with all that each of them has; `good` where there is none. */
export function worstOf(found: readonly Outcome[], good: Outcome): Outcome {
	const [first, ...more] = found.toSorted((left, right) => graver(left.verdict, right.verdict));
	if (first === undefined) return good;
	if (more.length === 0) return first;
	return {
		verdict: first.verdict,
		because: [first, ...more].map(({because}) => because).join('; '),
		evidence: [first, ...more].flatMap(({evidence}) => evidence),
		fix: unique([first, ...more].flatMap(({fix}) => fix)),
	};
}

/** One restart is enough, and it comes last. */
function unique(fixes: readonly Fix[]): readonly Fix[] {
	return fixes.filter((fix, index) => fixes.findLastIndex(other => other.text === fix.text) === index);
}
