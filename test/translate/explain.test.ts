import fc from 'fast-check';
import {expect, it} from 'vitest';
import {explain} from '../../src/translate/explain.ts';
import {tables} from './support.ts';

// biome-ignore format: a table
it.each([
	['docker ps -aq',                   'docker:docker ps:command -aq:flag'],
	['docker container ls --last 5',    'docker:docker container:command ls:command --last:flag 5:value'],
	['docker -H h ps --last=5',         'docker:docker -H:global h:global ps:command --last=5:flag'],
	['run -itu 0 --name=x img sh -c y', 'run:command -itu:flag 0:value --name=x:flag img:argument sh:argument -c:argument y:argument'],
	['logs web -n5 -f',                 'logs:command web:argument -n5:flag -f:flag'],
	['compose up -d',                   'compose:command up:argument -d:argument'],
])('%s', (line, expected) => {
	const explained = explain(line.split(' '), tables);
	if ('error' in explained) throw new Error(explained.error);
	expect(explained.map(({word, role}) => `${word}:${role}`).join(' ')).toBe(expected);
});

it('tells what becomes of each word', () => {
	expect(explain(['ps', '-as'], tables)).toMatchObject([
		{meaning: 'lists containers → crictl ps'},
		{meaning: expect.stringMatching(/^--all: → --all; --size: lost: crictl ps has no size column/)},
	]);
});

it('an unknown command is an error', () => {
	expect(explain(['docker', 'foo'], tables)).toEqual({error: 'docker has no command foo'});
});

it('gives every word back', () => {
	const word = fc.oneof(fc.string(), fc.constantFrom('-a', '--filter', '--', '-n', 'web'));
	fc.assert(
		fc.property(fc.array(word, {maxLength: 6}), rest => {
			const explained = explain(['docker', 'ps', ...rest], tables);
			if ('error' in explained) throw new Error(explained.error);
			expect(explained.map(one => one.word)).toEqual(['docker', 'ps', ...rest]);
		}),
	);
});
