import type {Container} from '../../model/container.ts';
import type {NodeEvent} from '../../model/event.ts';
import type {PodWithContainers} from '../../model/pod-sandbox.ts';
import type {Action} from '../action.ts';
import {viewOf} from '../rows.ts';
import type {State} from '../state.ts';
import {withRows} from './loaded.ts';

/** Events that are kept: the newest. */
export const eventCapacity = 2000;

/** Newest first: a cursor on the newest stays at the top, any other on its event. */
export function eventsHappened(state: State, {events, atMs}: Extract<Action, {type: 'events'}>): State {
	const names = namesOf(state);
	const added = events.map(event => named(event, names)).reverse();
	const next = withAdded(state, added, atMs);
	const screens = next.screens.map((screen, place) => {
		const before = state.screens[place];
		const isAtTop = before?.kind === 'list' && before.list === 'events' && viewOf(state, before).cursor <= 0;
		return isAtTop && screen.kind === 'list' ? {...screen, index: 0, top: 0, selected: undefined} : screen;
	});
	return {...next, screens: screens as unknown as State['screens']};
}

function withAdded(state: State, added: readonly NodeEvent[], atMs: number): State {
	return withRows(state, 'events', ({rows}) => ({
		rows: added.length === 0 ? rows : [...added, ...rows].slice(0, eventCapacity),
		loadedAtMs: atMs,
	}));
}

/** Names for events that came before their container was listed. */
export function withNames(state: State): State {
	const rows = (state.lists.events?.rows ?? []) as readonly NodeEvent[];
	if (rows.every(({container}) => container !== undefined)) return state;
	const names = namesOf(state);
	const better = rows.map(event => named(event, names));
	if (better.every((event, index) => event === rows[index])) return state;
	return withRows(state, 'events', loaded => ({...loaded, rows: better}));
}

type Name = NonNullable<NodeEvent['container']>;

function namesOf({lists}: State): ReadonlyMap<string, Name> {
	const names = new Map<string, Name>();
	for (const {id, name, podId, podName} of (lists.containers?.rows ?? []) as readonly Container[])
		names.set(id, {name, podId, podName});
	for (const pod of (lists.pods?.rows ?? []) as readonly PodWithContainers[]) {
		names.set(pod.id, {name: 'pod sandbox', podId: pod.id, podName: pod.name});
		for (const {id, name} of pod.containers) names.set(id, {name, podId: pod.id, podName: pod.name});
	}
	return names;
}

function named(event: NodeEvent, names: ReadonlyMap<string, Name>): NodeEvent {
	const container = names.get(event.subject);
	if (container === undefined || event.container?.podId !== undefined) return event;
	return event.container !== undefined && container.podId === undefined ? event : {...event, container};
}
