import {findCommand, parse, withoutDocker} from '../parse.ts';
import type {Tables} from '../tables.ts';
import type {ShellWord} from './shell-words.ts';
import {isUnknown} from './site-words.ts';

/**
 * The words of a line in which an expansion without quotes is taken for what it nearly always is: one word (`$PWD:/src`,
 * `$(docker ps -qf name=web)`, `$IMAGE`), and then it is quoted; or, where docker takes any number of arguments, the
 * arguments. Undefined where nothing can be taken so: `$OPTS`, `$@`, what xargs puts in; and what the text itself sets, for
 * then it was looked at already, and is not what it should be.
 */
export function takenAsOne(
	docker: string,
	words: readonly ShellWord[],
	{tables, isSet, isVolume}: {readonly tables: Tables; isSet(name: string): boolean; isVolume(name: string): boolean},
): {readonly words: readonly ShellWord[]; readonly taken: readonly string[]} | undefined {
	const repeats = repeatedFrom(docker, words, tables);
	const taken: string[] = [];
	const variables = (shown: string) => shown.match(/(?<=\$\{?)[A-Za-z_]\w*/g) ?? [];
	const setHere = (shown: string) => variables(shown).some(isSet);
	const noFolder = (shown: string) => variables(shown).some(name => isSet(name) || isVolume(name));
	const all = words.map((each, index): ShellWord | undefined => {
		const word = isMount(words, index) && ![...each.unknown.values()].some(noFolder) ? asFolder(each) : each;
		if (word !== each) taken.push(...word.unknown.values());
		if (!word.several || word.sure) return word;
		const shown = [...word.unknown.values()];
		if (!isUnknown(word) || isWhole(word, optionLike) || shown.some(text => isList(text) || setHere(text)))
			return undefined;
		taken.push(...shown);
		if (repeats(word)) return {...word, sure: true, taken: true};
		const unknown = quotedAll(word.unknown);
		return unknown && {...word, several: false, unknown};
	});
	if (taken.length === 0 || all.some(word => word === undefined)) return undefined;
	return {words: all as ShellWord[], taken};
}

/** The value of -v: what stands before its first colon. */
function isMount(words: readonly ShellWord[], index: number): boolean {
	const before = words[index - 1]?.value;
	return before === '-v' || before === '--volume' || /^--volume=/.test(words[index]?.value ?? '');
}

/** `$DIR:/data`: nearly always a folder of the host, and not the name of a volume. */
function asFolder(word: ShellWord): ShellWord {
	const [, name] = /^(?:--volume=)?([xy]?f00dfeed[0-9a-f]{56})[:/]/.exec(word.value) ?? [];
	const shown = name === undefined ? undefined : word.unknown.get(name);
	if (name === undefined || shown === undefined) return word;
	const folder = `/.${name}`;
	const unknown = new Map([...word.unknown].map(([key, text]) => [key === name ? folder : key, text] as const));
	return {...word, value: word.value.replace(name, folder), unknown};
}

/** Names of variables that hold flags or a whole command. */
const optionLike = /opt|arg|flag|param|extra|cmd|command/i;

/** The word is one variable, with such a name. */
function isWhole({value, unknown}: ShellWord, name: RegExp): boolean {
	const [shown = ''] = unknown.values();
	return unknown.has(value) && name.test(/^\$\{?(\w+)\}?$/.exec(shown)?.[1] ?? '');
}

/** `$@`, `$*`, `${all[@]}` and what xargs puts in are several by what they are. */
function isList(shown: string): boolean {
	return (
		shown === '' || !shown.includes('$') === !shown.startsWith('`') || /^"?\$(\{?[@*]|\{!?\w+\[[@*]\])/.test(shown)
	);
}

/** In double quotes; undefined where what is in it cannot stand there as it is. */
function quotedAll(unknown: ShellWord['unknown']): ReadonlyMap<string, string> | undefined {
	const quoted = new Map<string, string>();
	for (const [name, shown] of unknown) {
		if (shown.startsWith('~') || (shown.startsWith('`') && /["\\]/.test(shown))) return undefined;
		quoted.set(name, shown.startsWith('"') ? shown : `"${shown}"`);
	}
	return quoted;
}

/** Whether a word stands where docker takes any number of arguments. */
function repeatedFrom(docker: string, words: readonly ShellWord[], tables: Tables): (word: ShellWord) => boolean {
	const line = withoutDocker([docker, ...words.map(({value}) => value)]);
	const named = findCommand(line, tables.index);
	const parsed = 'error' in named ? named : parse(line, tables);
	if ('error' in parsed) return () => false;
	const grammar = tables.grammars[parsed.command];
	const first = grammar?.stopsAtFirstArgument === true ? 1 : 0;
	return ({value}) => grammar?.max === undefined && grammar?.open !== true && parsed.args.indexOf(value) >= first;
}
