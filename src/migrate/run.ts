import {applyChange, ChangeFailed, type Done} from './apply.ts';
import type {Machine} from './machine.ts';
import type {Progress} from './progress.ts';
import type {Change, Step} from './step.ts';

export type Engine<Facts> = {
	readonly machine: Machine;
	/** Facts of the node as it is now. */
	gather(): Promise<Facts>;
	sleep(ms: number): Promise<void>;
	nowMs(): number;
	/** Stop after this step. */
	readonly until?: string;
	/** Asked between steps: true ends the walk there, whole and resumable. */
	stopped?(): boolean;
	/** For the last line. */
	runtimeOf(facts: Facts): string | undefined;
};

const pollMs = 1000;
const stoppedEarly = 'stopped; run it again to go on';

/**
 * Walk the steps: what the node says is done is skipped, all else is planned on the facts of that moment, applied, and
 * waited for. The first that fails ends the walk; run it again and it goes on from where the node is.
 */
export async function* run<Facts>(
	steps: ReadonlyArray<Step<Facts>>,
	engine: Engine<Facts>,
): AsyncGenerator<Progress, boolean> {
	const {machine, gather, nowMs, until, stopped, runtimeOf} = engine;
	const at = () => new Date(nowMs()).toISOString();
	let facts = await gather();
	for (const step of steps) {
		if (stopped?.()) return yield* finish(false, {because: stoppedEarly});
		const need = step.check(facts);
		if (need.is === 'blocked') {
			yield {at: at(), type: 'step', id: step.id, state: 'failed', detail: need.because};
			return yield* finish(false, {failedStep: step.id, because: need.because});
		}
		if (need.is === 'done') {
			yield {at: at(), type: 'step', id: step.id, state: 'skipped', detail: 'it is so already'};
		} else {
			const failed = yield* walk(step);
			if (failed !== undefined) return yield* finish(false, {failedStep: step.id, because: failed});
		}
		if (step.id === until) return yield* finish(true, {because: `stopped after ${until}, as asked`});
	}
	return yield* finish(true, {});

	/** Why the step failed; undefined where it is done and verified. */
	async function* walk(step: Step<Facts>): AsyncGenerator<Progress, string | undefined> {
		const {id} = step;
		yield {at: at(), type: 'step', id, state: 'started'};
		try {
			for (const change of step.plan(facts)) {
				if (stopped?.()) return stoppedEarly;
				const {said, output} = yield* make(change, id);
				if (output.trim() !== '') yield {at: at(), type: 'output', id, text: output};
				yield {at: at(), type: 'step', id, state: 'changed', detail: said};
			}
		} catch (error) {
			if (!(error instanceof ChangeFailed)) throw error;
			yield {at: at(), type: 'step', id, state: error.stuck ? 'stuck' : 'failed', detail: error.message};
			return error.message;
		}
		const wrong = yield* settle(step);
		if (wrong === undefined) yield {at: at(), type: 'step', id, state: 'verified'};
		else yield {at: at(), type: 'step', id, state: 'failed', detail: wrong};
		return wrong;
	}

	/** Make one change, and tell how far a long one is. */
	async function* make(change: Change, id: string): AsyncGenerator<Progress, Done> {
		if (change.kind === 'write' || change.into === undefined) return applyChange(change, id, machine, {at});
		let bytes = 0;
		let told = 0;
		const onBytes = (now: number) => {
			bytes = now;
		};
		const made = applyChange(change, id, machine, {at, onBytes});
		const ended = made.then(
			() => true,
			() => true,
		);
		while (!(await Promise.race([ended, engine.sleep(pollMs).then(() => false)]))) {
			if (bytes !== told) yield {at: at(), type: 'output', id, text: `${amount(bytes, change.bytes)}\n`};
			told = bytes;
		}
		return made;
	}

	async function* settle({id, verify, settleMs}: Step<Facts>): AsyncGenerator<Progress, string | undefined> {
		const end = nowMs() + settleMs;
		let before: string | undefined;
		for (;;) {
			facts = await gather();
			const wrong = verify(facts);
			if (wrong === undefined || nowMs() >= end) return wrong;
			if (stopped?.()) return stoppedEarly;
			if (wrong !== before) yield {at: at(), type: 'output', id, text: `waiting: ${wrong}\n`};
			before = wrong;
			await engine.sleep(pollMs);
		}
	}

	async function* finish(
		ok: boolean,
		more: {failedStep?: string; because?: string},
	): AsyncGenerator<Progress, boolean> {
		const because = more.because === undefined ? {} : {because: more.because};
		await machine.append({at: at(), do: 'end', ok, ...because});
		const runtime = runtimeOf(facts);
		yield {at: at(), type: 'result', ok, ...(runtime === undefined ? {} : {runtime}), ...more};
		return ok;
	}
}

/** `120 MB of about 300 MB`. */
function amount(bytes: number, all: number | undefined): string {
	const text = (each: number) => `${(each / 1e6).toFixed(each < 1e7 ? 1 : 0)} MB`;
	return all === undefined || all < bytes ? text(bytes) : `${text(bytes)} of about ${text(all)}`;
}
