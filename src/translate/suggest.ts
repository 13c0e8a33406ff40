import Fuse from 'fuse.js';
import {aboutCommand, aboutFlag} from './about.ts';
import type {DockerFlags} from './grammar.ts';
import {lex} from './lex.ts';
import {nearestCommand, nearestWord} from './nearest.ts';
import {findCommand} from './parse.ts';
import type {Tables} from './tables.ts';
import type {TranslateError} from './types.ts';

/** A line that the typed one could become, and what the new word does. */
export type Completion = {readonly line: string; readonly about: string};

/** The nearest command or flag that exists, for an error that has no suggestion yet. */
export function withSuggestion(error: TranslateError, tables: Tables): TranslateError {
	if (error.suggestion !== undefined) return error;
	const suggestion = nearest(error.error, tables);
	return suggestion === undefined ? error : {...error, suggestion};
}

/** Lines that a half-typed docker line could become: what begins so first, then what is spelled nearly so. */
export function complete(line: string, tables: Tables, limit = 8): readonly Completion[] {
	const lexed = lex(line);
	if ('error' in lexed) return [];
	const words = lexed.words[0] === 'docker' ? lexed.words.slice(1) : lexed.words;
	const open = line === '' || /\s$/.test(line) ? '' : (words.at(-1) ?? '');
	const done = open === '' ? words : words.slice(0, -1);
	const before = line.slice(0, line.length - open.length);
	const named = findCommand(done, tables.index);
	if ('error' in named) return completeCommand(done, open, tables, before).slice(0, limit);
	if (!open.startsWith('-')) return [];
	return completeFlag(named.command, open, tables)
		.map(({word, about}) => ({line: `${before}${word}`, about}))
		.slice(0, limit);
}

type Word = {readonly word: string; readonly about: string};

function completeCommand(done: readonly string[], open: string, tables: Tables, before: string): readonly Completion[] {
	const prefix = done.length === 0 ? '' : `${done.join(' ')} `;
	const words = nextNames(prefix, tables).map(name => ({
		word: name.slice(prefix.length),
		about: aboutCommand(name, tables),
	}));
	const found = rank(words, open);
	const whole = done.length === 0 && before.trim() === '' && !'docker'.startsWith(open) ? `${before}docker ` : before;
	return found.map(({word, about}) => ({line: `${whole}${word}`, about}));
}

/** Commands and groups of commands that can follow what is typed already. */
function nextNames(prefix: string, {index}: Tables): readonly string[] {
	const all = [...Object.keys(index.names), ...index.groups];
	return all.filter(name => name.startsWith(prefix) && !name.slice(prefix.length).includes(' '));
}

function completeFlag(command: string, open: string, tables: Tables): readonly Word[] {
	const flags: DockerFlags = tables.grammars[command]?.flags ?? {};
	const words = Object.entries(flags)
		.filter(([, {same}]) => same === undefined)
		.flatMap(([name, {short}]) => {
			const about = aboutFlag(command, name, tables);
			const long = {word: `--${name}`, about};
			return short === undefined ? [long] : [long, {word: `-${short}`, about: `--${name}: ${about}`}];
		});
	return rank(words, open);
}

function rank(words: readonly Word[], open: string): readonly Word[] {
	const begins = words.filter(({word}) => word.startsWith(open) && word !== open);
	if (open === '' || begins.length > 0) return begins;
	const fuse = new Fuse(words, {keys: ['word'], threshold: 0.4, distance: 20});
	return fuse
		.search(open)
		.map(({item}) => item)
		.filter(({word}) => word !== open);
}

function nearest(message: string, tables: Tables): string | undefined {
	const flag = message.match(/^docker(.*) has no flag (-\S+)$/s);
	if (flag !== null) {
		const [, typed = '', wrong = ''] = flag;
		const command = tables.index.names[typed.trim()];
		const flags = command === undefined ? tables.index.globals : (tables.grammars[command]?.flags ?? {});
		const names = Object.keys(flags);
		const found = nearestWord(names, wrong.replace(/^-+/, ''));
		return found === undefined ? undefined : `--${found}`;
	}
	const command = message.match(/^docker(.*) has no command (.*)$/s);
	if (command === null) return undefined;
	const [, group = '', wrong = ''] = command;
	const prefix = group.trim() === '' ? '' : `${group.trim()} `;
	const names = nextNames(prefix, tables);
	const found = nearestCommand(
		names.map(name => name.slice(prefix.length)),
		wrong,
		prefix === '',
	);
	return found === undefined ? undefined : `docker ${prefix}${found}`;
}
