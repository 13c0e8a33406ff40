import {type Effect, type Step, withEffects} from '../action.ts';
import type {ListName} from '../lists/list.ts';
import type {ListScreen, Screen, TextSource} from '../screen.ts';
import {type State, topScreen} from '../state.ts';

/** A screen without its number, which `push` gives. */
type NewScreen = Screen extends infer Each ? (Each extends Screen ? Omit<Each, 'id'> : never) : never;

export function push(state: State, screen: NewScreen): State {
	const added = {...screen, id: state.nextId} as Screen;
	return {...state, nextId: state.nextId + 1, screens: [...state.screens, added]};
}

type Place = {readonly pod?: ListScreen['pod']; readonly select?: string};

function listScreen(list: ListName, {pod, select}: Place, filter = ''): NewScreen {
	return {
		kind: 'list',
		list,
		filter,
		index: 0,
		top: 0,
		...(pod && {pod}),
		...(select !== undefined && {selected: select}),
	};
}

/** Another list, from the start: the way there is forgotten, as in k9s. With `recall` it has the filter that it had before. */
export function goToList(
	state: State,
	list: ListName,
	{recall = false, filter: wanted}: {readonly recall?: boolean; readonly filter?: string} = {},
): Step {
	const closed = state.screens.flatMap(closing);
	const kept = {...state, looks: withFiltersKept(state)};
	const filter = wanted ?? (recall ? kept.looks[list]?.filter : undefined);
	const root = {...listScreen(list, {}, filter), id: state.nextId} as ListScreen;
	return withEffects(
		{...kept, nextId: state.nextId + 1, screens: [root], panes: {}, details: {}, journals: {}},
		...closed,
		{
			type: 'load',
			list,
		},
	);
}

/** The filters that the lists have now, for when one comes back. */
function withFiltersKept({screens, looks}: State): State['looks'] {
	const kept = {...looks};
	for (const screen of screens)
		if (screen.kind === 'list' && !screen.pod) kept[screen.list] = {...kept[screen.list], filter: screen.filter};
	return kept;
}

export function openList(state: State, list: ListName, place: Place = {}): Step {
	return withEffects(push(state, listScreen(list, place)), {type: 'load', list});
}

export function openText(state: State, title: string, source: TextSource): Step {
	const id = state.nextId;
	const follow = source.of === 'logs' || source.of === 'run' || source.of === 'job' || source.of === 'commands';
	const view = {
		top: 0,
		follow,
		wrap: source.of === 'job' || source.of === 'why' || source.of === 'commands',
		filter: '',
		highlight: false,
		context: 0,
		left: 0,
	};
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
	const {[leaving.id]: _journal, ...journals} = state.journals;
	const next = {...state, screens, panes, details, journals};
	const below = topScreen(next);
	const refresh = below.kind === 'list' ? [{type: 'load' as const, list: below.list}] : [];
	return withEffects(next, ...closing(leaving), ...refresh);
}

/** What ends with a screen. */
export function closing(screen: Screen): readonly Effect[] {
	if (screen.kind === 'journal' || screen.kind === 'migrate') return [{type: 'close-journal', id: screen.id}];
	return screen.kind === 'text' ? [{type: 'close-pane', id: screen.id}] : [];
}
