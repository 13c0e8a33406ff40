import fc from 'fast-check';
import {expect, it} from 'vitest';
import {anchorOf} from '../../src/explain/anchor.ts';
import {loadKnownErrors} from '../../src/explain/data.ts';

// biome-ignore format: a table
it.each([
	['failed to load TOML',             'failed to load toml'],
	['dial unix (\\S+)\\.sock: connect', '.sock: connect'],
	['a|b',                             ''],
	['colou?r',                         'colo'],
	['x{2,3}abc',                       'abc'],
	['[abc]def$',                       'def'],
	['a\\.b\\[c',                       'a.b[c'],
	['(one|two) three',                 ' three'],
	['^Started kubelet$',               'started kubelet'],
])('%s must contain %j', (source, anchor) => {
	expect(anchorOf(source)).toBe(anchor);
});

const known = await loadKnownErrors();
const patterns = known.flatMap(one => [...one.patterns, ...(one.clearedBy ?? [])]);

it('whatever a known pattern matches contains its anchor', () => {
	const texts = known.flatMap(one => one.examples);
	fc.assert(
		fc.property(fc.constantFrom(...patterns), fc.constantFrom(...texts), (source, text) => {
			const match = new RegExp(source, 'i').exec(text);
			return match === null || match[0].toLowerCase().includes(anchorOf(source));
		}),
		{numRuns: 2000},
	);
});
