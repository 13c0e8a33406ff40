import type {Engine, FailedStep} from './engine.ts';
import type {Gaze} from './gaze.ts';
import {createInVain} from './in-vain.ts';
import type {Cause, Progress} from './progress.ts';
import type {Step} from './step.ts';

const pollMs = 1000;
/** What ends a walk that was asked to stop. */
export const stoppedEarly = 'stopped; run it again to go on';

export type Settled<Facts> = {
	readonly facts: Facts;
	/** Of the node; to look at it once is no waiting for it. */
	readonly waitedMs: number;
	/** What is still not as it should be; undefined where all is well. */
	readonly wrong: string | undefined;
	/** What lies behind that, where it was found out while it was waited for. */
	readonly causes?: readonly Cause[];
};

/** After the changes of a step: wait until the node is as it should be, or until waiting is in vain. */
export async function* settle<Facts>(
	step: Step<Facts>,
	gaze: Gaze<Facts>,
	engine: Pick<Engine<Facts>, 'nowMs' | 'sleep' | 'stopped' | 'why'>,
	startedMs: number,
): AsyncGenerator<Progress, Settled<Facts>> {
	const {nowMs, stopped} = engine;
	const {id, verify, hopeless, settleMs} = step;
	// Somebody elsewhere is waited for, and nothing of this node hinders that.
	const inVain = createInVain(step.awaitsOthers ? undefined : engine.why);
	const end = nowMs() + settleMs;
	let before: string | undefined;
	let lookedMs: number | undefined;
	for (;;) {
		const facts = await gaze.after(step, lookedMs === undefined ? 'first' : 'again');
		lookedMs ??= nowMs();
		const waitedMs = nowMs() - lookedMs;
		const wrong = verify(facts);
		const settled = {facts, waitedMs, wrong};
		if (wrong === undefined || nowMs() >= end) return settled;
		const noUse = hopeless?.(facts, waitedMs);
		if (noUse !== undefined) {
			const known = step.causes?.(facts) ?? [];
			return {...settled, wrong: noUse, ...(known.length > 0 && {causes: known})};
		}
		if (stopped?.()) return {...settled, wrong: stoppedEarly};
		if (before === undefined || withoutAge(wrong) !== withoutAge(before)) yield saying(`waiting: ${wrong}\n`);
		before = wrong;
		const {say, causes} = await inVain(waitedMs, failedStep(step, facts, wrong, startedMs));
		if (say !== undefined) yield saying(`${say}\n`);
		if (causes.length > 0) return {...settled, causes};
		await engine.sleep(pollMs);
	}

	function saying(text: string): Progress {
		return {at: new Date(nowMs()).toISOString(), type: 'output', id, text};
	}
}

/** The same thing, a second later. */
const withoutAge = (text: string) => text.replace(/\b\d+ s\b/g, '');

/** What is asked about it: why it failed, or waits. */
export function failedStep<Facts>(
	{id, watch, pods}: Step<Facts>,
	facts: Facts,
	because: string,
	sinceMs: number,
): FailedStep {
	return {id, because, watch, sinceMs, ...(pods && {pods: pods(facts)})};
}
