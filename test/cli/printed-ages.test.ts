import {expect, it} from 'vitest';
import {humanDuration} from '../../src/cli/printed-ages.ts';

const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000];
// biome-ignore format: a table
it.each([
	[0,             'Less than a second'],
	[second,        '1 second'],
	[59 * second,   '59 seconds'],
	[minute,        'About a minute'],
	[59 * minute,   '59 minutes'],
	[hour,          'About an hour'],
	[90 * minute,   '2 hours'],
	[47 * hour,     '47 hours'],
	[2 * day,       '2 days'],
	[14 * day,      '2 weeks'],
	[60 * day,      '2 months'],
	[730 * day,     '2 years'],
])('%i ms: %s', (milliseconds, expected) => {
	expect(humanDuration(milliseconds)).toBe(expected);
});
