import type {CommandNode, ParsedScript, Word, WordPart} from 'unbash';
import {baseName, pastWrappers} from './wrappers.ts';

export type Range = {readonly pos: number; readonly end: number};

/** What an assignment is, beside the value that it is known to give. */
export type Assigned = {
	/** `ID=$(docker run -d …)`; `empty`: `ID=`, before that. */
	readonly made?: boolean;
	readonly empty?: boolean;
	/** One word, as far as can be told: `${1:-web}`, `$REGISTRY/app:$TAG`, `$(git describe)`. */
	readonly single?: boolean;
	/** `${1:-web}`: a name, unless another is given. */
	readonly defaults?: boolean;
	/** The `$(…)` that it is set to, or the list that a loop reads. */
	readonly source?: Range;
};

export function assigned(value: Word): Assigned {
	const only = onlyPart(value);
	const source = substituted(value);
	return {
		...(source && {source}),
		...(only?.type === 'CommandExpansion' && makesContainer(only.script) ? {made: true} : {}),
		...(only?.type === 'ParameterExpansion' && namedByDefault.test(only.text) ? {defaults: true} : {}),
		...(isSingle(value) ? {single: true} : {}),
		...(/^(""|'')?$/.test(value.text) ? {empty: true} : {}),
	};
}

/** A default that is the name of a container, and no ID. */
export const namedByDefault = /^\$\{\w+:?-(?![0-9a-f]{8,64}\})[A-Za-z][\w.-]*\}$/;

/** Commands that print one word. */
const oneWord =
	/^(git|date|basename|dirname|hostname|mktemp|whoami|id|uname|pwd|uuidgen|openssl|readlink|realpath|nproc|cat|cut|tr|head|tail|wc)$/;

function isSingle({text, value, parts = []}: Word): boolean {
	return (
		parts.length > 0 &&
		!value.startsWith('-') &&
		!/opt|arg|flag|param|extra|cmd|command/i.test(text) &&
		parts.every(isOne)
	);
}

function isOne(part: WordPart): boolean {
	switch (part.type) {
		case 'Literal':
		case 'SingleQuoted':
			return !/\s/.test(part.value);
		case 'DoubleQuoted':
			return part.parts.every(isOne);
		case 'SimpleExpansion':
		case 'ParameterExpansion':
			return !/[@*\s]/.test(part.text);
		case 'CommandExpansion': {
			const last = commandsOf(part.script)?.at(-1);
			return last?.type === 'Command' && oneWord.test(last.name?.value ?? '');
		}
		default:
			return false;
	}
}

/** `docker run -d …`, `docker create …` and nothing else: what is printed is what made the container. */
export function makesContainer(script: ParsedScript | undefined): boolean {
	const [command, ...more] = commandsOf(script) ?? [];
	if (command?.type !== 'Command' || command.name === undefined || more.length > 0) return false;
	const words = [command.name, ...command.args.filter(arg => arg.type === 'Word')];
	const wrapped = pastWrappers(words);
	if (wrapped === undefined || wrapped.xargs !== undefined || baseName(words[wrapped.at]) !== 'docker') return false;
	const line = words.slice(wrapped.at + 1).map(({value}) => value);
	const [verb, ...flags] = line[0] === 'container' ? line.slice(1) : line;
	if (verb === 'create') return true;
	return verb === 'run' && flags.some(word => /^-[a-zA-Z]*d[a-zA-Z]*$|^--detach(=true)?$/.test(word));
}

/** The `$(…)` that a word is, and nothing else. */
export function substituted(word: Word): Range | undefined {
	const only = onlyPart(word);
	return only?.type === 'CommandExpansion' ? {pos: only.pos, end: only.end} : undefined;
}

export function onlyPart({parts = []}: Word): WordPart | undefined {
	const [only] = parts.length === 1 && parts[0]?.type === 'DoubleQuoted' ? parts[0].parts : parts;
	return parts.length === 1 ? only : undefined;
}

/** The commands of the one pipeline in `$(…)`. */
export function commandsOf(script: ParsedScript | undefined): readonly CommandNode[] | undefined {
	const command = script?.commands.length === 1 ? script.commands[0]?.command : undefined;
	if (command === undefined || command.type === 'AndOr') return undefined;
	return command.type === 'Pipeline' ? command.commands : [command];
}
