import {nearest} from '../app/nearest.ts';
import {quoteWord} from '../model/argv.ts';
import {commands} from './commands/index.ts';
import {twoColumns} from './print-table.ts';
import type {UsageProblem} from './usage-error.ts';

const globalFlags: ReadonlyArray<readonly [string, string]> = [
	['--runtime-endpoint URL', 'CRI endpoint, e.g. unix:///run/containerd/containerd.sock'],
	['--containerd-namespace NAME', 'only this containerd namespace (k8s.io, moby, default); all without it'],
	['--demo', 'the recorded node that is built in, instead of this one'],
	['--read-only', 'nothing that changes the node is run'],
	['--yes', 'do not ask before a translated command that changes the node'],
	['--timeout 10s', 'how long a tool may take to answer'],
	['--no-color', 'no colours; NO_COLOR does the same'],
	['--plain', 'the console as plain text, line by line; so it is with TERM=dumb'],
	['--config FILE', 'in place of ~/.config/rtconsole/config.yaml'],
	['--json', 'for programs: JSON on stdout'],
	['--record DIR', 'write down what this node answers, for --replay'],
	['--replay DIR', 'answer from such a recording'],
];

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
