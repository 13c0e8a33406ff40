import {expect, it} from 'vitest';
import {createGaze} from '../../src/migrate/gaze.ts';
import {settle} from '../../src/migrate/settle.ts';
import type {Step} from '../../src/migrate/step.ts';

it('what waits is told again when it is another thing, and not for its age', async () => {
	let now = 0;
	const says = ['a waits for 2 s', 'a waits for 3 s', 'b waits for 3 s'];
	const step: Step<number> = {
		...{id: 'x', title: '', why: '', source: '', watch: [], seconds: 1, settleMs: 60_000},
		check: () => ({is: 'todo'}),
		plan: () => [],
		verify: look => says[look],
	};
	let looks = 0;
	const gather = async () => looks++;
	const clock = {
		nowMs: () => now,
		sleep: async (ms: number) => {
			now += ms;
		},
	};
	const told = [];
	for await (const each of settle(step, createGaze({gather, ...clock}), clock, 0))
		if (each.type === 'output') told.push(each.text);
	expect(told).toEqual(['waiting: a waits for 2 s\n', 'waiting: b waits for 3 s\n']);
});
