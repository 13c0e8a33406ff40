import {expect, it} from 'vitest';
import {withoutRepeats} from '../../src/migrate/without-repeats.ts';

function heard(each: (second: number) => string, seconds: number): readonly string[] {
	const said: string[] = [];
	let now = 0;
	const tell = withoutRepeats(
		text => said.push(`${now / 1000} ${text.trimEnd()}`),
		() => now,
	);
	for (; now < seconds * 1000; now += 1000) tell(each(now / 1000));
	return said;
}

it('the same each second is told once, and from time to time with its age', () => {
	expect(heard(() => 'it does not answer; tries again\n', 75)).toEqual([
		'0 it does not answer; tries again',
		'10 it does not answer; tries again (for 10 s)',
		'40 it does not answer; tries again (for 40 s)',
		'70 it does not answer; tries again (for 70 s)',
	]);
});

it('a count of seconds makes no other line of it: apt that waits', () => {
	expect(heard(second => `Waiting for cache lock: held by process 812 (apt)... ${second}s\n`, 12)).toEqual([
		'0 Waiting for cache lock: held by process 812 (apt)... 0s',
		'10 Waiting for cache lock: held by process 812 (apt)... (for 10 s)',
	]);
});

it('what changes is told at once, and again when it comes back', () => {
	expect(heard(second => (second === 3 ? 'other\n' : 'same\n'), 6)).toEqual(['0 same', '3 other', '4 same']);
});

it('amounts are no repeats', () => {
	expect(heard(second => `${second} MB of about 9 MB\n`, 3)).toHaveLength(3);
});
