import type {LostArguments, TextFile} from '../../model/node-snapshot.ts';
import {assignments, commandWords, pairs, wordsOf} from './flags.ts';

type Said = {readonly name: string; readonly words: readonly string[]; readonly path: string; readonly line: number};

/**
 * Flags that a line of a service gives and a later one takes away: the same variable said again, or another ExecStart= that
 * leaves a variable out. `files` are the unit, then its drop-ins; `variables` the files of variables in their order.
 */
export function lostArguments(files: readonly TextFile[], variables: readonly TextFile[]): readonly LostArguments[] {
	const said = [...files.flatMap(inUnit), ...variables.flatMap(inVariables)];
	const starts = files.flatMap(startsIn);
	const last = starts.at(-1);
	if (last === undefined) return [];
	const used = last.words.flatMap(nameOf);
	const again = used.flatMap(name => lostBetween(said.filter(one => one.name === name)));
	const dropped = [...new Set(starts.slice(0, -1).flatMap(({words}) => words.flatMap(nameOf)))].filter(
		name => !used.includes(name),
	);
	const without = dropped.flatMap((name): readonly LostArguments[] => {
		const flags = said.findLast(one => one.name === name)?.words.filter(isFlag) ?? [];
		const {path, line} = last;
		return flags.length === 0 ? [] : [{variable: name, flags, by: {path, line}, how: 'left out'}];
	});
	return [...again, ...without];
}

/** Each flag of the ones before that the last one does not have. */
function lostBetween(all: readonly Said[]): readonly LostArguments[] {
	const last = all.at(-1);
	if (last === undefined || all.length < 2) return [];
	const kept = new Set(last.words.map(flagName));
	const flags = all
		.slice(0, -1)
		.flatMap(({words}) => words.filter(isFlag))
		.filter(
			(word, index, every) =>
				!kept.has(flagName(word)) && every.findLastIndex(one => flagName(one) === flagName(word)) === index,
		);
	const {name, path, line} = last;
	if (flags.length === 0) return [];
	return [{variable: name, flags, by: {path, line}, how: last.words.length === 0 ? 'emptied' : 'said again'}];
}

function inUnit({path, text}: TextFile): readonly Said[] {
	return assignments(text)
		.filter(({name}) => name === 'Environment')
		.flatMap(({value, line}) => pairs(value).map(([name, said]) => ({name, words: wordsOf(said), path, line})));
}

function inVariables({path, text}: TextFile): readonly Said[] {
	return assignments(text).map(({name, value, line}) => {
		const bare = /^(["']).*\1$/s.test(value) ? value.slice(1, -1) : value;
		return {name, words: wordsOf(bare), path, line};
	});
}

function startsIn({path, text}: TextFile): readonly Said[] {
	return assignments(text)
		.filter(({name, value}) => name === 'ExecStart' && value !== '')
		.map(({value, line}) => ({name: 'ExecStart', words: commandWords(value), path, line}));
}

function nameOf(word: string): readonly string[] {
	const name = /^\$\{?(\w+)\}?$/.exec(word)?.[1];
	return name === undefined ? [] : [name];
}

function isFlag(word: string): boolean {
	return word.startsWith('--');
}

function flagName(word: string): string {
	return word.split('=')[0] ?? '';
}
