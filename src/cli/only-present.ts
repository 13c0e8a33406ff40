import {type Known, resolveArgv} from '../runtime/resolve-names.ts';
import type {Arg, Command} from '../translate/types.ts';
import {verbOf} from './verb-of.ts';

/** Of many names docker does what it can. Source: docker 20.10, 26.1. */
const oneByOne: readonly string[] = 'stop kill restart start pause unpause rm update inspect'.split(' ');

export type Present = {
	readonly commands: readonly Command[];
	/** Names of containers that there are not; the others are done all the same. */
	readonly missing: readonly string[];
};

/** Without the names that there are not, where others of the line are there. */
export function onlyPresent(commands: readonly Command[], words: readonly string[], known: Known): Present {
	const missing = commands.flatMap(({argv}) => argv.flatMap(word => missingName(word, known) ?? []));
	const named = commands.flatMap(({argv}) => argv.filter(word => typeof word !== 'string'));
	if (!oneByOne.includes(verbOf(words)) || missing.length === 0 || missing.length === named.length)
		return {commands, missing: []};
	return {missing, commands: commands.flatMap(command => without(command, known))};
}

/** A command that is left with no container is left out. */
function without(command: Command, known: Known): readonly Command[] {
	const [tool, ...args] = command.argv;
	const kept = args.filter(word => missingName(word, known) === undefined);
	const isNamed = (word: Arg) => typeof word !== 'string';
	return args.some(isNamed) && !kept.some(isNamed) ? [] : [{...command, argv: [tool, ...kept]}];
}

function missingName(word: Arg, known: Known): string | undefined {
	if (typeof word === 'string' || word.lookup !== 'container') return undefined;
	const found = resolveArgv(['', word], known);
	return 'error' in found && found.choices === undefined && /^no such container/.test(found.error)
		? word.name
		: undefined;
}
