import {plainText} from '../model/text.ts';
import {usualUnits} from '../runtime/journal.ts';
import {findCommand} from '../translate/parse.ts';
import type {Tables} from '../translate/tables.ts';
import {findLineCommand, lineCommands, type Takes} from './command-table.ts';
import {asDockerLine, dockerWordsLike} from './docker-words.ts';
import {listNamed} from './lists/index.ts';
import type {ListName} from './lists/list.ts';
import {meantBy, type OwnAliases} from './own-aliases.ts';
import type {State} from './state.ts';
import {themeNames} from './theme-names.ts';
import {suggestionsFor} from './translation.ts';

/** What the line after `:` could become, best first, and the word that it would then end with. */
export type Candidate = {readonly line: string; readonly word: string};

const mostNames = 50;

export function candidatesFor(state: State, text: string): readonly Candidate[] {
	const line = text.trimStart();
	const at = line.search(/\s/);
	const own = state.settings.aliases;
	if (at < 0) {
		const ours = [...commandNames(line), ...ownNames(line, own)];
		return ours.length > 0 ? ours : dockerWordsLike(line).map(word => ({line: word, word}));
	}
	const meant = meantBy(line, own);
	if (meant !== line)
		return candidatesFor({...state, settings: {...state.settings, aliases: {}}}, meant).map(({word}) => ({
			line: line.replace(/\S*$/, () => word),
			word,
		}));
	const command = findLineCommand(line.slice(0, at));
	const docker = asDockerLine(line.trimEnd(), command !== undefined);
	if (docker !== undefined) return withoutDocker(candidatesFor(state, docker + line.slice(line.trimEnd().length)));
	const open = /\S*$/.exec(line)?.[0] ?? '';
	const before = line.slice(0, line.length - open.length);
	const words = before.trim().split(/\s+/).slice(1);
	if (!command) return [];
	const toWords = (names: readonly string[]) =>
		names.filter(name => name.startsWith(open) && name !== open).map(word => ({line: before + word, word}));
	if (command.takes === 'docker') return dockerCandidates(state, line, {words, open, toWords});
	if (command.takes === 'crictl' || command.takes === 'ctr') return toWords(toolWords(state, command.takes, words));
	if (command.takes === 'unit') return toWords(usualUnits.filter(unit => !words.includes(unit)));
	return words.length > 0 ? [] : toWords(namesFor(state, command.takes));
}

/** The word that was left out stays out. */
function withoutDocker(candidates: readonly Candidate[]): readonly Candidate[] {
	return candidates.map(({line, word}) => ({line: line.replace(/^docker /, ''), word}));
}

/** Lists that have to be loaded before the names in them can be offered. */
export function listsWanted(state: State, text: string): readonly ListName[] {
	const line = meantBy(text, state.settings.aliases).trimStart();
	const command = findLineCommand(line.split(/\s/, 1)[0] ?? '');
	const takes = asDockerLine(line, command !== undefined) === undefined ? command?.takes : 'docker';
	const wanted = text.includes(' ') ? listsFor(takes ?? 'nothing') : [];
	return wanted.filter(list => state.lists[list] === undefined);
}

/** The rest of the line that was meant most likely: the last one that began so, else the first candidate. */
export function ghostOf(state: State, purpose: 'command' | 'filter', text: string): string {
	if (text === '') return '';
	const history = purpose === 'command' ? state.commandHistory : state.filterHistory;
	const earlier = history.findLast(line => line.startsWith(text) && line !== text);
	const line = earlier ?? (purpose === 'command' ? candidatesFor(state, text)[0]?.line : undefined);
	return line?.startsWith(text) ? line.slice(text.length) : '';
}

/** Names that begin so; an alias stands for its name. */
function commandNames(word: string): readonly Candidate[] {
	const begin = lineCommands.filter(({name}) => name.startsWith(word));
	const byAlias = lineCommands.filter(({aliases}) => aliases.includes(word));
	const all = [...byAlias, ...begin.filter(command => !byAlias.includes(command))];
	return all.filter(({name}) => name !== word).map(({name}) => ({line: name, word: name}));
}

/** Words of one's own that begin so. */
function ownNames(word: string, aliases: OwnAliases): readonly Candidate[] {
	const begin = Object.keys(aliases).filter(name => name.startsWith(word) && name !== word);
	return begin.map(name => ({line: name, word: name}));
}

function listsFor(takes: Takes): readonly ListName[] {
	switch (takes) {
		case 'containerd-namespace':
			return ['namespaces'];
		case 'container':
			return ['containers'];
		case 'any-name':
		case 'docker':
		case 'crictl':
			return ['containers', 'images', 'pods'];
		default:
			return [];
	}
}

function namesFor(state: State, takes: Takes): readonly string[] {
	switch (takes) {
		case 'containerd-namespace':
			return labels(state, 'namespaces');
		case 'container':
			return labels(state, 'containers');
		case 'any-name':
			return [...labels(state, 'containers'), ...labels(state, 'pods'), ...labels(state, 'images')];
		case 'theme':
			return themeNames;
		default:
			return [];
	}
}

/** What the rows of a list are called, each once. A name that cannot be typed as one harmless word is left out. */
function labels(state: State, name: ListName): readonly string[] {
	const list = listNamed(name);
	const names = (state.lists[name]?.rows ?? []).map(row => list.label(row));
	return [...new Set(names)].filter(label => /^\S+$/.test(label) && plainText(label) === label).slice(0, mostNames);
}

type Open = {
	readonly words: readonly string[];
	readonly open: string;
	readonly toWords: (names: readonly string[]) => readonly Candidate[];
};

function dockerCandidates(state: State, line: string, {words, open, toWords}: Open): readonly Candidate[] {
	const {tables} = state;
	if (!tables) return [];
	const own = suggestionsFor(state, line).map(({line: whole}) => ({line: whole, word: /\S*$/.exec(whole)?.[0] ?? ''}));
	if (open.startsWith('-')) return own;
	return [...own, ...toWords(operandNames(state, tables, words))];
}

/** Names for what docker's own usage says can stand there. */
function operandNames(state: State, tables: Tables, words: readonly string[]): readonly string[] {
	const named = findCommand(words, tables.index);
	if ('error' in named) return [];
	const usage = tables.grammars[named.command]?.usage ?? '';
	return [
		...(/CONTAINER|NAME\|ID/.test(usage) ? labels(state, 'containers') : []),
		...(/IMAGE|NAME\|ID/.test(usage) ? labels(state, 'images') : []),
	];
}

/** Which names the commands of crictl take. Source: `crictl COMMAND --help`, 1.30. */
const crictlNames: ReadonlyArray<readonly [ListName, RegExp]> = [
	['pods', /^(inspectp|stopp|rmp|port-forward|create)$/],
	['images', /^(inspecti|rmi|pull)$/],
	['containers', /^(logs|exec|inspect|stop|start|rm|attach|stats|update|checkpoint)$/],
];

function toolWords(state: State, tool: 'crictl' | 'ctr', words: readonly string[]): readonly string[] {
	const commands = Object.keys(state.tables?.tools[tool]?.commands ?? {});
	if (tool === 'ctr') {
		const prefix = words.length === 0 ? '' : `${words.join(' ')} `;
		const next = commands.filter(name => name.startsWith(prefix)).map(name => name.slice(prefix.length).split(' ')[0]);
		return [...new Set(next)].filter(word => word !== undefined && word !== '') as readonly string[];
	}
	if (words.length === 0) return commands;
	return crictlNames.flatMap(([list, takes]) => (takes.test(words[0] ?? '') ? labels(state, list) : []));
}
