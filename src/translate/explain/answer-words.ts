import {printArg} from '../print.ts';
import type {Tables} from '../tables.ts';
import type {Arg, Command, Lookup} from '../types.ts';
import {readDockerLine} from './docker-line.ts';
import {isReadable, type Meanings} from './meanings.ts';
import {readProgramLine} from './program-line.ts';
import {readToolLine} from './tool-line.ts';
import type {ReadWord} from './word.ts';

/** A word of an answer; `key` tells whether two are the same. */
export type AnswerWord = Pick<ReadWord, 'text' | 'role' | 'meaning'> & {readonly key: string};

/** A command of an answer as lines of words: the files that it needs, then the command. */
export function readCommand(command: Command, tables: Tables, known: Meanings): ReadonlyArray<readonly AnswerWord[]> {
	const {argv, files = [], unless, input, inputFrom, output} = command;
	const {shell} = known.words;
	const line = [
		...(unless === undefined
			? []
			: [shellWord(`[ -n "$(${unless.map(arg => printArg(arg, unless[0])).join(' ')})" ] ||`, shell.unless)]),
		...(inputFrom === undefined ? [] : [...readArgv(inputFrom, tables, known), shellWord('|', shell.pipe)]),
		...readArgv(argv, tables, known),
		...(input === 'none' ? [shellWord('</dev/null', shell['no-input'])] : []),
		...(output === 'aside' ? [shellWord('>&2', shell.aside)] : []),
		...(output === 'none' ? [shellWord('>/dev/null', shell['no-output'])] : []),
	];
	return [
		...files.map(({path, text}) => [
			{text: `# writes ${path}`, role: 'file' as const, meaning: shell.file, key: `${path} ${text}`},
		]),
		line,
	];
}

function shellWord(text: string, meaning: string): AnswerWord {
	return {text, role: 'shell', meaning, key: text};
}

/** A line that begins with one program, which may hand over to a second: `xargs crictl rm`. */
function readArgv(argv: readonly [string, ...Arg[]], tables: Tables, known: Meanings): readonly AnswerWord[] {
	const second = argv.findIndex((arg, index) => index > 0 && typeof arg === 'string' && isReadable(arg));
	if (!isReadable(argv[0]) && second > 0) {
		const [tool, ...rest] = argv.slice(second) as [string, ...Arg[]];
		return [
			...readArgv([argv[0], ...argv.slice(1, second)], tables, known),
			...readArgv([tool, ...rest], tables, known),
		];
	}
	const [program] = argv;
	const nerdctl = program === 'nerdctl' ? readNerdctl(argv, tables, known) : undefined;
	const read =
		nerdctl ??
		(isReadable(program)
			? readToolLine(
					program,
					argv.map(arg => (typeof arg === 'string' ? arg : arg.name)),
					tables.tools[program],
					known,
				)
			: readProgramLine(
					argv.map(arg => (typeof arg === 'string' ? arg : arg.name)),
					known,
				).words);
	return argv.map((arg, index): AnswerWord => {
		const {role = 'argument', meaning = ''} = read[index] ?? {};
		const about = typeof arg === 'string' ? meaning : lookupMeaning(arg, known);
		return {text: printArg(arg, program), role, meaning: about, key: JSON.stringify(arg)};
	});
}

/** nerdctl has docker's words after flags of its own; undefined where it is no command of docker's. */
function readNerdctl(
	argv: readonly Arg[],
	tables: Tables,
	known: Meanings,
): ReadonlyArray<Pick<ReadWord, 'role' | 'meaning'>> | undefined {
	const words = argv.map(arg => (typeof arg === 'string' ? arg : arg.name));
	const start = words.findIndex((word, at) => at > 0 && !word.startsWith('-') && !isNamespaceFlag(words[at - 1]));
	const line = start < 0 ? undefined : readDockerLine(['docker', ...words.slice(start)], tables, known);
	if (line === undefined || 'error' in line) return undefined;
	const globals = words.slice(1, start).map((word, at) => {
		if (isNamespaceFlag(words[at]))
			return {role: 'value' as const, meaning: known.words.namespaces[word] ?? 'the containerd namespace'};
		return {
			role: 'flag' as const,
			meaning:
				known.tools.ctr.flags[isNamespaceFlag(word) ? 'namespace' : word.replace(/^--/, '')] ?? 'a flag of nerdctl',
		};
	});
	return [{role: 'program', meaning: known.words.programs.nerdctl ?? ''}, ...globals, ...line.words.slice(1)];
}

function isNamespaceFlag(word: string | undefined): boolean {
	return word === '-n' || word === '--namespace';
}

function lookupMeaning({lookup, field}: Lookup, {words}: Meanings): string {
	return words.lookups[field ?? lookup] ?? '';
}
