import type {Arg, Finding, Translation} from '../types.ts';
import type {ShellWord} from './shell-words.ts';
import {isUnknown} from './site-words.ts';

/** For people and programs: the shell's own text where a stand-in is. */
function shownIn(text: string, words: readonly ShellWord[]): string {
	const unknown = words.flatMap(word => [...word.unknown]);
	return unknown.reduce((all, [name, shell]) => all.replaceAll(name, () => shell.replace(/^"(.*)"$/s, '$1')), text);
}

/** What is said about `docker run` names its image; elsewhere a sentence about what is not known would be a guess. */
export function shownFinding(finding: Finding, words: readonly ShellWord[]): Finding {
	if (!/^(run\.(entrypoint|id|detached|detached-rm|namespace|kubelets-image)|create\.start)$/.test(finding.id))
		return finding;
	const {message, instead} = finding;
	const shown = instead === undefined ? {} : {instead: shownIn(instead, words)};
	return {...finding, message: shownIn(message, words), ...shown};
}

export function shownCommands(commands: Translation['commands'], words: readonly ShellWord[]): Translation['commands'] {
	if (!words.some(isUnknown)) return commands;
	const shown = (text: string): string => shownIn(text, words);
	const argOf = (arg: Arg): Arg => (typeof arg === 'string' ? shown(arg) : {...arg, name: shown(arg.name)});
	const argvOf = (argv: readonly [string, ...Arg[]]) => argv.map(argOf) as [string, ...Arg[]];
	return commands.map(({argv, unless, inputFrom, ...rest}) => ({
		...rest,
		argv: argvOf(argv),
		...(unless === undefined ? {} : {unless: argvOf(unless)}),
		...(inputFrom === undefined ? {} : {inputFrom: argvOf(inputFrom)}),
	}));
}

/** What a settled word held, and what stands there now. */
export function inlinedValues(words: readonly ShellWord[]): string {
	const put = words.filter(word => isUnknown(word) && word.settled !== undefined);
	return put
		.map(
			({value, unknown, settled}) =>
				`${[...unknown].reduce((text, [name, shown]) => text.replace(name, () => shown), value)} = ${settled}`,
		)
		.join(', ');
}

/** What an expansion of several words was, and the words that stand there now. */
export function spreadValues(words: readonly ShellWord[]): string | undefined {
	const all = new Map<string, string[]>();
	for (const {value, from} of words) if (from !== undefined) all.set(from, [...(all.get(from) ?? []), value]);
	return all.size === 0 ? undefined : [...all].map(([from, values]) => `${from} = ${values.join(' ')}`).join(', ');
}
