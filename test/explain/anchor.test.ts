import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {anchorsOf} from '../../src/explain/anchor.ts';
import {indexAnchors} from '../../src/explain/anchor-index.ts';
import {loadKnownErrors} from '../../src/explain/data.ts';

// biome-ignore format: a table
it.each([
	['failed to load TOML',             ['failed to load toml']],
	['dial unix (\\S+)\\.sock: connect', ['.sock: connect']],
	['a|b',                             ['a', 'b']],
	['a|.',                             []],
	['colou?r',                         ['colo']],
	['x{2,3}abc',                       ['abc']],
	['ab+cd',                           ['ab']],
	['[abc]def$',                       ['def']],
	['[^]x]def',                        ['def']],
	['a\\.b\\[c',                       ['a.b[c']],
	['(one|two) three',                 [' three']],
	['(ten|eleven) (.*)x',              ['ten', 'eleven']],
	['(ten|e.?)? (.*)x',                [' ']],
	['(?<name>socket|pipe): ',          ['socket', 'pipe']],
	['(?!socket)ab',                    ['ab']],
	['^Started kubelet$',               ['started kubelet']],
	['',                                []],
])('%s must contain one of %j', (source, anchors) => {
	expect(anchorsOf(source)).toEqual(anchors);
});

const known = await loadKnownErrors();
const patterns = known.flatMap(one => [...one.patterns, ...(one.clearedBy ?? [])]);

it('whatever a known pattern matches contains one of its anchors', () => {
	const texts = known.flatMap(one => one.examples);
	const missed = patterns.flatMap(source => {
		const anchors = anchorsOf(source);
		const expression = new RegExp(source, 'i');
		const isIn = (lower: string) => anchors.length === 0 || anchors.some(anchor => lower.includes(anchor));
		return texts.filter(text => {
			const match = expression.exec(text);
			return match !== null && !isIn(match[0].toLowerCase());
		});
	});
	expect(missed).toEqual([]);
});

it('few patterns can be in any line', () => {
	const anywhere = patterns.filter(source => anchorsOf(source).length === 0);
	expect(anywhere.length).toBeLessThan(patterns.length / 50);
});

describe('the index', () => {
	it('leaves out nothing that is in the line, and is in order', () => {
		const word = fc.string({unit: fc.constantFrom('a', 'b', 'c', ' ', 'é'), maxLength: 6});
		const things = fc.array(fc.array(fc.array(word, {maxLength: 3}), {minLength: 1, maxLength: 3}), {maxLength: 12});
		fc.assert(
			fc.property(things, fc.array(word, {maxLength: 8}), (all, words) => {
				const line = words.join('');
				const found = indexAnchors(all)(line);
				const wanted = all.flatMap((patterns, number) =>
					patterns.some(anchors => anchors.length === 0 || anchors.some(anchor => line.includes(anchor)))
						? [number]
						: [],
				);
				expect(wanted.filter(number => !found.includes(number))).toEqual([]);
				expect(found).toEqual([...new Set(found)].toSorted((one, other) => one - other));
			}),
		);
	});

	it('gives few of many', () => {
		const index = indexAnchors(known.map(one => one.patterns.map(anchorsOf)));
		const line = 'I1127 10:00:00.000000       1 kubelet.go:2412] "SyncLoop ADD" source="api" pods=["default/web-1"]';
		expect(index(line.toLowerCase()).length).toBeLessThan(known.length / 5);
	});
});
