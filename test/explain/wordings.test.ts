import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {loadKnownErrors} from '../../src/explain/data.ts';
import {createExplainer} from '../../src/explain/explain.ts';
import {createMatcher} from '../../src/explain/match.ts';
import {readLogLine} from '../../src/explain/read-line.ts';

/**
 * `id ## line`: messages in the wordings of several versions, alone, as people paste them; what must be named first. The second
 * file holds what was asked in public places, with other names, numbers and times (docs/diagnosis.md, round 9).
 */
const wordings = ['wordings.txt', 'wordings-pasted.txt']
	.flatMap(name => readFileSync(join(import.meta.dirname, '../fixtures', name), 'utf8').split('\n'))
	.filter(line => line !== '')
	.map(line => line.split(' ## ') as [string, string]);
const matcher = createMatcher(await loadKnownErrors());

it.each(wordings)('%s: %s', (id, text) => {
	const explainer = createExplainer(matcher);
	explainer.add(readLogLine(text, 1));
	expect(explainer.explain().findings[0]?.id).toBe(id);
});
