import type {Progress} from '../../migrate/progress.ts';
import {stoppedEarly} from '../../migrate/settle.ts';
import {masked} from '../../model/mask.ts';
import {plainLines, plainText} from '../../model/text.ts';
import type {PaneLine} from '../state.ts';
import type {Tone} from '../tone.ts';
import type {Looked, Verb} from './door.ts';
import type {Walk, WalkStep} from './state.ts';

/** Lines of output that are kept. */
const outputCapacity = 3000;

/** The step that follows an undo: source of its ID and of what it waits for is migrate/wait-for-docker.ts. */
const backOnDocker = {id: 'back-on-docker', title: 'the node runs on docker again'};

/**
 * A walk that begins: every step, with what the node says is done already; of an undo every step that left something;
 * of a clean-up what is removed.
 */
export function begunWalk(verb: Verb, looked: Looked | undefined, startedAtMs: number): Walk {
	const steps =
		verb === 'apply'
			? stepsForward(looked)
			: verb === 'undo'
				? nextRunning(stepsBack(looked), startedAtMs)
				: (looked?.cleaning?.removals ?? []).map(({id, title}) => ({id, title, state: 'waiting' as const}));
	return {verb, startedAtMs, steps, output: [], stopping: false, leaves: false};
}

function stepsForward(looked: Looked | undefined): readonly WalkStep[] {
	return (looked?.plan.steps ?? []).map(({id, title, state}) => ({
		id,
		title,
		state: state === 'done' ? 'before' : 'waiting',
	}));
}

function stepsBack(looked: Looked | undefined): readonly WalkStep[] {
	const standing = (looked?.standing ?? []).toReversed();
	const ids = [...new Set(standing.map(({step}) => step))];
	const titles = new Map(looked?.plan.steps.map(({id, title}) => [id, title]));
	return [
		...ids.map(id => ({
			id,
			title: titles.get(id) ?? id,
			state: 'waiting' as const,
			left: standing.filter(({step}) => step === id).length,
		})),
		{...backOnDocker, state: 'waiting'},
	];
}

/** What the engine told, in the walk. */
export function walked(walk: Walk, progress: Progress): Walk {
	switch (progress.type) {
		case 'output':
			return withOutput(withNow(walk, progress), progress.id, linesOf(progress.text, 'plain'));
		case 'step': {
			const next = withStep(walk, progress);
			const {id, state, detail} = progress;
			if (detail === undefined || state === 'skipped') return next;
			return withOutput(next, id, linesOf(detail, toneOf(state)));
		}
		case 'result': {
			const {at, ok, runtime, failedStep, because, causes = []} = progress;
			return {
				...walk,
				steps: walk.steps.map(step =>
					step.state === 'running' || step.detail === stoppedEarly ? waiting(step) : step,
				),
				result: {
					ok,
					causes,
					endedAtMs: Date.parse(at),
					...(runtime === undefined ? {} : {runtime: plainText(runtime)}),
					...(failedStep === undefined ? {} : {failedStep}),
					...(because === undefined ? {} : {because: plainText(masked(because))}),
				},
			};
		}
	}
}

/** What a step that is under way says of itself is what it is at: the command that runs, what it waits for. */
function withNow(walk: Walk, {id, text}: Extract<Progress, {type: 'output'}>): Walk {
	const said = text.split('\n').findLast(line => line.trim() !== '');
	if (said === undefined) return walk;
	const detail = plainText(masked(said.trim()));
	return {
		...walk,
		steps: walk.steps.map(step => (step.id === id && step.state === 'running' ? {...step, detail} : step)),
	};
}

type StepProgress = Extract<Progress, {type: 'step'}>;

function withStep(walk: Walk, progress: StepProgress): Walk {
	const known = walk.steps.some(({id}) => id === progress.id);
	const steps = known ? walk.steps : [...walk.steps, {id: progress.id, title: progress.id, state: 'waiting' as const}];
	const next = steps.map(step => (step.id === progress.id ? changed(step, progress) : step));
	// An undo tells what it has taken back; what it turns to is the step before.
	return {...walk, steps: walk.verb === 'undo' ? nextRunning(next, Date.parse(progress.at)) : next};
}

/** The first that waits is under way, unless another one is or has failed. */
function nextRunning(steps: readonly WalkStep[], startedAtMs: number): readonly WalkStep[] {
	if (steps.some(({state}) => state === 'running' || state === 'failed' || state === 'stuck')) return steps;
	const next = steps.findIndex(({state}) => state === 'waiting');
	return steps.map((step, index) => (index === next ? {...step, state: 'running', startedAtMs} : step));
}

function waiting({id, title, left}: WalkStep): WalkStep {
	return {id, title, state: 'waiting', ...(left === undefined ? {} : {left})};
}

function toneOf(state: StepProgress['state']): Tone {
	if (state === 'changed') return 'accent';
	return state === 'verified' ? 'warn' : 'bad';
}

function changed(step: WalkStep, {at, state, detail}: StepProgress): WalkStep {
	const atMs = Date.parse(at);
	const startedAtMs = step.startedAtMs ?? atMs;
	const said = detail === undefined ? {} : {detail: plainText(masked(detail))};
	switch (state) {
		case 'started':
			return {...step, ...said, state: 'running', startedAtMs};
		case 'changed': {
			const left = step.left === undefined ? undefined : step.left - 1;
			if (left === undefined || left > 0)
				return {...step, ...said, state: 'running', startedAtMs, ...(left === undefined ? {} : {left})};
			return {...step, ...said, state: 'done', startedAtMs, endedAtMs: atMs, left};
		}
		case 'verified':
			return {...step, ...said, ...(said.detail && {remark: said.detail}), state: 'done', startedAtMs, endedAtMs: atMs};
		case 'skipped':
			return {...step, state: step.state === 'before' ? 'before' : 'skipped'};
		case 'failed':
		case 'stuck':
			return {...step, ...said, state, startedAtMs, endedAtMs: atMs};
	}
}

/** The lines of a step, under its name where another one spoke before. */
function withOutput(walk: Walk, step: string, lines: readonly PaneLine[]): Walk {
	if (lines.length === 0) return walk;
	const spoke = walk.output.findLast(({mark}) => mark)?.text;
	const head = `── ${step}`;
	const named: readonly PaneLine[] = spoke === head ? lines : [{text: head, tone: 'title', mark: true}, ...lines];
	return {...walk, output: [...walk.output, ...named].slice(-outputCapacity)};
}

function linesOf(text: string, tone: Tone): readonly PaneLine[] {
	return plainLines(masked(text))
		.filter(line => line.trim() !== '')
		.map(line => ({text: line, tone}));
}

/** The step that is under way. */
export function stepNow({steps}: Walk): WalkStep | undefined {
	return steps.find(({state}) => state === 'running');
}
