import {check} from 'recheck';
import {describe, expect, it} from 'vitest';
import {loadKnownErrors} from '../../src/explain/data.ts';
import {createMatcher} from '../../src/explain/match.ts';
import {readLogLine} from '../../src/explain/read-line.ts';

const known = await loadKnownErrors();
const sources = [
	...new Set(known.flatMap(({patterns, unless = [], clearedBy = []}) => [...patterns, ...unless, ...clearedBy])),
];

/** How often what stands before the end of a pattern is said again and again in one line of the greatest length. */
function hostileLinesFor(source: string): readonly string[] {
	const words = source.replaceAll(/\\[sSdwW]|[\\^$()[\]{}|?*+]|\.\{[^}]*\}/g, ' ').split(/ {2,}/);
	return ['a', ' ', '/', '"', '0', ...words.filter(word => word !== '')].map(word =>
		word.repeat(Math.ceil(16_384 / word.length)).slice(0, 16_384),
	);
}

describe('patterns', () => {
	/** One repetition alone cannot be tried in many ways. */
	const repeating = sources.filter(source => /[*+?}].*[*+?}]/.test(source));

	it.each(repeating)('%s does not explode', async source => {
		const found = await check(source, 'i', {checker: 'automaton', timeout: 1000});
		if (found.status === 'vulnerable') expect(found.complexity.type).not.toBe('exponential');
	});

	it('no pattern takes long on the longest line that is read, however hostile', () => {
		const slow = sources.flatMap(source => {
			const expression = new RegExp(source, 'i');
			return hostileLinesFor(source).flatMap(line => {
				const startedAt = performance.now();
				expression.test(line);
				const took = performance.now() - startedAt;
				return took > 5000 ? [`${source}: ${Math.round(took)} ms on ${line.slice(0, 30)}`] : [];
			});
		});
		expect(slow).toEqual([]);
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
			return after.includes(id === one ? other : one) || after.includes('*') || byId.get(id)?.noise === true;
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
