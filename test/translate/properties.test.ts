import fc from 'fast-check';
import {expect, it} from 'vitest';
import {quote} from '../../src/model/argv.ts';
import {fidelity} from '../../src/translate/fidelity.ts';
import {lex} from '../../src/translate/lex.ts';
import {printScript} from '../../src/translate/print.ts';
import {complete, withSuggestion} from '../../src/translate/suggest.ts';
import {translate} from '../../src/translate/translate.ts';
import {tables} from './support.ts';

const names = Object.keys(tables.index.names);
const flags = [...new Set(Object.values(tables.grammars).flatMap(grammar => Object.keys(grammar.flags)))];
const word = fc.oneof(
	fc.constantFrom(...names.flatMap(name => name.split(' '))),
	fc.constantFrom(...flags).map(name => `--${name}`),
	fc.tuple(fc.constantFrom(...flags), fc.string()).map(([name, value]) => `--${name}=${value}`),
	fc.string({maxLength: 4}).map(text => `-${text}`),
	fc.string({unit: 'binary'}),
	fc.constantFrom('web', 'nginx:1', '--', '-', '', '__proto__', 'constructor', 'a=b', 'toString'),
);
const line = fc
	.tuple(fc.constantFrom(...names, ''), fc.array(word, {maxLength: 8}))
	.map(([name, rest]) => [...name.split(' ').filter(Boolean), ...rest]);

it('any words are translated or refused, never an exception', () => {
	fc.assert(
		fc.property(line, words => {
			const answer = translate(words, tables);
			if ('error' in answer) expect(withSuggestion(answer, tables).error).not.toBe('');
			else {
				expect(['exact', 'close', 'partial', 'none']).toContain(fidelity(answer));
				printScript(answer);
			}
		}),
		{numRuns: 3000},
	);
});

it('the same line has the same answer', () => {
	fc.assert(
		fc.property(line, words => {
			expect(translate(words, tables)).toEqual(translate(words, tables));
		}),
		{numRuns: 200},
	);
});

it('what is quoted is read back', () => {
	const text = fc
		.string({unit: 'binary'})
		.filter(each => !/[\p{Cc}\p{Zl}\p{Zp}\p{Cf}\u00a0\u2007\u202f\u2010-\u2015\u2018-\u201f\u2212]/u.test(each));
	fc.assert(
		fc.property(fc.array(text, {maxLength: 6}), words => {
			expect(lex(quote(words))).toMatchObject({words});
		}),
	);
});

it('any text can be taken apart and completed', () => {
	fc.assert(
		fc.property(fc.string({unit: 'binary', maxLength: 40}), text => {
			lex(text);
			complete(`docker ${text}`, tables);
			complete(text, tables);
		}),
		{numRuns: 500},
	);
});

it('one translation looks at the grammar and the rule of its own command, and at no other', () => {
	const looked = {grammars: new Set<PropertyKey>(), rules: new Set<PropertyKey>()};
	const watched = <T extends object>(table: T, into: Set<PropertyKey>): T =>
		new Proxy(table, {
			get(target, key) {
				into.add(key);
				return Reflect.get(target, key);
			},
		});
	const words = ['run', '-d', '--name', 'web', '-p', '80:80', '-v', '/a:/b:ro', '-e', 'A=1', 'nginx'];
	translate(words, {
		...tables,
		grammars: watched(tables.grammars, looked.grammars),
		rules: watched(tables.rules, looked.rules),
	});
	expect([...looked.grammars]).toEqual(['run']);
	expect([...looked.rules]).toEqual(['run']);
});
