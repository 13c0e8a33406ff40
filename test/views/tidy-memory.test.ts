import {expect, it} from 'vitest';
import {createTidier} from '../../src/views/tidy-memory.ts';

function seconds(...changes: readonly number[]): readonly number[] {
	let collected = 0;
	const tidier = createTidier(() => {
		collected += 1;
	});
	return changes.map(count => {
		for (let change = 0; change < count; change += 1) tidier.changed();
		tidier.tick();
		return collected;
	});
}

it('what keys left behind is collected in the first quiet second, once', () => {
	expect(seconds(60, 60, 1, 1)).toEqual([0, 0, 1, 1]);
	expect(seconds(60, 2, 60, 1, 150, 0)).toEqual([0, 0, 0, 1, 1, 2]);
});

it('a clock and an answer now and then leave nothing worth it', () => {
	expect(seconds(...Array.from({length: 300}, () => 3)).at(-1)).toBe(0);
});
