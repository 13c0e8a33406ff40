import {expect, it} from 'vitest';
import {translate} from '../../src/translate/translate.ts';
import {tables} from './support.ts';

/** `{name}` of a sentence that got no value; a Go template has two braces, the shell's has a dollar. */
const unfilled = /(?:^|[^{$\w])\{[a-zA-Z]+\}(?!\})/;

it('no sentence is left with a hole in it, whatever the command and its flags', () => {
	const holes = new Set<string>();
	let said = 0;
	const look = (words: readonly string[]) => {
		const answer = translate(words, tables, {}, {unique: 'x'});
		if ('error' in answer) return;
		for (const {id, message, instead = ''} of answer.findings) {
			said += 1;
			if (unfilled.test(message) || unfilled.test(instead)) holes.add(`${words.join(' ')}: ${id}`);
		}
	};
	for (const [command, {flags}] of Object.entries(tables.grammars)) {
		const line = command.split(' ');
		const endings = [[], ['web'], ['web', 'sh'], ['web', 'a:1']];
		for (const ending of endings) look([...line, ...ending]);
		for (const flag of Object.keys(flags))
			for (const value of ['', '=x', '=a=b', '=5']) look([...line, `--${flag}${value}`, 'web', 'a:1']);
	}
	for (const command of [
		'ps',
		'ls',
		'up',
		'run',
		'down',
		'logs',
		'exec',
		'cp',
		'stop',
		'config',
		'wait',
		'build',
		'pull',
		'port',
	])
		for (const ending of [[], ['web'], ['web', 'sh', '-c', 'x']]) look(['compose', command, ...ending]);
	expect(said).toBeGreaterThan(3000);
	expect([...holes]).toEqual([]);
});
