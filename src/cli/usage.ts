import {isDockerWord} from '../app/docker-words.ts';
import {nearest} from '../app/nearest.ts';
import {quoteWord} from '../model/argv.ts';
import {commands} from './commands/index.ts';
import {globalFlags} from './global-flags.ts';
import {twoColumns} from './print-table.ts';
import type {UsageProblem} from './usage-error.ts';

export function helpText(): string {
	const rows = commands.map(({name, arguments: args, summary}) => [`${name} ${args}`, summary] as const);
	return [
		'rtconsole: the container runtime of this node, for people who know docker\n\n',
		'  rtconsole                    the console (needs a terminal)\n',
		'  rtconsole COMMAND            one answer, for scripts and pipes\n\n',
		'Commands\n',
		twoColumns(rows),
		'\nEverywhere\n',
		twoColumns(globalFlags),
		'\nrtconsole COMMAND --help tells more.\n',
		'Exit codes: 0 done, 1 the node said no, 2 usage, 3 done in part, 4 nothing equivalent.\n',
	].join('');
}

/** An argument that a command does not take: `rtconsole pods x`. */
export function unexpectedArgument(command: string, argument: string): UsageProblem {
	const isFlag = argument.startsWith('-');
	const flags = globalFlags.map(([flag]) => flag.split(' ')[0] as string);
	const near = isFlag ? nearest(argument.split('=')[0] as string, flags) : undefined;
	const error = `${command}: ${isFlag ? 'unknown flag' : 'unexpected argument'} ${quoteWord(argument)}`;
	return near === undefined ? {error: `${error}; see rtconsole ${command} --help`} : {error, suggestion: near};
}

export function unknownCommand(word: string): UsageProblem {
	if (isDockerWord(word)) return {error: `unknown command ${quoteWord(word)}`, suggestion: `rtconsole docker ${word}`};
	const near = word.startsWith('-')
		? nearest(
				word.split('=')[0] as string,
				globalFlags.map(([flag]) => flag.split(' ')[0] as string),
			)
		: nearest(
				word,
				commands.map(({name}) => name),
			);
	const kind = word.startsWith('-') ? 'unknown flag' : 'unknown command';
	return {error: `${kind} ${quoteWord(word)}`, ...(near !== undefined && {suggestion: near})};
}
