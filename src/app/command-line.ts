import {findList, lists} from './lists/index.ts';
import type {ListName} from './lists/list.ts';

/** Where a line typed after `:` leads. */
export type Going =
	| {readonly go: 'list'; readonly list: ListName; readonly containerdNamespace?: string}
	| {readonly go: 'translate'; readonly line: string}
	| {readonly go: 'cheat'; readonly query: string}
	| {readonly go: 'commands' | 'jobs' | 'help' | 'quit'}
	| {readonly go: 'nowhere'; readonly because: string};

const others = ['docker', 'cheat', 'commands', 'jobs', 'help', 'quit'] as const;

export function readCommand(text: string): Going {
	const [word = '', argument] = text.trim().split(/\s+/);
	const rest = text.trim().slice(word.length).trim();
	const list = findList(word);
	if (list?.name === 'namespaces' && argument !== undefined)
		return {go: 'list', list: 'containers', containerdNamespace: argument};
	if (list) return {go: 'list', list: list.name, ...(argument !== undefined && {containerdNamespace: argument})};
	switch (word) {
		case 'crictl':
		case 'ctr':
			return {go: 'translate', line: text.trim()};
		case 'docker':
			return {go: 'translate', line: text.trim() === 'docker' ? 'docker ' : text.trim()};
		case 'translate':
		case 'tr':
			return {go: 'translate', line: 'docker '};
		case 'commands':
		case '!':
			return {go: 'commands'};
		case 'jobs':
		case 'job':
			return {go: 'jobs'};
		case 'cheat':
		case 'concepts':
			return {go: 'cheat', query: rest};
		case 'help':
		case 'h':
		case '?':
			return argument === undefined ? {go: 'help'} : {go: 'cheat', query: argument === 'concepts' ? '' : rest};
		case 'q':
		case 'q!':
		case 'quit':
		case 'exit':
			return {go: 'quit'};
		default:
			return {go: 'nowhere', because: `:${word} leads nowhere. Try :${suggestionFor(word)}, or ? for help`};
	}
}

/** Names that begin as `text` does, for Tab and for the line above the prompt. */
export function completeCommand(text: string): readonly string[] {
	const word = text.trimStart();
	if (word.includes(' ')) return [];
	const names = [...lists.map(({name}) => name), ...others];
	const begin = names.filter(name => name.startsWith(word));
	const byAlias = lists.filter(({name, aliases}) => !begin.includes(name) && aliases.some(alias => alias === word));
	return [...byAlias.map(({name}) => name), ...begin];
}

function suggestionFor(word: string): string {
	const names = [...lists.flatMap(({name, aliases}) => [name, ...aliases]), ...others];
	return names.find(name => name.startsWith(word.slice(0, 2))) ?? 'pods';
}
