import {type Action, type Step, stay, withEffects} from '../action.ts';
import {isRunning, type JobView} from '../jobs/job.ts';
import type {JobsScreen} from '../screen.ts';
import {type State, topScreen, withTopScreen} from '../state.ts';
import {leaveWalk} from './migrate-walk.ts';
import type {Motion} from './move.ts';
import {openText, push} from './navigate.ts';

/** How it stands now. What ends refreshes the lists behind it, and is said wherever the person is. */
export function jobChanged(state: State, {job}: Extract<Action, {type: 'job-changed'}>): Step {
	const known = state.jobs.find(({id}) => id === job.id);
	const shown = isShown(state, job.id);
	const stopping = known?.status === 'stopping' && job.status === 'running';
	const next: JobView = {...job, seen: shown && !isRunning(job), status: stopping ? 'stopping' : job.status};
	const jobs = known ? state.jobs.map(one => (one.id === job.id ? next : one)) : [...state.jobs, next];
	if (isRunning(next) || (known && !isRunning(known))) return stay({...state, jobs});
	const lists = new Set(state.screens.flatMap(screen => (screen.kind === 'list' ? [screen.list] : [])));
	const notice = shown ? state.notice : noticeOf(next);
	return withEffects({...state, jobs, notice}, ...[...lists].map(list => ({type: 'load' as const, list})));
}

function noticeOf({title, status, error}: JobView): State['notice'] {
	if (status === 'failed') return {text: `${title}: ${error ?? 'failed'}   (:jobs)`, tone: 'bad'};
	return {text: `${title}: ${status}`, tone: status === 'done' ? 'good' : 'warn'};
}

function isShown(state: State, job: number): boolean {
	const screen = topScreen(state);
	return screen.kind === 'text' && screen.source.of === 'job' && screen.source.job === job;
}

export function openJobs(state: State): Step {
	return stay(push(state, {kind: 'jobs', index: Math.max(0, state.jobs.length - 1)}));
}

/** `enter`: what it said. */
export function openJob(state: State, {index}: JobsScreen): Step {
	const job = state.jobs[index];
	if (job === undefined) return stay(state);
	const jobs = state.jobs.map(one => (one.id === job.id ? {...one, seen: !isRunning(one)} : one));
	return openText({...state, jobs}, job.title, {of: 'job', job: job.id});
}

export function moveInJobs(state: State, screen: JobsScreen, motion: Motion): State {
	const count = state.jobs.length;
	const steps: Partial<Record<Motion, number>> = {
		down: 1,
		up: -1,
		'page-down': 10,
		'page-up': -10,
		first: -count,
		last: count,
	};
	const index = Math.max(0, Math.min(screen.index + (steps[motion] ?? 0), count - 1));
	return withTopScreen(state, {...screen, index});
}

/** `x`: end the one on the screen, or under the cursor. */
export function stopJob(state: State): Step {
	const screen = topScreen(state);
	const job =
		screen.kind === 'jobs'
			? state.jobs[screen.index]
			: state.jobs.find(({id}) => screen.kind === 'text' && screen.source.of === 'job' && screen.source.job === id);
	if (job === undefined || job.status !== 'running')
		return stay({...state, notice: {text: 'it does not run', tone: 'quiet'}});
	return stopping(state, job.id);
}

/** `esc` on something that runs ends it first; what is meant to go on is left running. */
export function cancelShown(state: State): Step | undefined {
	const job = state.jobs.find(({id}) => isShown(state, id));
	if (job === undefined || job.status !== 'running' || job.stays) return undefined;
	return stopping(state, job.id);
}

function stopping(state: State, id: number): Step {
	const jobs = state.jobs.map(job => (job.id === id ? {...job, status: 'stopping' as const} : job));
	return withEffects({...state, jobs}, {type: 'stop-job', id});
}

/** Leave; what still runs is named first. A second ctrl-c does not ask. */
export function quit(state: State): Step {
	const asked = state.overlay?.kind === 'confirm' && state.overlay.leads?.do === 'quit';
	const walking = leaveWalk(state, asked);
	if (walking) return walking;
	const running = state.jobs.filter(isRunning);
	if (running.length === 0 || asked) return withEffects(state, {type: 'quit'});
	return stay({
		...state,
		overlay: {
			kind: 'confirm',
			title: 'Quit, and end what still runs?',
			lines: running.map(({title}) => title),
			prepared: [],
			leads: {do: 'quit'},
		},
	});
}
