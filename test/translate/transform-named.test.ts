import {describe, expect, it} from 'vitest';
import examples from '../../data/cheat/examples.json';
import type {Tables} from '../../src/translate/tables.ts';
import {needsTransforms} from '../../src/translate/transform-named.ts';
import {translate} from '../../src/translate/translate.ts';
import {tables} from './support.ts';

const {transforms, ...without} = tables;
const looking = [
	'ps',
	'ps -a',
	'ps -aq --no-trunc',
	'ps --last 3 --size',
	'container ls --latest',
	'docker -H tcp://a:1 ps',
].map(line => line.split(' '));
const lines = [...Object.values(examples).map(line => line.split(' ')), ...looking];

it.each(lines.filter(words => !needsTransforms(words, tables)))(
	'%s %s is the same without the transforms',
	(...words) => {
		expect(translate(words, without as Tables)).toEqual(translate(words, tables));
	},
);

it.each(looking)('%s %s needs none', (...words) => {
	expect(needsTransforms(words, tables)).toBe(false);
});

it.each(['ps --filter status=paused', 'ps --format {{.ID}}', 'run nginx', 'container create nginx', 'images'])(
	'%s needs them, and says so where they are missing',
	line => {
		const words = line.split(' ');
		expect(needsTransforms(words, tables)).toBe(true);
		expect(() => translate(words, without as Tables)).toThrow('no transform');
	},
);

it.each(['nosuch', 'ps --nosuch', 'run', ''])('a line that cannot be read needs none: %s', line => {
	expect(needsTransforms(line.split(' '), tables)).toBe(false);
});

const chosen = Object.values(tables.rules).filter(({buildFor}) => buildFor !== undefined);

describe.each(chosen.map(rule => [rule.docker, rule] as const))(
	'docker %s without what its builder is for',
	(_name, rule) => {
		const flags = tables.grammars[rule.docker]?.flags ?? {};
		const {buildFor = [], ...always} = rule;
		const whole = {...tables, rules: {...tables.rules, [rule.docker]: always}};
		const others = Object.keys(flags).filter(name => !buildFor.includes(name) && flags[name]?.same === undefined);

		it('names flags that there are', () => {
			expect(buildFor.filter(name => flags[name] === undefined)).toEqual([]);
		});

		it.each([[], ...others.map(name => [name]), others])('is what the builder makes: %j %j', (...given) => {
			const words = given.map(name => (flags[name]?.type === 'bool' ? `--${name}` : `--${name}=1`));
			const line = [...rule.docker.split(' '), ...words];
			for (const target of [undefined, 'ctr'] as const)
				expect(translate(line, tables, {}, {...(target && {target})})).toEqual(
					translate(line, whole, {}, {...(target && {target})}),
				);
		});
	},
);
