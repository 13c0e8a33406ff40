import {describe, expect, it} from 'vitest';
import {createClock, showsSeconds} from '../../src/app/clock.ts';
import type {State} from '../../src/app/state.ts';
import {update} from '../../src/app/update.ts';
import {loaded, pod, press, started} from '../support/state.ts';

const aged = (...seconds: readonly number[]): State => {
	const state = started();
	const rows = seconds.map((age, index) => pod(`p${index}`, {createdAtMs: state.nowMs - age * 1000}));
	return update(state, loaded('pods', rows)).state;
};

describe('the clock', () => {
	it('every second while an age counts seconds', () => {
		expect(showsSeconds(aged(30, 90_000))).toBe(true);
		expect(showsSeconds(aged(119))).toBe(true);
		expect(showsSeconds(aged(121, 90_000))).toBe(false);
		expect(showsSeconds(aged())).toBe(false);
	});

	it('what is off the screen counts for nobody', () => {
		const far = aged(...Array.from({length: 200}, () => 9000), 10);
		expect(showsSeconds(far)).toBe(false);
		expect(showsSeconds(press(far, 'G').state)).toBe(true);
	});

	it('all but a list goes on by the second', () => {
		expect(showsSeconds(press(aged(9000), '?').state)).toBe(true);
		expect(showsSeconds(press(aged(9000), 'i').state)).toBe(true);
	});

	it('a list that could not be loaded says for how long', () => {
		const failed = update(aged(9000), {type: 'list-failed', list: 'pods', error: 'no'}).state;
		expect(showsSeconds(failed)).toBe(true);
	});

	it('else every fifth', () => {
		const clock = createClock();
		const calm = aged(9000);
		expect(
			Array.from({length: 11}, () => clock.isHeard(calm))
				.map(Number)
				.join(''),
		).toBe('00001000010');
		expect(clock.isHeard(aged(3))).toBe(true);
	});
});
