import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {fidelity} from '../src/translate/fidelity.ts';
import {loadTables} from '../src/translate/load.ts';
import {rewrite} from '../src/translate/shell/rewrite.ts';
import {type Case, differs, expectedOn, fidelityStates} from './live/fidelity/case.ts';
import {groups} from './live/fidelity/cases/index.ts';
import {fidelityDocument} from './live/fidelity/document.ts';
import {judge} from './live/fidelity/judge.ts';
import {contradiction, readResults} from './live/fidelity/results.ts';
import {ended} from './live/fidelity/views.ts';
import type {Box} from './support/lab.ts';

const cases = groups.flatMap(group => group.cases);
const stored = {plain: readResults('plain'), 'plain-26': readResults('plain-26'), sid: readResults('sid')};
const tables = await loadTables();

it('docs/fidelity.md is what the stored results say: npm run fidelity -- --page', () => {
	expect(readFileSync('docs/fidelity.md', 'utf8')).toBe(fidelityDocument(groups, stored));
});

it('at least 120 lines are compared', () => {
	expect(cases.length).toBeGreaterThan(119);
});

describe.each(fidelityStates)('%s', state => {
	const {results, versions} = stored[state];

	it('every line of the cases was run, in their order', () => {
		expect(results.map(({line}) => line)).toEqual(cases.map(({line}) => line));
	});

	it('what was seen is what the cases declare', () => {
		const wrong = cases.flatMap((one, index) => {
			const result = results[index];
			const said = result === undefined ? 'was not run' : contradiction(one, state, result);
			return said === undefined ? [] : [`${one.line}: ${said}`];
		});
		expect(wrong).toEqual([]);
	});

	it('a line that differs is never called exact without a word', () => {
		const {docker: _docker, ...tools} = versions;
		const silent = cases.filter(one => {
			if (expectedOn(state, one) === 'same') return false;
			const answer = rewrite(one.line, {tables, versions: tools, options: {}});
			if ('error' in answer) return false;
			const translations = answer.translations.map(({translation}) => translation);
			return translations.every(each => fidelity(each) === 'exact' && each.findings.length === 0);
		});
		expect(silent.map(({line}) => line)).toEqual([]);
	});
});

describe('docker that could not start a container', () => {
	const oci = 'docker: Error response from daemon: OCI runtime create failed: read init-p: connection reset by peer';
	const one: Case = {line: 'docker run -d busybox', view: ended, expected: 'same'};
	const side = (name: string, code: number, stderr = '') => `${name} ${code} 9 = =${btoa(stderr)} =\n`;
	const failed = side('docker', 125, oci) + side('containerd', 0);
	// biome-ignore format: a table
	const cases: readonly [string, Case, readonly string[], {readonly again: number; readonly wrong: number}][] = [
		['is asked once more',                    one,                                     [failed, side('docker', 0)],        {again: 1, wrong: 0}],
		['twice is a difference',                 one,                                     [failed, side('docker', 125, oci)], {again: 1, wrong: 1}],
		['as declared is not asked again',        {...one, expected: differs(['exit'], '')}, [failed],                         {again: 0, wrong: 0}],
		['for another reason is not asked again', one,                                     [side('docker', 125, 'no such image') + side('containerd', 0)], {again: 0, wrong: 1}],
	];
	it.each(cases)('%s', async (_name, asked, answers, expected) => {
		const left = [...answers];
		const run = async () => ({stdout: left.shift() ?? '', stderr: '', exitCode: 0});
		const box: Box = {name: 'n', run, must: async () => '', losePower: async () => {}, remove: async () => {}};
		const {again, wrong} = await judge(box, 'plain', {cases: [asked]});
		expect({again: again.length, wrong: wrong.length}).toEqual(expected);
		expect(left).toEqual([]);
	});
});
