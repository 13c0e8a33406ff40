import type {DockerIndex} from './grammar.ts';
import {readFlags} from './read-flags.ts';
import type {Tables} from './tables.ts';
import type {TranslateError} from './types.ts';

/** A docker command line, understood. */
export type Parsed = {
	/** The command's chief name: `ps` for `container ls`. */
	readonly command: string;
	/** Its name as typed. */
	readonly typed: string;
	readonly flags: ReadonlyMap<string, readonly string[]>;
	/** Flags before the command: `host`, `context`. */
	readonly globals: ReadonlyMap<string, readonly string[]>;
	readonly args: readonly string[];
	readonly help: boolean;
};

export type Named = {
	readonly command: string;
	readonly typed: string;
	readonly globals: ReadonlyMap<string, readonly string[]>;
	readonly rest: readonly string[];
};

/** The words after `docker`; `docker-compose` is an older way to write `docker compose`. */
export function withoutDocker(words: readonly string[]): readonly string[] {
	if (words[0] === 'docker-compose') return ['compose', ...words.slice(1)];
	return words[0] === 'docker' ? words.slice(1) : words;
}

/** Find the command in the words of a docker line (without `docker`), after docker's global flags. */
export function findCommand(words: readonly string[], index: DockerIndex): Named | TranslateError {
	const globals = readFlags(words, index.globals, true, '');
	if ('error' in globals) return {...globals, about: 'flag'};
	const {rest, flags} = globals;
	if (flags.has('version')) return {command: 'version', typed: '--version', globals: flags, rest: []};
	const [first] = rest;
	if (first === undefined) return {error: 'docker needs a command', suggestion: 'docker ps'};
	if (first === 'help') return helpFor(rest.slice(1), index);
	if (globals.help) return helpFor(rest, index);
	for (let count = longestName(rest); count > 0; count -= 1) {
		const typed = count === 1 ? first : rest.slice(0, count).join(' ');
		const command = index.names[typed];
		// `docker toString`: what every object has is no command.
		if (typeof command === 'string') return {command, typed, globals: flags, rest: rest.slice(count)};
	}
	return unknownCommand(rest, index);
}

/** No word of a command's name is a flag: `ps -a` needs no look whether it is one. */
function longestName(words: readonly string[]): number {
	let count = 1;
	while (count < 3 && count < words.length && !words[count]?.startsWith('-')) count += 1;
	return count;
}

/** Understand the words of a docker line (without `docker`); what the user did wrong comes back as an error. */
export function parse(words: readonly string[], tables: Pick<Tables, 'index' | 'grammars'>): Parsed | TranslateError {
	const named = findCommand(words, tables.index);
	if ('error' in named) return named;
	const {command, typed, globals, rest} = named;
	const grammar = tables.grammars[command];
	if (grammar === undefined) throw new Error(`no grammar for docker ${command}`);
	if (grammar.open) return {command, typed, flags: new Map(), globals, args: rest, help: false};
	const read = readFlags(rest, grammar.flags, grammar.stopsAtFirstArgument === true, typed);
	if ('error' in read) return {...read, about: 'flag'};
	const parsed = {command, typed, flags: read.flags, globals, args: read.rest, help: read.help};
	if (read.help) return parsed;
	return wrongCount(typed, read.rest, grammar) ?? parsed;
}

function helpFor(words: readonly string[], index: DockerIndex): Named | TranslateError {
	const named = findCommand(words, index);
	return 'error' in named ? named : {...named, rest: ['--help']};
}

function unknownCommand(rest: readonly string[], index: DockerIndex): TranslateError {
	const [first = '', second] = rest;
	const group = [`${first} ${second}`, first].find(name => index.groups.includes(name));
	if (group === undefined) return {error: `docker has no command ${first}`};
	const next = rest[group.split(' ').length];
	if (next === undefined || next.startsWith('-')) return {error: `docker ${group} needs a command`};
	return {error: `docker ${group} has no command ${next}`};
}

function wrongCount(
	typed: string,
	args: readonly string[],
	{min, max, usage}: {readonly min: number; readonly max?: number; readonly usage: string},
): TranslateError | undefined {
	if (args.length >= min && (max === undefined || args.length <= max)) return undefined;
	const shape = usage.replace(/^\[OPTIONS\] ?/, '');
	if (args.length < min || max === undefined) return {error: `docker ${typed} needs ${shape}`};
	const tooMany = `'${args[max]}'`;
	return {
		error:
			max === 0
				? `docker ${typed} takes no arguments: ${tooMany}`
				: `docker ${typed} takes ${shape}, not more: ${tooMany}`,
	};
}
