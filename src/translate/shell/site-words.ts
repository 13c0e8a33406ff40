import {type Reading, readWord, type ShellWord, standIn} from './shell-words.ts';
import type {DockerSite} from './site.ts';

/** The words after `docker`, with what xargs, find or parallel put in. */
export function wordsOf(
	{words, wrapped: {xargs}, fedIds}: DockerSite,
	reading: Omit<Reading, 'next'>,
): readonly ShellWord[] {
	let number = 0;
	const next = () => number++;
	const read = words.map(word => readWord(word, {...reading, next}));
	if (xargs === undefined) return read;
	const {replaces, single} = xargs;
	const put = standIn(next());
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
