import {type Action, type Step, stay, withEffects} from '../action.ts';
import {type Pane, paneCapacity, type State, topScreen, withTopScreen} from '../state.ts';

type Of<Type extends Action['type']> = Extract<Action, {type: Type}>;

export function paneStarted(state: State, {id, command}: Of<'pane-started'>): State {
	return withPane(state, id, pane => ({...pane, command, status: 'live'}));
}

/** Lines are added at the end; the oldest go when there are more than the pane keeps. */
export function paneLines(state: State, {id, lines}: Of<'pane-lines'>): State {
	return withPane(state, id, pane => {
		const room = Math.max(0, paneCapacity - lines.length);
		const kept = pane.lines.length > room ? pane.lines.slice(pane.lines.length - room) : pane.lines;
		const added = lines.length > paneCapacity ? lines.slice(lines.length - paneCapacity) : lines;
		const all = [...kept, ...added];
		return {...pane, lines: all, dropped: pane.dropped + pane.lines.length + lines.length - all.length, status: 'live'};
	});
}

export function paneEnded(state: State, {id, error}: Of<'pane-ended'>): State {
	return withPane(state, id, pane => ({...pane, status: 'ended', ...(error !== undefined && {error})}));
}

/** The log again from the start, with or without timestamps. */
export function toggleTimestamps(state: State): Step {
	const screen = topScreen(state);
	if (screen.kind !== 'text' || screen.source.of !== 'logs') return stay(state);
	const source = {...screen.source, timestamps: !screen.source.timestamps};
	const emptied = withPane(state, screen.id, () => ({lines: [], dropped: 0, status: 'loading'}));
	const next = withTopScreen(emptied, {...screen, source, follow: true});
	return withEffects(next, {type: 'close-pane', id: screen.id}, {type: 'open-pane', id: screen.id, source});
}

/** A pane that was closed meanwhile stays closed: late lines are dropped. */
function withPane(state: State, id: number, change: (pane: Pane) => Pane): State {
	const pane = state.panes[id];
	return pane ? {...state, panes: {...state.panes, [id]: change(pane)}} : state;
}
