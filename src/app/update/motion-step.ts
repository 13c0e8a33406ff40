import type {Motion} from './move.ts';

/** By how many rows a motion moves a cursor among `count` rows; 0 where it is none of up and down. */
export function stepOf(motion: Motion, page: number, count: number): number {
	const steps: Partial<Record<Motion, number>> = {
		down: 1,
		up: -1,
		'page-down': page,
		'page-up': -page,
		first: -count,
		last: count,
	};
	return steps[motion] ?? 0;
}
