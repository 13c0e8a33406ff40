import {describe, expect, it} from 'vitest';
import {lex} from '../../src/translate/lex.ts';
import {translate} from '../../src/translate/translate.ts';
import type {Versions} from '../../src/translate/version.ts';
import {tables} from './support.ts';

function answer(line: string, versions: Versions, here = true) {
	const words = lex(line);
	if ('error' in words) throw new Error(words.error);
	const translation = translate(words.words, tables, versions, {unique: 'x', here});
	if ('error' in translation) throw new Error(translation.error);
	return {
		tool: translation.commands[0]?.argv[0],
		said: translation.findings.filter(({id}) => id.startsWith('tool.no-')).map(({id, kind}) => `${id} ${kind}`),
		instead: translation.findings.find(({id}) => id === 'tool.no-crictl')?.instead,
	};
}

describe('a node without crictl', () => {
	const here = {ctr: '1.7', containerd: '1.7'};

	// biome-ignore format: a table
	it.each([
		['docker exec web id',        'ctr',    ['tool.no-crictl-for-names close']],
		['docker kill web',           'ctr',    ['tool.no-crictl-for-names close']],
		['docker pull nginx',         'ctr',    []],
		['docker top web',            'sh',     ['tool.no-crictl-for-names close']],
		['docker ps',                 'crictl', ['tool.no-crictl lost']],
		['docker logs web',           'crictl', ['tool.no-crictl lost']],
		['docker save nginx -o x',    'ctr',    []],
		['docker run --rm busybox x', 'ctr',    []],
		['docker build .',            undefined, []],
	])('%s: %s %j', (line, tool, said) => {
		expect(answer(line, here)).toMatchObject({tool, said});
	});

	it('names what does about the same', () => {
		expect(answer('docker images', here).instead).toContain('ctr -n k8s.io images ls');
	});
});

it('a node without ctr', () => {
	const here = {crictl: '1.30'};
	expect(answer('docker pause web', here)).toMatchObject({tool: 'ctr', said: ['tool.no-ctr lost']});
	expect(answer('docker run --rm busybox x', here).said).toEqual(['tool.no-ctr lost']);
	expect(answer('docker ps', here)).toMatchObject({tool: 'crictl', said: []});
});

it('for another node, or where no tool is known, nothing is missing', () => {
	expect(answer('docker ps', {ctr: '1.7'}, false)).toMatchObject({tool: 'crictl', said: []});
	expect(answer('docker ps', {})).toMatchObject({tool: 'crictl', said: []});
	expect(answer('docker ps', {crictl: '1.30', ctr: '1.7'}).said).toEqual([]);
});
