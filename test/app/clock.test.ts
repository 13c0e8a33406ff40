import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {keepTime, ticksApart} from '../../src/app/clock.ts';
import type {State} from '../../src/app/state.ts';
import {createStore} from '../../src/app/store.ts';
import {update} from '../../src/app/update.ts';
import {loaded, pod, press, started} from '../support/state.ts';

const aged = (...seconds: readonly number[]): State => {
	const state = started();
	const rows = seconds.map((age, index) => pod(`p${index}`, {createdAtMs: state.nowMs - age * 1000}));
	return update(state, loaded('pods', rows)).state;
};

describe('the clock', () => {
	it('every other second while an age counts seconds, every tenth for minutes, every thirtieth for hours and days', () => {
		expect(ticksApart(aged(30, 90_000))).toBe(2);
		expect(ticksApart(aged(119))).toBe(2);
		expect(ticksApart(aged(121, 90_000))).toBe(10);
		expect(ticksApart(aged(3600 + 60, 900_000))).toBe(10);
		expect(ticksApart(aged(90_000, 900_000))).toBe(30);
		expect(ticksApart(aged())).toBe(30);
	});

	it('what is off the screen counts for nobody', () => {
		const far = aged(...Array.from({length: 200}, () => 90_000), 10);
		expect(ticksApart(far)).toBe(30);
		expect(ticksApart(press(far, 'G').state)).toBe(2);
	});

	it('all but a list goes on by the second', () => {
		expect(ticksApart(press(aged(9000), '?').state)).toBe(1);
		expect(ticksApart(press(aged(9000), 'i').state)).toBe(1);
	});

	it('a list that could not be loaded says for how long', () => {
		const failed = update(aged(9000), {type: 'list-failed', list: 'pods', error: 'no'}).state;
		expect(ticksApart(failed)).toBe(1);
	});
});

describe('time is told', () => {
	beforeEach(() => vi.useFakeTimers());
	afterEach(() => vi.useRealTimers());

	/** A store that is kept in time: when it was looked at, and when it was told the time, in seconds. */
	const kept = (state: State) => {
		const store = createStore(state, () => {});
		const startedAt = performance.now();
		const looks: number[] = [];
		const told: number[] = [];
		const seconds = () => Math.round((performance.now() - startedAt) / 1000);
		const stop = keepTime({
			store: {
				...store,
				dispatch(action) {
					if (action.type === 'tick') told.push(seconds());
					store.dispatch(action);
				},
			},
			now: () => state.nowMs + performance.now() - startedAt,
			look: () => looks.push(seconds()),
		});
		return {store, looks, told, stop};
	};

	it('as often as the screen counts', () => {
		const {told} = kept(aged(900));
		vi.advanceTimersByTime(45_000);
		expect(told).toEqual([10, 20, 30, 40]);
		const young = kept(aged(3));
		vi.advanceTimersByTime(9000);
		expect(young.told).toEqual([2, 4, 6, 8]);
		const open = kept(press(aged(900), '?').state);
		vi.advanceTimersByTime(3000);
		expect(open.told).toEqual([1, 2, 3]);
	});

	it('while nothing changes it sleeps, and a change wakes it for as long as there are more', () => {
		const {store, looks, told} = kept(aged(90_000));
		vi.advanceTimersByTime(5400);
		expect(looks).toEqual([1, 2]);
		store.dispatch({type: 'key', key: '?'});
		vi.advanceTimersByTime(3000);
		expect(looks).toEqual([1, 2, 6, 7, 8]);
		expect(told).toEqual([6, 7, 8]);
		store.dispatch({type: 'key', key: 'esc'});
		vi.advanceTimersByTime(60_000);
		expect(told).toEqual([6, 7, 8, 38, 68]);
	});

	it('until it is stopped', () => {
		const {store, looks, stop} = kept(aged(3));
		stop();
		store.dispatch({type: 'key', key: 'j'});
		vi.advanceTimersByTime(5000);
		expect(looks).toEqual([]);
	});
});
