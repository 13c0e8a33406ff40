import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {loadKnownErrors} from '../../src/explain/data.ts';
import {createExplainer} from '../../src/explain/explain.ts';
import {createMatcher} from '../../src/explain/match.ts';
import {readLogLine} from '../../src/explain/read-line.ts';

/** Cut from the journals of real nodes that were broken on purpose, and of healthy ones (docs/diagnosis.md). */
const folder = join(import.meta.dirname, '../fixtures/faults');
const index: Readonly<Record<string, {readonly first: string | null; readonly from: string}>> = JSON.parse(
	readFileSync(join(folder, 'index.json'), 'utf8'),
);
const known = await loadKnownErrors();

function findingsOf(file: string) {
	const lines = readFileSync(join(folder, file), 'utf8').split('\n');
	const explainer = createExplainer(createMatcher(known));
	for (const [number, line] of lines.entries()) if (line !== '') explainer.add(readLogLine(line, number + 1));
	return {lines, findings: explainer.explain().findings};
}

it('every file is in the index', () => {
	const files = readdirSync(folder).filter(name => name !== 'index.json');
	expect(Object.keys(index).toSorted()).toEqual(files.toSorted());
});

describe('faults', () => {
	it.each(Object.entries(index).filter(([, {first}]) => first !== null))('%s', (file, {first}) => {
		const {lines, findings} = findingsOf(file);
		expect(lines.length).toBeLessThanOrEqual(152);
		expect(findings[0]?.id, findings.map(({id, severity}) => `${severity} ${id}`).join(', ')).toBe(first);
	});
});

describe('healthy nodes', () => {
	it.each(Object.entries(index).filter(([, {first}]) => first === null))('%s', file => {
		const grave = findingsOf(file).findings.filter(({severity}) => severity !== 'info');
		expect(grave.map(({id, matched}) => [id, matched[0]?.text])).toEqual([]);
	});
});
