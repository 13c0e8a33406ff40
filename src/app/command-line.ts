import {ofCluster} from './cluster-words.ts';
import type {CommandId} from './command-id.ts';
import {findLineCommand, lineCommands} from './command-table.ts';
import {asDockerLine} from './docker-words.ts';
import {findList} from './lists/index.ts';
import type {ListName} from './lists/list.ts';
import {nearest} from './nearest.ts';
import {findTheme, type ThemeName, themeNames} from './theme-names.ts';

/** Where a line typed after `:` leads. */
export type Going =
	| {
			readonly go: 'list';
			readonly list: ListName;
			/** What stands behind it: the name of one. */
			readonly containerdNamespace?: string;
			/** It can be nothing else. */
			readonly isNamespace?: true;
	  }
	| {readonly go: 'translate'; readonly line: string}
	| {readonly go: 'cheat'; readonly query: string}
	| {readonly go: 'theme'; readonly theme: ThemeName}
	/** A key's command, on the row with this name. */
	| {
			readonly go: 'row';
			readonly act: Extract<CommandId, 'logs' | 'inspect' | 'describe' | 'shell'>;
			readonly name: string;
	  }
	/** Journals of these units; none: of those that there are. */
	| {readonly go: 'journal'; readonly units: readonly string[]}
	| {readonly go: 'check' | 'migrate' | 'commands' | 'jobs' | 'help' | 'quit' | 'mouse' | 'config' | 'aliases'}
	| {readonly go: 'nowhere'; readonly because: string};

/** @param own words of one's own, to suggest where a word leads nowhere */
export function readCommand(text: string, own: readonly string[] = []): Going {
	const [word = '', argument] = text.trim().split(/\s+/);
	const rest = text.trim().slice(word.length).trim();
	const command = findLineCommand(word) ?? findLineCommand(word.toLowerCase());
	const docker = asDockerLine(text, command !== undefined);
	if (docker !== undefined) return {go: 'translate', line: argument === undefined ? `${docker} ` : docker};
	const list = command && findList(command.name);
	if (list && argument?.startsWith('-'))
		return {go: 'nowhere', because: `:${list.name} takes the name of a containerd namespace; / filters`};
	if (list?.name === 'namespaces' && argument !== undefined)
		return {go: 'list', list: 'containers', containerdNamespace: argument, isNamespace: true};
	if (list) return {go: 'list', list: list.name, ...(argument !== undefined && {containerdNamespace: argument})};
	switch (command?.name) {
		case 'crictl':
		case 'ctr':
			return {go: 'translate', line: text.trim()};
		case 'docker':
			return {go: 'translate', line: rest === '' ? 'docker ' : text.trim()};
		case 'translate':
			return {go: 'translate', line: 'docker '};
		case 'logs':
		case 'inspect':
		case 'shell':
			if (argument === undefined) return {go: 'nowhere', because: `:${command.name} needs a name; Tab lists them`};
			return {go: 'row', act: /^desc/i.test(word) ? 'describe' : command.name, name: rest};
		case 'journal':
			return {go: 'journal', units: rest === '' ? [] : [...new Set(rest.split(/\s+/).map(unitName))]};
		case 'theme':
			return readTheme(rest);
		case 'cheat':
			return {go: 'cheat', query: rest};
		case 'help':
			return argument === undefined ? {go: 'help'} : {go: 'cheat', query: argument === 'concepts' ? '' : rest};
		case 'commands':
		case 'check':
		case 'migrate':
		case 'jobs':
		case 'mouse':
		case 'config':
		case 'aliases':
		case 'quit':
			return {go: command.name};
		default:
			return {
				go: 'nowhere',
				because: ofCluster(word) ?? `:${word} leads nowhere. Try :${suggestionFor(word, own)}, or ? for help`,
			};
	}
}

/** A word of a person is never an option of journalctl. */
function unitName(word: string): string {
	return word.replace(/\.service$/, '');
}

function readTheme(word: string): Going {
	const theme = findTheme(word);
	if (theme !== undefined) return {go: 'theme', theme};
	const near = nearest(word, themeNames);
	const wrong = word === '' ? '' : `no theme is named ${word}; `;
	return {go: 'nowhere', because: `${wrong}themes: ${themeNames.join(', ')}${near ? `; did you mean ${near}?` : ''}`};
}

function suggestionFor(word: string, own: readonly string[]): string {
	const names = [...lineCommands.flatMap(({name, aliases}) => [name, ...aliases]), ...own];
	return nearest(word, names) ?? names.find(name => name.startsWith(word.slice(0, 2))) ?? 'pods';
}
