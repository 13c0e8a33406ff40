import type {Screen} from './screen.ts';
import {type State, topScreen} from './state.ts';

/** Somewhere one has been: the way there, and what narrowed the view. */
export type Visit = {readonly screens: State['screens']; readonly containerdNamespace?: string};

export type Visits = {readonly past: readonly Visit[]; readonly future: readonly Visit[]};

export const noVisits: Visits = {past: [], future: []};

const kept = 50;

/** The way to where one is, as far as it can be gone again: a command that was run is not run twice. */
export function visitOf({screens, containerdNamespace}: State): Visit {
	const firstRun = screens.findIndex(screen => !isRepeatable(screen));
	const way = firstRun < 0 ? screens : screens.slice(0, firstRun);
	return {screens: way as unknown as State['screens'], ...(containerdNamespace !== undefined && {containerdNamespace})};
}

/** Whether two moments are at different places; another place on the same screen is none. */
export function isElsewhere(before: State, after: State): boolean {
	return (
		topScreen(before).id !== topScreen(after).id ||
		before.screens.length !== after.screens.length ||
		before.containerdNamespace !== after.containerdNamespace
	);
}

/** The state with where one came from noted; what was forward is forgotten, as in a browser. */
export function noted(before: State, after: State): State {
	if (!isElsewhere(before, after)) return after;
	return {...after, visits: {past: withVisit(after.visits.past, visitOf(before)), future: []}};
}

export function withVisit(visits: readonly Visit[], visit: Visit): readonly Visit[] {
	return visit.screens.length === 0 ? visits : [...visits, visit].slice(-kept);
}

/** A command that was run is not run again, and what belongs to a moment is not brought back. */
function isRepeatable(screen: Screen): boolean {
	switch (screen.kind) {
		case 'list':
		case 'translate':
		case 'cheat':
		case 'entry':
		case 'journal':
			return true;
		case 'text':
			return screen.source.of !== 'run' && screen.source.of !== 'job';
		default:
			return false;
	}
}
