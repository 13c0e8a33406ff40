import type {Word} from 'unbash';
import {nameStandIn, numberStandIn, standIn} from '../stand-in.ts';
import {withoutNamesFormat} from './id-lists.ts';
import {spread} from './many-words.ts';
import {type Reading, readWord, type ShellWord} from './shell-words.ts';
import type {DockerSite} from './site.ts';

/** The words after `docker`, with what xargs, find or parallel put in. */
export function wordsOf(
	{docker, words, wrapped: {xargs}, fedIds, fedNames, asIds}: DockerSite,
	reading: Omit<Reading, 'next'>,
): readonly ShellWord[] {
	// `CMD=(docker logs web)`: the words behind docker are in it too.
	const own = given(docker, reading)?.slice(1) ?? [];
	let number = 0;
	const next = () => number++;
	const all = words.flatMap(word => given(word, reading) ?? readWord(word, {...reading, next}));
	const read = asIds ? quietly(all) : own.length > 0 ? [...own, ...all] : all;
	if (xargs === undefined) return read;
	const {replaces, single} = xargs;
	const put = fedNames ? nameStandIn(next()) : standIn(next());
	if (fedNames) {
		const unknown = new Map([[put, '"$name"']]);
		const name = {value: put, unknown, several: false, substitution: false, sure: true};
		if (replaces === undefined) return [...read, name];
		return read.map(word => (word.value === replaces ? name : word));
	}
	if (replaces === undefined) {
		const unknown = new Map([[put, '']]);
		return [...read, {value: put, unknown, several: !single, substitution: true, sure: fedIds}];
	}
	return read.map(word => {
		if (replaces === '' || !word.value.includes(replaces)) return word;
		const {settled: _none, ...rest} = word;
		const unknown = new Map([...word.unknown, [put, replaces]]);
		const several = word.several || (xargs.by === 'find' && !single);
		return {
			...rest,
			value: word.value.replaceAll(replaces, () => put),
			unknown,
			several,
			substitution: true,
			sure: word.sure && fedIds,
		};
	});
}

/** The words of `"${OPTS[@]}"`, or of a `$OPTS` of several words, where the text sets them all. */
function given(word: Word, {variables}: Pick<Reading, 'variables'>): readonly ShellWord[] | undefined {
	const of = spread(word);
	const words = of && variables.words(of.name, of.array, word.pos);
	return words?.map(value => ({
		value,
		unknown: new Map(),
		several: false,
		substitution: false,
		sure: true,
		from: word.text,
	}));
}

/** `docker ps --format '{{.Names}}'` as `docker ps --quiet`. */
function quietly(words: readonly ShellWord[]): readonly ShellWord[] {
	const format = withoutNamesFormat(words.map(({value}) => value)) ?? [];
	const quiet = {value: '--quiet', unknown: new Map(), several: false, substitution: false, sure: true};
	return [...words.filter((_word, index) => !format.includes(index)), quiet];
}

export function isUnknown({unknown}: ShellWord): boolean {
	return unknown.size > 0;
}

/** The words with what the script itself puts in; undefined where nothing changes by that. */
export function settle(words: readonly ShellWord[]): readonly ShellWord[] | undefined {
	let changed = false;
	const all = words.map(word => {
		if (!isUnknown(word) || word.settled === undefined) return word;
		changed = true;
		return {value: word.settled, unknown: new Map(), several: false, substitution: false, sure: true};
	});
	return changed ? all : undefined;
}

/** The words with a number for each value of a flag that is one expansion and nothing else: `--tail "$N"`. */
export function asNumbers(words: readonly ShellWord[]): readonly ShellWord[] {
	return words.map((word, index) => {
		const [only, ...more] = word.unknown.keys();
		const flag = /^(--[\w-]+=|-[a-zA-Z])?/.exec(word.value)?.[0] ?? '';
		const behindFlag = flag !== '' || /^-[^=]+$/.test(words[index - 1]?.value ?? '');
		if (only === undefined || more.length > 0 || word.value !== flag + only || !behindFlag) return word;
		const number = numberStandIn(index);
		const unknown = new Map([[number, word.unknown.get(only) ?? '']]);
		return {...word, value: flag + number, unknown};
	});
}
