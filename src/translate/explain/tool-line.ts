import {commandsWithProgram, findToolCommand, namesOf} from '../backwards/read-tool.ts';
import type {BackwardCommand} from '../backwards/table.ts';
import type {ToolFlag, ToolGrammar} from '../grammar.ts';
import {argumentMeaning, flagMeaning, type Meanings, type ReadableTool} from './meanings.ts';
import {type FlagsIn, type Walked, walk} from './walk.ts';
import type {ReadWord} from './word.ts';

/** A line of crictl or ctr word by word, the tool first. Words that it does not know are arguments. */
export function readToolLine(
	tool: ReadableTool,
	words: readonly string[],
	grammar: ToolGrammar,
	known: Meanings,
): readonly ReadWord[] {
	const meanings = known.tools[tool];
	const line = words.slice(1);
	const start = firstArgument(line, grammar);
	const named = findToolCommand(line.slice(start), grammar);
	const {command, rest} = named ?? {command: undefined, rest: line.slice(start)};
	const naming = line.slice(start, line.length - rest.length);
	const entry = known.backwards[tool].commands[command ?? ''];
	const read: ReadWord[] = [word(tool, 'program', known.words.programs[tool] ?? '', 1)];
	const next = {part: 2};
	const flag = (each: Walked, of: string | undefined): ReadWord => {
		const value = each.is === 'value';
		const part = value ? (read.at(-1)?.part ?? 1) : next.part++;
		const meaning = value ? valueMeaning(each, known) : flagMeaning(meanings, of, each.names, each.word);
		if (each.is === 'end-of-flags') return word(each.word, 'flag', 'ends the flags', part);
		return {...word(each.word, value ? 'value' : 'flag', meaning, part), flags: each.names};
	};
	for (const each of walk(line.slice(0, start), true, toolFlags(grammar.globals))) read.push(flag(each, undefined));
	const prefixes = meaningsOfGroups(tool, naming, grammar, known);
	for (const [index, each] of naming.entries()) read.push(word(each, 'command', prefixes[index] ?? '', 1));
	const flags = grammar.commands[command ?? '']?.flags ?? {};
	let given = 0;
	let program: number | undefined;
	for (const each of walk(rest, commandsWithProgram.has(command ?? ''), toolFlags(flags))) {
		if (each.is !== 'argument') {
			read.push(flag(each, command));
			continue;
		}
		given += 1;
		const place = placeOf(entry, given);
		const ofProgram = place === 'COMMAND' || (commandsWithProgram.has(command ?? '') && given > 2);
		const isProgramsOwn = program !== undefined;
		if (ofProgram) program ??= next.part++;
		const meaning = isProgramsOwn
			? argumentMeaning('ARG', known.words)
			: place === undefined
				? `an argument of ${tool} ${command ?? ''}`.trim()
				: argumentMeaning(place, known.words);
		read.push(word(each.word, 'argument', meaning, ofProgram ? (program ?? 1) : next.part++));
	}
	return read;
}

function word(text: string, role: ReadWord['role'], meaning: string, part: number): ReadWord {
	return {text, role, meaning, part, flags: []};
}

function valueMeaning({word: value, names}: Walked, {words}: Meanings): string {
	const about = names[0] === 'namespace' ? words.namespaces[value] : undefined;
	return about ?? `the value of --${names[0]}`;
}

function firstArgument(line: readonly string[], grammar: ToolGrammar): number {
	const at = walk(line, true, toolFlags(grammar.globals)).findIndex(({is}) => is === 'argument');
	return at < 0 ? line.length : at;
}

/** `t ls`: what the group is, then what the command does. */
function meaningsOfGroups(
	tool: ReadableTool,
	naming: readonly string[],
	grammar: ToolGrammar,
	known: Meanings,
): readonly string[] {
	return naming.map((_, index) => {
		const named = findToolCommand(naming.slice(0, index + 1), grammar);
		return known.backwards[tool].commands[named?.command ?? '']?.meaning ?? '';
	});
}

/** What docker calls the argument at this place: `{1:IMAGE}` of data/backwards. The last one stands for all that follow. */
function placeOf(entry: BackwardCommand | undefined, number: number): string | undefined {
	let rest: string | undefined;
	for (const template of entry?.docker ?? []) {
		const [, at, more, name = ''] = template.match(/^\{(\d+)(\.\.\.)?:(\w*)\}$/) ?? [];
		if (at === undefined || name === '') continue;
		if (Number(at) === number) return name;
		if (more !== undefined && number > Number(at)) rest = name;
	}
	return rest;
}

/** Flags as crictl and ctr read them: `--all`, `-all`, `-aq`, `-n=k8s.io`. */
function toolFlags(known: Readonly<Record<string, ToolFlag>>): FlagsIn {
	return word => {
		const [typed = '', inline] = word.replace(/^--?/, '').split(/=(.*)/s);
		if (typed === 'help' || typed === 'h') return {names: ['help'], waits: false};
		const names = namesOf(typed, word, known) ?? [typed];
		return {names, waits: inline === undefined && known[names.at(-1) ?? '']?.type === 'value'};
	};
}
