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

export type Gaze<Facts> = {
	/** At the beginning: everything. */
	all(): Promise<Facts>;
	/** Before its `check`. */
	before(step: Step<Facts>): Promise<Facts>;
	/** Its changes begin now. */
	touched(step: Step<Facts>): void;
	/** For its `verify`; once more, the node is waited for: all that the step looks at is asked again. */
	after(step: Step<Facts>, look: 'first' | 'again'): Promise<Facts>;
};

/**
 * The facts for each step: what it looks at is asked anew where a step touched it since, or where it was asked more than
 * some seconds ago. All else stays as it was said last. Files are read each time.
 */
export function createGaze<Facts>({gather, nowMs, lookedMs}: Looking<Facts>): Gaze<Facts> {
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
		all: () => ask(subjects.filter(stale)),
		async before(step) {
			const anew = looksOf(step).filter(stale);
			return anew.length === 0 ? facts : ask(anew);
		},
		touched({touches = subjects}) {
			for (const each of touches) seen.delete(each);
		},
		after: (step, look) => ask(look === 'first' ? looksOf(step).filter(stale) : looksOf(step)),
	};
}
