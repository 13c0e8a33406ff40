import {type Action, type Step, stay, withEffects} from '../action.ts';
import {checkLines} from '../checks-view.ts';
import {bodyRows} from '../layout.ts';
import type {ChecksScreen} from '../screen.ts';
import {type State, topScreen, withTopScreen} from '../state.ts';
import {stepOf} from './motion-step.ts';
import type {Motion} from './move.ts';
import {push} from './navigate.ts';

/** The check-up; it is made anew each time the screen is opened. */
export function openChecks(state: State): Step {
	return checkAgain(push(state, {kind: 'checks', index: 0, opened: []}));
}

/** `r`: look again. While it is being looked at, that is enough. */
export function checkAgain(state: State): Step {
	if (state.checks?.loading) return stay(state);
	return withEffects({...state, checks: {...state.checks, loading: true, error: undefined}}, {type: 'check'});
}

export function checked(state: State, action: Extract<Action, {type: 'checked' | 'check-failed'}>): State {
	if (action.type === 'check-failed') return {...state, checks: {...state.checks, loading: false, error: action.error}};
	const next: State = {...state, checks: {checkUp: action.checkUp, takenAtMs: action.atMs, loading: false}};
	const screen = topScreen(next);
	return screen.kind === 'checks' ? moveInChecks(next, screen, undefined) : next;
}

/** `enter`: what was seen and what to type, or away with it. */
export function toggleCheck(state: State, screen: ChecksScreen): Step {
	const id = checkLines(state, screen)[screen.index]?.check;
	if (id === undefined) return stay(state);
	const isOpen = screen.opened.includes(id);
	const opened = isOpen ? screen.opened.filter(other => other !== id) : [...screen.opened, id];
	const next = {...screen, opened};
	// The cursor stays on the check, which is its head once it is folded.
	const index = checkLines(state, next).findIndex(line => line.check === id && line.head);
	return stay(withTopScreen(state, {...next, index: Math.max(0, index)}));
}

export function moveInChecks(state: State, screen: ChecksScreen, motion: Motion | undefined): State {
	const count = checkLines(state, screen).length;
	const page = Math.max(1, bodyRows(state) - 2);
	const step = motion === undefined ? 0 : stepOf(motion, page, count);
	return withTopScreen(state, {...screen, index: Math.max(0, Math.min(screen.index + step, count - 1))});
}
