import {type Subject, subjects} from '../model/subject.ts';
import type {Step} from './step.ts';

/** So long what was seen holds where nothing was changed: somebody else may be at work on the node. */
const freshMs = 3000;

type Looking<Facts> = {
	gather(anew?: readonly Subject[]): Promise<Facts>;
	nowMs(): number;
	/** When everything was asked before, through the same `gather`: a plan that was made a moment ago. */
	readonly lookedMs?: number;
};

/**
 * The facts for each step: what it looks at is asked anew where a step touched it since, or where it was asked more than
 * some seconds ago. All else stays as it was said last. Files are read each time.
 */
export function createGaze<Facts>({gather, nowMs, lookedMs}: Looking<Facts>) {
	const seen = new Map<Subject, number>(lookedMs === undefined ? [] : subjects.map(each => [each, lookedMs]));
	let facts: Facts;

	async function ask(anew: readonly Subject[]): Promise<Facts> {
		const beganMs = nowMs();
		facts = await gather(anew);
		for (const each of anew) seen.set(each, beganMs);
		return facts;
	}

	const looksOf = ({looks = subjects}: Step<Facts>) => looks;
	const stale = (each: Subject) => nowMs() - (seen.get(each) ?? Number.NEGATIVE_INFINITY) >= freshMs;

	return {
		/** At the beginning: everything. */
		all: () => ask(subjects.filter(stale)),
		/** Before its `check`. */
		async before(step: Step<Facts>): Promise<Facts> {
			const anew = looksOf(step).filter(stale);
			return anew.length === 0 ? facts : ask(anew);
		},
		/** Its changes begin now. */
		touched({touches = subjects}: Step<Facts>): void {
			for (const each of touches) seen.delete(each);
		},
		/** For its `verify`; once more, the node is waited for: all that the step looks at is asked again. */
		after: (step: Step<Facts>, look: 'first' | 'again') =>
			ask(look === 'first' ? looksOf(step).filter(stale) : looksOf(step)),
	};
}
