import {expect, it} from 'vitest';
import {createTimes} from '../../src/cli/migrate/report-times.ts';

const at = '2026-11-26T00:00:00Z';

it('each step beside its bare commands, and all of it', () => {
	const times = createTimes();
	times.add({at, type: 'step', id: 'images', state: 'started'});
	times.add({at, type: 'step', id: 'images', state: 'changed', durationMs: 1200});
	times.add({at, type: 'step', id: 'images', state: 'changed', durationMs: 300});
	times.add({at, type: 'step', id: 'images', state: 'verified', durationMs: 2600, waitedMs: 700});
	times.add({at, type: 'step', id: 'cordon', state: 'skipped'});
	times.add({at, type: 'step', id: 'drain', state: 'changed', durationMs: 9000});
	expect(times.lines().slice(5)).toEqual([
		'| images | 2.6 | 1.5 | 0.7 | 0.4 |',
		'| drain | 9.0 | 9.0 | 0.0 | 0.0 |',
		'| all | 11.6 | 10.5 | 0.7 | 0.4 |',
	]);
});

it('where nothing took time there is no table', () => {
	expect(createTimes().lines()).toEqual([]);
});
