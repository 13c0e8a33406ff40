import {ChangeFailed} from './apply.ts';
import type {Engine} from './engine.ts';
import {createGaze} from './gaze.ts';
import {createMaking} from './making.ts';
import {acceptMends} from './mended.ts';
import type {Cause, Progress} from './progress.ts';
import {failedStep, settle, stoppedEarly} from './settle.ts';
import type {Step} from './step.ts';
import {takeBack} from './take-back.ts';
import {createWatch} from './watch-writes.ts';

type Failure = {readonly because: string; readonly state: 'failed' | 'stuck'; readonly causes?: readonly Cause[]};

/**
 * Walk the steps: what the node says is done is skipped, all else is planned on the facts of that moment, applied, and
 * waited for. The first that fails ends the walk; run it again and it goes on from where the node is.
 */
export async function* run<Facts>(
	steps: ReadonlyArray<Step<Facts>>,
	engine: Engine<Facts>,
): AsyncGenerator<Progress, boolean> {
	const {machine, nowMs, until, stopped, runtimeOf} = engine;
	const gaze = createGaze(engine);
	const watch = createWatch(machine);
	const makeWhole = createMaking(engine);
	/** Nothing of the node was stopped yet, and nothing is lost by ending here. */
	let isWhole = true;
	const at = () => new Date(nowMs()).toISOString();
	const beganMs = nowMs();
	let facts: Facts = await gaze.all();
	let waitedMs = 0;
	for (const step of steps) {
		if (stopped?.()) return yield* finish(false, {because: stoppedEarly});
		const startedMs = nowMs();
		facts = await gaze.before(step);
		const need = step.check(facts);
		yield* acceptMends(step.id, machine, at);
		if (need.is === 'done') {
			yield {at: at(), type: 'step', id: step.id, state: 'skipped', detail: 'it is so already'};
		} else {
			waitedMs = 0;
			if (need.is === 'todo') yield {at: at(), type: 'step', id: step.id, state: 'started'};
			const failure: Failure | undefined =
				need.is === 'blocked'
					? {because: need.because, state: 'failed'}
					: yield* (step.passing ? tried : walk)(step, startedMs);
			const took = {durationMs: nowMs() - startedMs, ...(waitedMs === 0 ? {} : {waitedMs})};
			if (failure !== undefined) return yield* fail(step, failure, {startedMs, took});
			await machine.append({at: at(), do: 'verified', step: step.id});
			const detail = step.remark?.(facts);
			yield {
				at: at(),
				type: 'step',
				id: step.id,
				state: 'verified',
				...(detail === undefined ? {} : {detail}),
				...took,
			};
		}
		if (step.stops !== undefined) isWhole = false;
		if (step.id === until) return yield* finish(true, {because: `stopped after ${until}, as asked`});
	}
	return yield* finish(true, {});

	/** Before it, what a walk that died left of it; behind it, what it did itself. */
	async function* tried(step: Step<Facts>, startedMs: number): AsyncGenerator<Progress, Failure | undefined> {
		const left = yield* takeBack(step.id, engine);
		const failure = left === undefined ? yield* walk(step, startedMs) : undefined;
		const stays = left ?? (yield* takeBack(step.id, engine));
		if (stays === undefined) return failure;
		const because = [...(failure === undefined ? [] : [failure.because]), `not taken back: ${stays}`].join('\n');
		return {because, state: failure?.state ?? 'failed'};
	}

	/** Why the step failed; undefined where it is done and verified. */
	async function* walk(step: Step<Facts>, startedMs: number): AsyncGenerator<Progress, Failure | undefined> {
		const {id, stops} = step;
		const others = stops !== undefined && isWhole ? await watch.changed() : undefined;
		if (others !== undefined) return {because: others, state: 'stuck'};
		gaze.touched(step);
		try {
			for (const change of step.plan(facts)) {
				if (!(yield* makeWhole(change, id))) return {because: stoppedEarly, state: 'failed'};
				if (!step.passing) watch.made(change, id);
			}
		} catch (error) {
			if (!(error instanceof ChangeFailed)) throw error;
			return {because: error.message, state: error.stuck ? 'stuck' : 'failed', causes: error.causes};
		}
		const settled = yield* settle(step, gaze, engine, startedMs);
		({facts, waitedMs} = settled);
		const {wrong, causes} = settled;
		if (wrong === undefined) return undefined;
		const changed = wrong === stoppedEarly ? undefined : await watch.changed();
		const because = changed === undefined ? wrong : `${wrong}; ${changed}`;
		return {because, state: 'failed', ...(causes && {causes})};
	}

	async function* fail(
		step: Step<Facts>,
		{because, state, causes: told = []}: Failure,
		{startedMs, took}: {startedMs: number; took: {durationMs: number; waitedMs?: number}},
	): AsyncGenerator<Progress, boolean> {
		const {id} = step;
		const isTold = because === stoppedEarly || told.length > 0;
		const asked = isTold ? told : await engine.why?.(failedStep(step, facts, because, startedMs));
		const causes = asked === undefined || asked.length === 0 ? {} : {causes: asked};
		yield {at: at(), type: 'step', id, state, detail: because, ...took, ...causes};
		return yield* finish(false, {failedStep: id, because, ...causes});
	}

	async function* finish(
		ok: boolean,
		more: {failedStep?: string; because?: string; causes?: readonly Cause[]},
	): AsyncGenerator<Progress, boolean> {
		const because = more.because === undefined ? {} : {because: more.because};
		// It is at its end all the same, where the disk is full.
		await machine.append({at: at(), do: 'end', ok, ...because}).catch((error: unknown) => {
			if (!(error instanceof ChangeFailed)) throw error;
		});
		const runtime = runtimeOf(facts);
		const durationMs = nowMs() - beganMs;
		yield {at: at(), type: 'result', ok, ...(runtime === undefined ? {} : {runtime}), ...more, durationMs};
		return ok;
	}
}
