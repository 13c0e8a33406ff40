import {describe, expect, it} from 'vitest';
import {createClock, ticksApart} from '../../src/app/clock.ts';
import type {State} from '../../src/app/state.ts';
import {update} from '../../src/app/update.ts';
import {loaded, pod, press, started} from '../support/state.ts';

const aged = (...seconds: readonly number[]): State => {
	const state = started();
	const rows = seconds.map((age, index) => pod(`p${index}`, {createdAtMs: state.nowMs - age * 1000}));
	return update(state, loaded('pods', rows)).state;
};

describe('the clock', () => {
	it('every other second while an age counts seconds, else every fifth', () => {
		expect(ticksApart(aged(30, 90_000))).toBe(2);
		expect(ticksApart(aged(119))).toBe(2);
		expect(ticksApart(aged(121, 90_000))).toBe(5);
		expect(ticksApart(aged())).toBe(5);
	});

	it('what is off the screen counts for nobody', () => {
		const far = aged(...Array.from({length: 200}, () => 9000), 10);
		expect(ticksApart(far)).toBe(5);
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

	it('hears as much as is needed', () => {
		const clock = createClock();
		const calm = aged(9000);
		expect(
			Array.from({length: 11}, () => clock.isHeard(calm))
				.map(Number)
				.join(''),
		).toBe('00001000010');
		const young = aged(3);
		expect([young, young, young, calm].map(state => Number(clock.isHeard(state)))).toEqual([1, 0, 1, 0]);
	});
});
