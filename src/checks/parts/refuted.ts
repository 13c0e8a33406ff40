import type {Check, Checked} from '../check.ts';
import type {Said} from '../journals.ts';

/** One failure is told in several lines. */
const sameMomentMs = 5000;

/** What is not so any more, whoever said it a moment ago: a check has asked, and all is well. */
export function refutedBy(
	checks: readonly Check[],
	found: readonly Checked[],
	{lastWrittenMs, nowMs}: Said,
): ReadonlySet<string> {
	const well = new Set(found.filter(({verdict}) => verdict === 'ok').map(({id}) => id));
	const isQuiet = (id: string, forMs: number) => nowMs - (lastWrittenMs.get(id) ?? 0) >= forMs;
	return new Set(
		checks.flatMap(({id, refutes = [], refutesAfterMs = 0}) =>
			well.has(id) ? refutes.filter(each => isQuiet(each, refutesAfterMs)) : [],
		),
	);
}

/** With what follows from it, unless that was said after it: then it follows from something else. */
export function withConsequences(
	refuted: ReadonlySet<string>,
	{explanation, lastWrittenMs}: Said,
): ReadonlySet<string> {
	const all = new Set(refuted);
	const last = (id: string) => lastWrittenMs.get(id) ?? 0;
	for (let before = -1; before < all.size; ) {
		before = all.size;
		for (const {id, causedBy} of explanation.findings)
			if (causedBy !== undefined && all.has(causedBy) && last(id) <= last(causedBy) + sameMomentMs) all.add(id);
	}
	return all;
}
