import {describe, expect, it} from 'vitest';
import {loadKnownErrors} from '../../src/explain/data.ts';
import {knownMatcher} from '../../src/explain/known-matcher.ts';

describe('knownMatcher', () => {
	it('is made once for the whole process, and knows every known error', async () => {
		const first = await knownMatcher();
		expect(await knownMatcher()).toBe(first);
		expect(first.errors).toEqual(await loadKnownErrors());
		expect(first.matcher.match({message: 'write /var/log/x: no space left on device'}).map(({id}) => id)).toContain(
			'disk-full',
		);
	});
});
