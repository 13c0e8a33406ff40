import {type Effect, type Step, stay, withEffects} from '../action.ts';
import {createJournal, type Journal} from '../journal/journal.ts';
import type {Screen} from '../screen.ts';
import type {Pane, State} from '../state.ts';
import {type Visit, visitOf, withVisit} from '../visits.ts';
import {closing} from './navigate.ts';

/** `[`: where one was before this. */
export function visitBack(state: State): Step {
	const {past, future} = state.visits;
	const to = past.at(-1);
	if (!to) return nowhere(state, 'there is nothing before this');
	return visit(state, to, {past: past.slice(0, -1), future: withVisit(future, visitOf(state))});
}

/** `]`: forward again. */
export function visitForward(state: State): Step {
	const {past, future} = state.visits;
	const to = future.at(-1);
	if (!to) return nowhere(state, 'there is nothing after this');
	return visit(state, to, {past: withVisit(past, visitOf(state)), future: future.slice(0, -1)});
}

/** `-`: there, and with the next `-` back here. */
export function visitLast(state: State): Step {
	const {past} = state.visits;
	const to = past.at(-1);
	if (!to) return nowhere(state, 'there is no view before this one');
	return visit(state, to, {past: withVisit(past, visitOf(state)), future: []});
}

/** The screens again, as new ones: what filled them is asked for anew. */
function visit(state: State, {screens, containerdNamespace}: Visit, visits: State['visits']): Step {
	const effects: Effect[] = state.screens.flatMap(closing);
	const journals: Record<number, Journal> = {};
	const panes: Record<number, Pane> = {};
	let nextId = state.nextId;
	const made = screens.map((screen): Screen => {
		const id = nextId;
		nextId += 1;
		if (screen.kind === 'text') {
			panes[id] = {lines: [], dropped: 0, status: 'loading'};
			effects.push({type: 'open-pane', id, source: screen.source});
		}
		if (screen.kind === 'journal') {
			journals[id] = createJournal(screen.units);
			effects.push({type: 'open-journal', id, units: screen.units});
		}
		return {...screen, id};
	});
	const last = made.at(-1);
	if (last?.kind === 'list') effects.push({type: 'load', list: last.list});
	const next = {
		...state,
		screens: made as unknown as State['screens'],
		panes,
		journals,
		nextId,
		visits,
		containerdNamespace,
	};
	return withEffects(next, ...effects);
}

function nowhere(state: State, text: string): Step {
	return stay({...state, notice: {text, tone: 'quiet'}});
}
