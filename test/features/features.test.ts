import {existsSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {featuresDocument, placeOf, readFeatures} from './document.ts';

const features = readFeatures();

it('docs/features.md is what features.json says: npm run features', () => {
	expect(readFileSync('docs/features.md', 'utf8')).toBe(featuresDocument(features));
});

describe.each(features.rows)('$feature', ({ours, how, proof}) => {
	it('has a proof for what is claimed, and a reason for what is not', () => {
		if (ours !== 'no') expect(proof).not.toEqual([]);
		if (ours !== 'yes') expect(how).not.toBe('');
	});

	it.each(proof)('%s exists', one => {
		const {file, words} = placeOf(one);
		expect(existsSync(file)).toBe(true);
		expect(words).not.toBe('');
		expect(readFileSync(file, 'utf8')).toContain(words);
	});
});
