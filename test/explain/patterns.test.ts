import {check} from 'recheck';
import {describe, expect, it} from 'vitest';
import {loadKnownErrors} from '../../src/explain/data.ts';
import {createMatcher} from '../../src/explain/match.ts';
import {readLogLine} from '../../src/explain/read-line.ts';
import {countSteps} from '../support/count-steps.ts';

const known = await loadKnownErrors();
const sources = [
	...new Set(known.flatMap(({patterns, unless = [], clearedBy = []}) => [...patterns, ...unless, ...clearedBy])),
];

/** Long enough that what is bounded in a pattern is passed many times. */
const halfLength = 1024;

/** The words of a pattern, and what its repetitions take, said again and again. */
function hostileLinesFor(source: string, length: number): readonly string[] {
	const words = source.replaceAll(/\\[sSdwW]|[\\^$()[\]{}|?*+]|\.\{[^}]*\}/g, ' ').split(/ {2,}/);
	return ['a', ' ', '/', '"', '0', ...words.filter(word => word !== '')].map(word =>
		word.repeat(Math.ceil(length / word.length)).slice(0, length),
	);
}

describe('patterns', () => {
	/** One repetition alone cannot be tried in many ways. */
	const repeating = sources.filter(source => /[*+?}].*[*+?}]/.test(source));

	it.each(repeating)('%s does not explode', async source => {
		const found = await check(source, 'i', {checker: 'automaton', timeout: 1000});
		if (found.status === 'vulnerable') expect(found.complexity.type).not.toBe('exponential');
	});

	it('a hostile line of twice the length costs no more than twice the steps, and not many to a character', () => {
		const dear = sources.flatMap(source => {
			const [short, long] = [halfLength, 2 * halfLength].map(length => hostileLinesFor(source, length));
			return (long ?? []).flatMap((line, index) => {
				const [before, after] = [countSteps(source, short?.[index] ?? ''), countSteps(source, line)];
				const isDear = after > before * 2.5 || after > line.length * 1000;
				return isDear ? [`${source}: ${before} steps, then ${after} on ${line.slice(0, 30)}`] : [];
			});
		});
		expect(dear).toEqual([]);
		// Steps are counted, not time; on a busy machine counting alone takes longer than a test may otherwise.
	}, 180_000);

	// biome-ignore format: a table
	it.each([
		['two repetitions beside each other', 'a+a+b', true],
		['one at every place of a long line', 'a.*b',  true],
		['what is bounded',                   'a.{0,9}b', false],
		['what stands in a class',            '[^b]b', false],
	])('steps show it: %s', (_, source, grows) => {
		const [short, long] = [halfLength / 8, halfLength / 4].map(length => countSteps(source, 'a'.repeat(length)));
		expect((long ?? 0) > (short ?? 0) * 2.5).toBe(grows);
	});

	it('every bound is small: what may stand between two words is limited', () => {
		const unbounded = sources.filter(source => /\.[*+](?!\?)[^$)|]*\.[*+]/.test(source));
		expect(unbounded).toEqual([]);
	});
});

describe('overlaps', () => {
	const matcher = createMatcher(known);
	const byId = new Map(known.map(one => [one.id, one]));
	const related = (one: string, other: string): boolean =>
		[one, other].some(id => {
			const after = byId.get(id)?.consequenceOf ?? [];
			const {noise, wraps} = byId.get(id) ?? {};
			return after.includes(id === one ? other : one) || after.includes('*') || noise === true || wraps === true;
		});

	it('what matches one example of something is that, or stands to it as cause to consequence', () => {
		const overlaps = known.flatMap(({id, examples}) =>
			examples.flatMap(example =>
				matcher
					.match(readLogLine(example, 1))
					.filter(other => other.id !== id && !related(id, other.id))
					.map(other => `${id} and ${other.id}: ${example.slice(0, 100)}`),
			),
		);
		expect([...new Set(overlaps)]).toEqual([]);
	});
});
