import {expect, it} from 'vitest';
import {inTime} from '../../src/model/in-time.ts';

const never = new Promise<string>(() => {});

it.each([
	['an answer', () => inTime(Promise.resolve('here'), 10_000, () => 'late'), 'here'],
	['none', () => inTime(never, 1, () => 'late'), 'late'],
])('%s in time', async (_case, asked, expected) => {
	expect(await asked()).toBe(expected);
});

it('what goes wrong is thrown, and so is what being late throws', async () => {
	await expect(inTime(Promise.reject(new Error('no')), 10_000, () => 'late')).rejects.toThrow('no');
	const away = () => {
		throw new Error('away');
	};
	await expect(inTime(never, 1, away)).rejects.toThrow('away');
});
