import {applyChange, ChangeFailed, commandText, type Done} from './apply.ts';
import type {Engine} from './engine.ts';
import {createGaze} from './gaze.ts';
import type {Cause, Progress} from './progress.ts';
import type {Change, Step} from './step.ts';
import {takeBack} from './take-back.ts';
import {amount, sayWhenSlow, told} from './telling.ts';
import {createWatch} from './watch-writes.ts';

const pollMs = 1000;
const shownParts = 3;
/** What ends a walk that was asked to stop. */
export const stoppedEarly = 'stopped; run it again to go on';

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
	/** Nothing of the node was stopped yet, and nothing is lost by ending here. */
	let isWhole = true;
	const at = () => new Date(nowMs()).toISOString();
	const beganMs = nowMs();
	let facts = await gaze.all();
	let waitedMs = 0;
	for (const step of steps) {
		if (stopped?.()) return yield* finish(false, {because: stoppedEarly});
		const startedMs = nowMs();
		facts = await gaze.before(step);
		const need = step.check(facts);
		if (need.is === 'done') {
			yield {at: at(), type: 'step', id: step.id, state: 'skipped', detail: 'it is so already'};
		} else {
			waitedMs = 0;
			if (need.is === 'todo') yield {at: at(), type: 'step', id: step.id, state: 'started'};
			const failure: Failure | undefined =
				need.is === 'blocked' ? {because: need.because, state: 'failed'} : yield* (step.passing ? tried : walk)(step);
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
	async function* tried(step: Step<Facts>): AsyncGenerator<Progress, Failure | undefined> {
		const left = yield* takeBack(step.id, engine);
		const failure = left === undefined ? yield* walk(step) : undefined;
		const stays = left ?? (yield* takeBack(step.id, engine));
		if (stays === undefined) return failure;
		const because = [...(failure === undefined ? [] : [failure.because]), `not taken back: ${stays}`].join('\n');
		return {because, state: failure?.state ?? 'failed'};
	}

	/** Why the step failed; undefined where it is done and verified. */
	async function* walk(step: Step<Facts>): AsyncGenerator<Progress, Failure | undefined> {
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
		const wrong = yield* settle(step);
		if (wrong === undefined) return undefined;
		const changed = wrong === stoppedEarly ? undefined : await watch.changed();
		return {because: changed === undefined ? wrong : `${wrong}; ${changed}`, state: 'failed'};
	}

	/** Make one change, in parts where it fails as a whole; false where the walk was asked to stop before it. */
	async function* makeWhole(change: Change, id: string): AsyncGenerator<Progress, boolean> {
		if (stopped?.()) return false;
		const madeMs = nowMs();
		try {
			const {said, output, diff} = yield* make(change, id);
			const took = {durationMs: nowMs() - madeMs, ...(diff === undefined ? {} : {diff})};
			if (output.trim() !== '') yield {at: at(), type: 'output', id, text: output};
			yield {at: at(), type: 'step', id, state: 'changed', detail: said, ...took};
		} catch (error) {
			const parts = change.kind === 'run' ? change.inParts : undefined;
			if (!(error instanceof ChangeFailed) || parts === undefined || !new RegExp(parts.saying).test(error.message))
				throw error;
			yield {at: at(), type: 'output', id, text: `${error.message}\none by one now\n`};
			return yield* makeParts(parts.changes, id);
		}
		return true;
	}

	/** All of them are tried; what failed is told at the end. */
	async function* makeParts(parts: readonly Change[], id: string): AsyncGenerator<Progress, boolean> {
		const failed: string[] = [];
		for (const each of parts) {
			try {
				if (!(yield* makeWhole(each, id))) return false;
			} catch (error) {
				if (!(error instanceof ChangeFailed) || error.cause !== undefined) throw error;
				failed.push(error.message);
			}
		}
		if (failed.length > 0) throw new ChangeFailed(failed.slice(0, shownParts).join('\n'));
		return true;
	}

	/** Make one change, and tell what it says while it is under way. */
	async function* make(change: Change, id: string): AsyncGenerator<Progress, Done> {
		if (change.kind === 'write') return applyChange(change, id, machine, {at});
		let toldMs = nowMs();
		const making = told(nowMs, tell => {
			const going = applyChange(change, id, machine, {
				at,
				onText: tell,
				onBytes(bytes) {
					if (nowMs() - toldMs < pollMs) return;
					toldMs = nowMs();
					tell(`${amount(bytes, change.bytes)}\n`);
				},
			});
			sayWhenSlow(going, () => tell(`runs: ${commandText(change.argv, change.into)}\n`), engine.slowMs);
			return going;
		});
		let done: Done = {said: '', output: ''};
		for await (const text of making.lines(value => {
			done = value;
		}))
			yield {at: at(), type: 'output', id, text};
		return done;
	}

	async function* settle(step: Step<Facts>): AsyncGenerator<Progress, string | undefined> {
		const {id, verify, hopeless, settleMs} = step;
		const end = nowMs() + settleMs;
		let before: string | undefined;
		let lookedMs: number | undefined;
		for (;;) {
			facts = await gaze.after(step, lookedMs === undefined ? 'first' : 'again');
			// To look at the node once is no waiting for it.
			lookedMs ??= nowMs();
			waitedMs = nowMs() - lookedMs;
			const wrong = verify(facts);
			if (wrong === undefined || nowMs() >= end) return wrong;
			const noUse = hopeless?.(facts, waitedMs);
			if (noUse !== undefined) return noUse;
			if (stopped?.()) return stoppedEarly;
			if (wrong !== before) yield {at: at(), type: 'output', id, text: `waiting: ${wrong}\n`};
			before = wrong;
			await engine.sleep(pollMs);
		}
	}

	async function* fail(
		{id, watch: units, pods}: Step<Facts>,
		{because, state, causes: told = []}: Failure,
		{startedMs, took}: {startedMs: number; took: {durationMs: number; waitedMs?: number}},
	): AsyncGenerator<Progress, boolean> {
		const isTold = because === stoppedEarly || told.length > 0;
		const asked = isTold
			? told
			: await engine.why?.({id, because, watch: units, sinceMs: startedMs, ...(pods && {pods: pods(facts)})});
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
