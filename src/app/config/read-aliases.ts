import {isMap, isScalar, type Node} from 'yaml';
import {findLineCommand, lineCommands} from '../command-table.ts';
import {nearest} from '../nearest.ts';
import type {OwnAliases} from '../own-aliases.ts';
import type {Say} from './read-config.ts';

/** Words of one's own: `p: pods`, `dps: docker ps -a`. What is wrong is said and left out. Undefined where it is no map. */
export function readAliases(
	node: Node | null,
	{say, lineOf}: {readonly say: Say; readonly lineOf: (node: unknown) => number},
): OwnAliases | undefined {
	if (!isMap(node)) return undefined;
	const pairs = node.items.flatMap(({key, value}): Array<readonly [string, string]> => {
		const word = isScalar(key) ? String(key.value) : '';
		const meaning = isScalar(value) && typeof value.value === 'string' ? value.value.trim().replace(/^:/, '') : '';
		const problem = problemOf(word, meaning);
		if (problem === undefined) return [[word, meaning]];
		say(lineOf(key), `aliases.${word}: ${problem}`);
		return [];
	});
	return Object.fromEntries(pairs);
}

function problemOf(word: string, meaning: string): string | undefined {
	if (!/^\S+$/.test(word) || word.startsWith(':') || word.startsWith('-')) return 'an alias is one word';
	if (lineCommands.some(({name}) => name === word)) return `:${word} is a command itself, which an alias would hide`;
	if (meaning === '') return 'what it stands for is a command, such as pods';
	const command = meaning.split(/\s+/)[0] ?? '';
	if (findLineCommand(command)) return undefined;
	const near = nearest(
		command,
		lineCommands.flatMap(({name, aliases}) => [name, ...aliases]),
	);
	return `no command is named ${command}${near === undefined ? '' : `; did you mean ${near}?`}`;
}
