import {expect, it} from 'vitest';
import {withCommands} from '../../src/cli/printed-commands.ts';
import {translate} from '../../src/translate/translate.ts';
import type {Command} from '../../src/translate/types.ts';
import {tables} from '../translate/support.ts';

function printed(words: readonly string[], stdout: string): string {
	const answer = translate(words, tables, {}, {shaped: true, piped: true});
	if ('error' in answer) throw new Error(answer.error);
	return withCommands(words, answer.commands[0] as Command)?.(stdout) ?? 'as it is';
}

const list = (...words: readonly string[]) => `\u0001${JSON.stringify(words)}\u0003`;
const ps = ['docker', 'ps', '--format', '{{.Names}} {{.Command}}'];

// biome-ignore format: a table. Source: lab plain-26, docker 26.1.5
it.each([
	[ps,                     `web ${list('sleep', '100000')}\n`,                    'web "sleep 100000"\n'],
	[ps,                     `talker ${list('sh', '-c', 'echo one; sleep 0.3')}\n`, `talker "sh -c 'echo one; sl…"\n`],
	[[...ps, '--no-trunc'],  list('sh', '-c', 'echo one; sleep'),                   `"sh -c 'echo one; sleep'"`],
	[[...ps, '--no-trunc'],  list('sh', '-c', 'a "b"\n'),                           `"sh -c 'a \\"b\\"\\n'"`],
	[[...ps, '--no-trunc'],  `${list('a')} ${list('b c', 'd')}`,                    '"a" "b c d"'],
	[['docker', 'ps'],       'CONTAINER',                                           'as it is'],
	[['docker', 'ps', '--format', 'json', '--no-trunc'], '{"Command":\u0002["a","b c"]\u0003}', `{"Command":"\\"a 'b c'\\""}`],
])('%j: %j', (words, stdout, expected) => {
	expect(printed(words, stdout)).toBe(expected);
});
