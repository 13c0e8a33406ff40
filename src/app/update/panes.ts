import type {Action} from '../action.ts';
import {type Pane, type PaneLine, paneCapacity, paneCharacters, type State} from '../state.ts';

type Of<Type extends Action['type']> = Extract<Action, {type: Type}>;

export function paneStarted(state: State, {id, command, note, timed}: Of<'pane-started'>): State {
	return withPane(state, id, pane => ({...pane, command, note, timed, status: 'live'}));
}

/** Lines are added at the end; the oldest go when there are more than the pane keeps. */
export function paneLines(state: State, {id, lines, before = 0}: Of<'pane-lines'>): State {
	return withPane(state, id, pane => {
		const kept = pane.lines.slice(Math.max(0, lines.length + pane.lines.length - paneCapacity));
		const all = [...(before > 0 ? [] : kept), ...lines.slice(-paneCapacity)];
		const fitting = withinCharacters(all);
		const dropped = pane.dropped + pane.lines.length + before + lines.length - fitting.length;
		return {...pane, lines: fitting, dropped, status: 'live'};
	});
}

function withinCharacters(lines: readonly PaneLine[]): readonly PaneLine[] {
	let characters = 0;
	for (let index = lines.length - 1; index >= 0; index -= 1) {
		characters += lines[index]?.text.length ?? 0;
		if (characters > paneCharacters) return lines.slice(Math.min(index + 1, lines.length - 1));
	}
	return lines;
}

export function paneEnded(state: State, {id, error}: Of<'pane-ended'>): State {
	return withPane(state, id, pane => ({...pane, status: 'ended', ...(error !== undefined && {error})}));
}

/** A pane that was closed meanwhile stays closed: late lines are dropped. */
export function withPane(state: State, id: number, change: (pane: Pane) => Pane): State {
	const pane = state.panes[id];
	return pane ? {...state, panes: {...state.panes, [id]: change(pane)}} : state;
}
