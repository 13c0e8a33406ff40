import {quote, quoteWord} from '../../model/argv.ts';
import {parse} from '../parse.ts';
import {printCommand} from '../print.ts';
import {translate} from '../translate.ts';
import type {Arg, Command, Finding, Translation} from '../types.ts';
import {settleVersions} from '../version.ts';
import type {DockerSite} from './docker-sites.ts';
import type {Known} from './rewrite.ts';
import {readWord, type ShellWord, standIn, standInPattern} from './shell-words.ts';

export type SiteDone = {
	readonly translation: Translation;
	/** What stands there instead; undefined where the command stays as it was. */
	readonly printed?: string;
};

/** One docker command of a shell text. What only the shell knows is carried through as it stands, or nothing is done. */
export function translateSite(
	site: DockerSite,
	text: (pos: number, end: number) => string,
	{tables, versions, options}: Known,
): SiteDone {
	const words = wordsOf(site, text);
	const line = [site.docker, ...words.map(({value}) => value)];
	const docker = quote([site.docker]) + site.words.map(({pos, end}) => ` ${text(pos, end)}`).join('');
	const settled = settleVersions(versions);
	const stays = (id: string, message: string): SiteDone => ({
		translation: {
			docker,
			commands: [],
			findings: [
				{id: `shell.${id}`, kind: 'lost', message, instead: 'translate it by hand: rtconsole translate docker …'},
			],
			for: {crictl: settled.crictl, ctr: settled.ctr},
		},
	});
	const answer = translate(line, tables, versions, options);
	if ('error' in answer) return stays(words.some(isUnknown) ? 'unknown-words' : 'refused', wordsOfError(answer.error));
	const translation: Translation = {...answer, docker};
	if (answer.commands.length === 0) return {translation};
	const unsafe = positionUnknown(site, words, tables);
	if (unsafe !== undefined) return stays('unknown-words', unsafe);
	const printed = print(site, words, answer, text);
	if ('stays' in printed) return stays(printed.id, printed.stays);
	return {
		translation: {...translation, findings: [...answer.findings, ...carried(site, words)]},
		printed: printed.text,
	};
}

function isUnknown({unknown}: ShellWord): boolean {
	return unknown.size > 0;
}

function wordsOfError(error: string): string {
	return standInPattern.test(error) ? 'What the shell puts in is not known here, and it decides what is done.' : error;
}

function wordsOf({words, wrapped}: DockerSite, text: (pos: number, end: number) => string): readonly ShellWord[] {
	let number = 0;
	const next = () => number++;
	const read = words.map(word => readWord(word, text, next));
	if (wrapped.xargs === undefined) return read;
	const {replaces, single} = wrapped.xargs;
	const put = standIn(next());
	if (replaces === undefined)
		return [...read, {value: put, unknown: new Map([[put, '']]), several: !single, substitution: true}];
	return read.map(word => {
		if (replaces === '' || !word.value.includes(replaces)) return word;
		const unknown = new Map([...word.unknown, [put, replaces]]);
		return {...word, value: word.value.replaceAll(replaces, () => put), unknown, substitution: true};
	});
}

/** Words that may be several, or none, must stand where any number of them is taken, and after every flag. */
function positionUnknown(
	{docker}: DockerSite,
	words: readonly ShellWord[],
	tables: Known['tables'],
): string | undefined {
	const several = words.filter(word => word.several);
	if (several.length === 0) return undefined;
	const line = words.map(({value}) => value);
	const parsed = parse(docker === 'docker-compose' ? ['compose', ...line] : line, tables);
	if ('error' in parsed) return parsed.error;
	const grammar = tables.grammars[parsed.command];
	const stops = grammar?.stopsAtFirstArgument === true;
	for (const word of several) {
		const at = parsed.args.indexOf(word.value);
		const repeats = grammar?.max === undefined && grammar?.open !== true && at >= 0;
		if (repeats && (stops ? at > 0 : word.substitution)) continue;
		return 'An expansion without quotes may be flags, several words or none: quote it, if it is one word.';
	}
	return undefined;
}

type Printed = {readonly text: string} | {readonly stays: string; readonly id: string};

function print(
	{wrapped, bare, redirections}: DockerSite,
	words: readonly ShellWord[],
	{commands, findings}: Translation,
	text: (pos: number, end: number) => string,
): Printed {
	const [only] = commands;
	const plain = commands.length === 1 && only !== undefined && isPlain(only);
	const carrying = words.some(isUnknown);
	const after = redirections.map(({pos, end}) => ` ${text(pos, end)}`).join('');
	if (!plain) {
		const fits = bare && !carrying && commands.every(({files}) => (files ?? []).length === 0);
		if (fits) return {text: `{ ${commands.map(printCommand).join(' && ')}; }${after}`};
		return {id: 'several-steps', stays: 'It takes several steps, and they do not fit in here.'};
	}
	const shown = only.argv.map(arg => printArg(arg, only.argv[0], words, wrapped.sudo));
	if (shown.some(each => each === undefined))
		return {id: 'unknown-words', stays: 'What the shell puts in would have to be taken apart, and is not known here.'};
	const argv = JSON.stringify(only.argv);
	const left = words.flatMap(({unknown}) => [...unknown.keys()]).some(name => !argv.includes(name));
	const said = findings.some(({kind}) => kind === 'lost');
	if (left && (!said || wrapped.xargs !== undefined))
		return {id: 'unknown-words', stays: 'What the shell puts in would be left out.'};
	return {text: shown.filter(each => each !== '').join(' ') + after};
}

function isPlain({unless, inputFrom, input, files}: Command): boolean {
	return unless === undefined && inputFrom === undefined && input === undefined && (files ?? []).length === 0;
}

/** Undefined where a stand-in is in it that is not a whole word. */
function printArg(arg: Arg, tool: string, words: readonly ShellWord[], sudo: boolean): string | undefined {
	if (typeof arg !== 'string') {
		if (standInPattern.test(JSON.stringify(arg))) return undefined;
		const shown = printCommand({argv: [tool, arg], effect: 'read'}).slice(quoteWord(tool).length + 1);
		return sudo ? shown.replaceAll('$(crictl ', '$(sudo crictl ') : shown;
	}
	if (!standInPattern.test(arg)) return quoteWord(arg);
	for (const {unknown} of words) if (unknown.has(arg)) return unknown.get(arg);
	const same = words.find(({value}) => value === arg);
	return same === undefined ? undefined : pieces(arg, same.unknown);
}

/** A word of known and unknown parts, each quoted as it must be. */
function pieces(value: string, unknown: ShellWord['unknown']): string {
	const parts = value.split(new RegExp(`(${standInPattern.source})`));
	return parts.map(part => unknown.get(part) ?? (part === '' ? '' : quoteWord(part))).join('');
}

/** docker takes names, crictl and ctr take IDs: what is in a variable is not known here. */
function carried({wrapped}: DockerSite, words: readonly ShellWord[]): readonly Finding[] {
	const known = words.filter(word => isUnknown(word) && !word.substitution);
	const [first] = known.flatMap(({unknown}) => [...unknown.values()]);
	if (first === undefined && wrapped.xargs === undefined) return [];
	const what = first ?? 'what xargs puts in';
	return [
		{
			id: 'shell.carried',
			kind: 'close',
			message: `${what} is passed on as it is: crictl and ctr take IDs of containers, and names of images in full.`,
			instead: `crictl ps --all --quiet --name NAME finds the ID of a name`,
		},
	];
}
