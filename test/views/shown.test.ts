import {expect, it} from 'vitest';
import {createStore} from '../../src/app/store.ts';
import {createShown} from '../../src/views/shown.ts';
import {press, started} from '../support/state.ts';

const open = (state = started()) => {
	const store = createStore(state, () => {});
	const source = createShown(store);
	let told = 0;
	source.subscribe(() => {
		told += 1;
	});
	return {store, source, told: () => told};
};
const settled = () => new Promise<void>(resolve => setTimeout(resolve, 0));

it('is the same as long as the screen looks the same, whatever the state is', () => {
	const {store, source} = open();
	const before = source.shown();
	store.dispatch({type: 'tick', nowMs: store.state().nowMs + 1});
	store.dispatch({type: 'list-failed', list: 'images', error: 'down'});
	expect(source.shown()).toBe(before);
	store.dispatch({type: 'tick', nowMs: store.state().nowMs + 3_600_000});
	expect(source.shown()).not.toBe(before);
});

it('tells once of keys that come in one go, and has then the last of them', async () => {
	const {store, source, told} = open();
	for (const key of ['j', 'j', 'k']) store.dispatch({type: 'key', key});
	expect(told()).toBe(0);
	await settled();
	expect(told()).toBe(1);
	expect(source.shown()).toEqual(open(press(started(), 'j j k').state).source.shown());
	store.dispatch({type: 'key', key: 'j'});
	await settled();
	expect(told()).toBe(2);
});

it('says what it needs on a terminal that is too small, and comes back', () => {
	const {store, source} = open();
	const before = source.shown();
	store.dispatch({type: 'resized', columns: 20, rows: 5});
	expect(source.shown()).toEqual({lines: ['rtconsole needs', '40x10, this is 20x5'], rows: 2});
	store.dispatch({type: 'resized', columns: 80, rows: 24});
	expect(source.shown()).toEqual(before);
});

it('is what stands on the terminal until somebody listens, whatever happens meanwhile', async () => {
	const store = createStore(started(), () => {});
	const standing = {lines: ['of before'], rows: 24};
	const source = createShown(store, standing);
	store.dispatch({type: 'key', key: 'j'});
	expect(source.shown()).toBe(standing);
	source.subscribe(() => {});
	const now = source.shown();
	expect(now).toEqual(createShown(store).shown());
	expect(source.shown()).toBe(now);
});

it('is the object that stood there where it looks the same', () => {
	const store = createStore(started(), () => {});
	const standing = createShown(store).shown();
	const source = createShown(store, {...standing});
	const first = source.shown();
	source.subscribe(() => {});
	expect(source.shown()).toBe(first);
});
