import type {TargetTool, ToolFlag, ToolGrammar} from '../grammar.ts';
import type {TranslateError} from '../types.ts';

export type GivenFlag = {readonly name: string; readonly value?: string};

/** A line of crictl or ctr, understood. */
export type ToolLine = {
	/** Its chief name: `tasks list` for `t ls`. */
	readonly command: string;
	readonly globals: readonly GivenFlag[];
	readonly flags: readonly GivenFlag[];
	readonly args: readonly string[];
};

type Flags = Readonly<Record<string, ToolFlag>>;
type Taken = {readonly flags: readonly GivenFlag[]; readonly rest: readonly string[]};

/** Commands whose arguments end with a command of its own. */
export const commandsWithProgram = new Set(['exec', 'run', 'containers create', 'tasks exec', 'shim exec']);

/** @param words What follows `crictl` or `ctr`. */
export function readTool(tool: TargetTool, words: readonly string[], grammar: ToolGrammar): ToolLine | TranslateError {
	const before = takeFlags(tool, words, grammar.globals, true);
	if ('error' in before) return before;
	const {flags: globals} = before;
	if (before.rest.length === 0) {
		if (globals.some(({name}) => name === 'version')) return {command: 'version', globals: [], flags: [], args: []};
		return {error: `${tool} needs a command`, suggestion: `${tool} ps`};
	}
	const named = findToolCommand(before.rest, grammar);
	if (named === undefined) return {error: `${tool} has no command ${before.rest[0]}`};
	const {command, rest} = named;
	const after = takeFlags(
		`${tool} ${command}`,
		rest,
		grammar.commands[command]?.flags ?? {},
		commandsWithProgram.has(command),
	);
	if ('error' in after) return after;
	return {command, globals, flags: after.flags, args: after.rest};
}

/** The longest name that fits: `t ls` is `tasks list`, `c` is `containers`. */
export function findToolCommand(words: readonly string[], grammar: ToolGrammar) {
	let found: {command: string; rest: readonly string[]} | undefined;
	let prefix = '';
	for (const [at, word] of words.entries()) {
		const name = nextName(prefix, word, grammar);
		if (name === undefined) break;
		prefix = name;
		found = {command: name, rest: words.slice(at + 1)};
	}
	return found;
}

function nextName(prefix: string, word: string, {commands}: ToolGrammar): string | undefined {
	const whole = prefix === '' ? word : `${prefix} ${word}`;
	if (Object.hasOwn(commands, whole)) return whole;
	return Object.keys(commands).find(name => {
		const words = name.split(' ');
		return words.slice(0, -1).join(' ') === prefix && commands[name]?.aliases?.includes(word);
	});
}

function takeFlags(where: string, words: readonly string[], known: Flags, stops: boolean): Taken | TranslateError {
	const flags: GivenFlag[] = [];
	const rest: string[] = [];
	for (let at = 0; at < words.length; at++) {
		const word = words[at] ?? '';
		if (word === '--') return {flags, rest: [...rest, ...words.slice(at + 1)]};
		if (!word.startsWith('-') || word === '-') {
			if (stops) return {flags, rest: [...rest, ...words.slice(at)]};
			rest.push(word);
			continue;
		}
		const [typed = '', inline] = word.replace(/^--?/, '').split(/=(.*)/s);
		if (typed === 'help' || (typed === 'h' && fullName('h', known) === undefined)) continue;
		const names = namesOf(typed, word, known);
		if (names === undefined) return {error: `${where} has no flag ${word.split('=')[0]}`};
		for (const name of names) {
			const takes = known[name]?.type === 'value';
			const value = takes ? (inline ?? words[++at]) : undefined;
			if (takes && value === undefined) return {error: `${where}: --${name} needs a value`};
			if (takes || inline !== 'false') flags.push({name, ...(value === undefined ? {} : {value})});
		}
	}
	return {flags, rest};
}

/** One name, or with one hyphen one of each letter: `-aq`. */
export function namesOf(typed: string, word: string, known: Flags): readonly string[] | undefined {
	const one = fullName(typed, known);
	if (one !== undefined) return [one];
	if (word.startsWith('--')) return undefined;
	const names = [...typed].map(letter => fullName(letter, known));
	return names.length > 0 && names.every(name => name !== undefined) ? names : undefined;
}

function fullName(typed: string, known: Flags): string | undefined {
	if (Object.hasOwn(known, typed)) return typed;
	return typed.length === 1 ? Object.keys(known).find(name => known[name]?.short === typed) : undefined;
}
