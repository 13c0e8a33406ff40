import {describe, expect, it} from 'vitest';
import type {Action} from '../../src/app/action.ts';
import {viewOf} from '../../src/app/rows.ts';
import {type State, topScreen} from '../../src/app/state.ts';
import {eventCapacity} from '../../src/app/update/events.ts';
import type {NodeEvent} from '../../src/model/event.ts';
import {container, event, loaded, nowMs, press, started, told} from '../support/state.ts';

let number = 0;
const happened = (...subjects: readonly string[]): Action => ({
	type: 'events',
	events: subjects.map(subject => event('/tasks/start', subject, {number: ++number})),
	atMs: nowMs,
});
const opened = () => press(started({lists: {events: []}}), ": 'events' enter").state;
const rows = (state: State) => (state.lists.events?.rows ?? []) as readonly NodeEvent[];
const under = (state: State) => {
	const screen = topScreen(state);
	if (screen.kind !== 'list') return undefined;
	const {rows: shown, cursor} = viewOf(state, screen);
	return (shown[cursor] as NodeEvent | undefined)?.subject;
};

describe('events', () => {
	it('come newest first, with the names of what is known', () => {
		const {state} = told(opened(), happened('container-web', 'nobody'), happened('pod-front'));
		expect(rows(state).map(({subject, container: named}) => [subject, named?.name, named?.podName])).toEqual([
			['pod-front', 'pod sandbox', 'front'],
			['nobody', undefined, undefined],
			['container-web', 'web', 'front'],
		]);
	});

	it('get their names once the container is listed', () => {
		const {state} = told(
			opened(),
			happened('container-new'),
			loaded('containers', [container('new', {podName: 'late'})]),
		);
		expect(rows(state)[0]?.container).toEqual({name: 'new', podName: 'late'});
	});

	it('keep their names when the container is gone', () => {
		const {state} = told(opened(), happened('container-web'), loaded('pods', []), loaded('containers', []));
		expect(rows(state)[0]?.container?.name).toBe('web');
	});

	it('the cursor stays at the newest, or on its event', () => {
		const first = told(opened(), happened('a'), happened('b')).state;
		expect(under(first)).toBe('b');
		const moved = press(first, 'j').state;
		expect(under(told(moved, happened('c')).state)).toBe('a');
		expect(under(told(press(moved, 'k').state, happened('c')).state)).toBe('c');
	});

	it('are bounded', () => {
		const many = Array.from({length: eventCapacity + 50}, (_, index) => `x${index}`);
		const {state} = told(opened(), happened(...many), happened('last'));
		expect(rows(state)).toHaveLength(eventCapacity);
		expect(rows(state)[0]?.subject).toBe('last');
	});

	it('where they cannot be had, that is said, and what came stays', () => {
		const {state} = told(opened(), happened('a'), {
			type: 'list-failed',
			list: 'events',
			error: 'no events: ctr is not on this node',
		});
		expect(state.lists.events).toMatchObject({error: 'no events: ctr is not on this node'});
		expect(rows(state)).toHaveLength(1);
	});
});
