import {describe, expect, it} from 'vitest';
import {createGaze} from '../../src/migrate/gaze.ts';
import type {Step} from '../../src/migrate/step.ts';
import {type Subject, subjects} from '../../src/model/subject.ts';

type Looks = Pick<Step<number>, 'looks' | 'touches'>;
const step = (looks?: Looks) => ({id: 'x', ...looks}) as Step<number>;

/** Facts are the number of the look. */
function gazing(more: {readonly lookedMs?: number} = {}) {
	const asked: (readonly Subject[])[] = [];
	let now = 0;
	const gaze = createGaze<number>({
		gather: async (anew = []) => asked.push(anew),
		nowMs: () => now,
		...more,
	});
	const later = (ms: number) => {
		now += ms;
	};
	return {...gaze, asked, later};
}

describe('what is asked for a step', () => {
	it('nothing, where all was seen a moment ago', async () => {
		const gaze = gazing();
		await gaze.all();
		expect(await gaze.before(step())).toBe(1);
		expect(gaze.asked).toEqual([subjects]);
	});

	it('what it touched itself, and what it looks at', async () => {
		const gaze = gazing();
		await gaze.all();
		const drain = step({looks: ['node', 'pods'], touches: ['pods', 'docker']});
		gaze.touched(drain);
		await gaze.after(drain, 'first');
		await gaze.after(drain, 'again');
		await gaze.before(step({looks: ['docker', 'units'], touches: []}));
		expect(gaze.asked.slice(1)).toEqual([['pods'], ['node', 'pods'], ['docker']]);
	});

	it('everything, where a step does not say', async () => {
		const gaze = gazing();
		await gaze.all();
		gaze.touched(step());
		await gaze.after(step(), 'first');
		expect(gaze.asked).toEqual([subjects, subjects]);
	});

	it('not at the beginning either, where a plan was made a moment ago', async () => {
		const gaze = gazing({lookedMs: -2000});
		await gaze.all();
		const late = gazing({lookedMs: -60_000});
		await late.all();
		expect([gaze.asked, late.asked]).toEqual([[[]], [subjects]]);
	});

	it('what was seen some seconds ago: somebody else may be at work', async () => {
		const gaze = gazing();
		await gaze.all();
		gaze.later(3000);
		await gaze.before(step({looks: ['units']}));
		gaze.later(2999);
		await gaze.before(step({looks: ['units']}));
		expect(gaze.asked.slice(1)).toEqual([['units']]);
	});
});
