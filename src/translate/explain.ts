import {aboutCommand, aboutFlag} from './about.ts';
import type {DockerFlags, DockerGrammar} from './grammar.ts';
import {findCommand, type Named, withoutDocker} from './parse.ts';
import type {Tables} from './tables.ts';
import type {TranslateError} from './types.ts';

/** One word of a docker line: what part it plays, and what becomes of it. */
export type Explained = {
	readonly word: string;
	readonly role: 'docker' | 'global' | 'command' | 'flag' | 'value' | 'argument';
	readonly meaning: string;
};

/** A docker line word by word; the words come back as they are and in their order. */
export function explain(words: readonly string[], tables: Tables): readonly Explained[] | TranslateError {
	const line = withoutDocker(words);
	const named = findCommand(line, tables.index);
	if ('error' in named) return named;
	const typed = named.typed.split(' ');
	const before = line.slice(0, Math.max(0, line.length - named.rest.length - typed.length));
	const docker: Explained = {word: 'docker', role: 'docker', meaning: 'the client of dockerd'};
	return [
		...(words[0] === 'docker' ? [docker] : []),
		...before.map((word): Explained => ({word, role: 'global', meaning: 'which daemon docker talks to, and how'})),
		...line.slice(before.length, line.length - named.rest.length).map(
			(word): Explained => ({
				word,
				role: 'command',
				meaning: aboutCommand(named.command, tables),
			}),
		),
		...explainRest(named, tables),
	];
}

function explainRest({command, rest}: Named, tables: Tables): readonly Explained[] {
	const grammar = tables.grammars[command];
	const explained: Explained[] = [];
	let open: string | undefined;
	let flagsEnded = grammar?.open === true;
	for (const word of rest) {
		if (open !== undefined) {
			explained.push({word, role: 'value', meaning: `the value of --${open}`});
			open = undefined;
		} else if (flagsEnded || !word.startsWith('-') || word === '-' || word === '--') {
			explained.push({word, role: 'argument', meaning: word === '--' ? 'ends the flags' : aboutArgument(grammar)});
			flagsEnded ||= word === '--' || grammar?.stopsAtFirstArgument === true;
		} else {
			const flags = flagsIn(word, grammar?.flags ?? {});
			const meaning = flags.names.map(name => `--${name}: ${aboutFlag(command, name, tables)}`).join('; ');
			explained.push({word, role: 'flag', meaning});
			open = flags.open;
		}
	}
	return explained;
}

/** The flags in one word, and the one that waits for its value in the next. */
function flagsIn(word: string, known: DockerFlags): {readonly names: readonly string[]; readonly open?: string} {
	if (word.startsWith('--')) {
		const [typed = '', value] = word.slice(2).split(/=(.*)/s);
		const name = known[typed]?.same ?? typed;
		const waits = value === undefined && known[typed] !== undefined && known[typed]?.type !== 'bool';
		return {names: [name], ...(waits ? {open: name} : {})};
	}
	const names: string[] = [];
	for (const [at, letter] of [...word.slice(1)].entries()) {
		const name = Object.keys(known).find(candidate => known[candidate]?.short === letter);
		if (name === undefined) break;
		names.push(name);
		if (known[name]?.type !== 'bool') return {names, ...(at === word.length - 2 ? {open: name} : {})};
	}
	return {names};
}

function aboutArgument(grammar: DockerGrammar | undefined): string {
	return grammar === undefined ? '' : grammar.usage.replace(/^\[OPTIONS\] ?/, '');
}
