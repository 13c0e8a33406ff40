import {quoteWord} from '../../model/argv.ts';
import type {DockerFlags} from '../grammar.ts';
import {findCommand, withoutDocker} from '../parse.ts';
import type {Tables} from '../tables.ts';
import type {TranslateError} from '../types.ts';
import {argumentMeaning, flagMeaning, type Meanings, placesOf} from './meanings.ts';
import {type FlagsIn, type Walked, walk} from './walk.ts';
import type {ReadLine, ReadWord} from './word.ts';

/** Places of a usage line that begin a program's own line: it and all that follows are one part. */
const programs = /^\[?(COMMAND|ps)\b/;

/** A docker line word by word; the words come back in their order. The first `docker` may be missing. */
export function readDockerLine(words: readonly string[], tables: Tables, known: Meanings): ReadLine | TranslateError {
	const line = withoutDocker(words);
	const named = findCommand(line, tables.index);
	if ('error' in named) return named;
	const {command} = named;
	const rest = isEnd(named.rest, line) ? named.rest : []; // `docker help ps` is read as if it were `docker ps --help`
	const own = line.slice(0, line.length - rest.length);
	const count = named.typed === '--version' ? 0 : named.typed.split(' ').length;
	const before = own.slice(0, Math.max(0, own.length - count));
	const summary = tables.rules[command]?.summary ?? `docker ${command}`;
	const naming = own.slice(before.length).map((word, index, all): ReadWord => {
		const meaning = index === all.length - 1 ? summary : `docker's commands about ${word}`;
		return {text: quoteWord(word), role: 'command', meaning, flags: [], part: 1};
	});
	const read: ReadWord[] = [
		{text: 'docker', role: 'program', meaning: known.words.programs.docker ?? '', flags: [], part: 1},
	];
	const next = {part: 2};
	read.push(...flagWords(walk(before, true, dockerFlags(tables.index.globals)), undefined, known, next), ...naming);
	const grammar = tables.grammars[command];
	const places = placesOf(grammar?.usage ?? '');
	const walked = grammar?.open
		? rest.map((word): Walked => ({word, is: 'argument', names: []}))
		: walk(rest, grammar?.stopsAtFirstArgument === true, dockerFlags(grammar?.flags ?? {}));
	const argument = {count: 0};
	let program: number | undefined;
	for (const each of walked) {
		if (each.is !== 'argument') {
			read.push(...flagWords([each], command, known, next, read.at(-1)));
			continue;
		}
		const place = places[Math.min(argument.count++, places.length - 1)] ?? '';
		const isProgramsOwn = program !== undefined;
		if (programs.test(place)) program ??= next.part++;
		const meaning = grammar?.open
			? `handed on to docker ${command}`
			: argumentMeaning(isProgramsOwn ? 'ARG' : place, known.words);
		read.push({text: quoteWord(each.word), role: 'argument', meaning, flags: [], part: program ?? next.part++});
	}
	return {given: ['docker', ...line], words: read};
}

function isEnd(words: readonly string[], line: readonly string[]): boolean {
	const from = line.length - words.length;
	return from >= 0 && words.every((word, index) => line[from + index] === word);
}

function flagWords(
	walked: readonly Walked[],
	command: string | undefined,
	known: Meanings,
	next: {part: number},
	before?: ReadWord,
): readonly ReadWord[] {
	let last = before;
	return walked.map(({word, is, names}) => {
		const value = is === 'value';
		const meaning = {
			value: `the value of --${names[0]}`,
			flag: flagMeaning(known.docker, command, names, word),
			'end-of-flags': 'ends the flags',
			argument: word === 'help' ? 'tells how a command is used' : 'not looked at',
		}[is];
		const part: number = value ? (last?.part ?? 1) : next.part++;
		last = {text: quoteWord(word), role: value ? 'value' : 'flag', meaning, flags: names, part};
		return last;
	});
}

/** Flags as docker reads them: `-aq`, `-n5`, `--last=5`. An unknown one is given back as it is spelled. */
function dockerFlags(known: DockerFlags): FlagsIn {
	return word => {
		if (word === '--help') return {names: ['help'], waits: false};
		if (word.startsWith('--')) {
			const [typed = '', value] = word.slice(2).split(/=(.*)/s);
			const flag = known[typed];
			return {names: [flag?.same ?? typed], waits: value === undefined && flag !== undefined && flag.type !== 'bool'};
		}
		const names: string[] = [];
		const letters = [...word.slice(1)];
		for (const [at, letter] of letters.entries()) {
			const name = Object.keys(known).find(candidate => known[candidate]?.short === letter);
			if (name === undefined) break;
			names.push(known[name]?.same ?? name);
			if (known[name]?.type !== 'bool') return {names, waits: at === letters.length - 1};
		}
		return {names: names.length === 0 ? ['help'] : names, waits: false};
	};
}
