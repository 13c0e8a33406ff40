import {type Step, withEffects} from '../action.ts';
import type {ListName} from '../lists/list.ts';
import type {ListScreen, Screen, TextSource} from '../screen.ts';
import {type State, topScreen} from '../state.ts';

/** A screen without its number, which `push` gives. */
type NewScreen = Screen extends infer Each ? (Each extends Screen ? Omit<Each, 'id'> : never) : never;

export function push(state: State, screen: NewScreen): State {
	const added = {...screen, id: state.nextId} as Screen;
	return {...state, nextId: state.nextId + 1, screens: [...state.screens, added]};
}

export function listScreen(list: ListName, pod?: ListScreen['pod']): NewScreen {
	return {kind: 'list', list, filter: '', index: 0, top: 0, ...(pod && {pod})};
}

/** Another list, from the start: the way there is forgotten, as in k9s. */
export function goToList(state: State, list: ListName): Step {
	const closed = state.screens.flatMap(closing);
	const root = {...listScreen(list), id: state.nextId} as ListScreen;
	return withEffects({...state, nextId: state.nextId + 1, screens: [root], panes: {}, details: {}}, ...closed, {
		type: 'load',
		list,
	});
}

export function openList(state: State, list: ListName, pod?: ListScreen['pod']): Step {
	return withEffects(push(state, listScreen(list, pod)), {type: 'load', list});
}

export function openText(state: State, title: string, source: TextSource): Step {
	const id = state.nextId;
	const follow = source.of === 'logs' || source.of === 'run' || source.of === 'job';
	const view = {top: 0, follow, wrap: false, filter: '', highlight: false, context: 0, left: 0};
	const next = push(state, {kind: 'text', title, source, ...view});
	const panes = {...next.panes, [id]: {lines: [], dropped: 0, status: 'loading' as const}};
	return withEffects({...next, panes}, {type: 'open-pane', id, source});
}

export function openTranslator(state: State, line: string): Step {
	const next = push(state, {kind: 'translate', line, cursor: [...line].length, top: 0, explain: false});
	return withEffects(
		next,
		...(state.tables ? [] : [{type: 'load-tables' as const}]),
		...(state.explainer ? [] : [{type: 'load-explainer' as const}]),
	);
}

/** One screen back. At the first one there is nowhere to go. */
export function back(state: State): Step {
	const leaving = topScreen(state);
	if (state.screens.length === 1) return withEffects(state);
	const screens = state.screens.slice(0, -1) as unknown as State['screens'];
	const {[leaving.id]: _closed, ...panes} = state.panes;
	const {[leaving.id]: _left, ...details} = state.details;
	const next = {...state, screens, panes, details};
	const below = topScreen(next);
	const refresh = below.kind === 'list' ? [{type: 'load' as const, list: below.list}] : [];
	return withEffects(next, ...closing(leaving), ...refresh);
}

function closing(screen: Screen) {
	return screen.kind === 'text' ? [{type: 'close-pane' as const, id: screen.id}] : [];
}
