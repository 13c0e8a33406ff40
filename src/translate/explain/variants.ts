import type {ReadLine} from './word.ts';

/** Parts of a line that can be other than they are: all but the command itself. */
export function partsOf({words}: ReadLine): readonly number[] {
	return [...new Set(words.map(({part}) => part))].filter(part => part > 1);
}

/** The line without a part, and with others in its place: the first that is understood tells what the part does. */
export function variants({given, words}: ReadLine, part: number): ReadonlyArray<readonly string[]> {
	const isPart = given.map((_, index) => words[index]?.part === part);
	const isFlag = words.some(word => word.part === part && word.role === 'flag');
	const changed = (change: (word: string) => string) =>
		given.map((word, index) => (isPart[index] && words[index]?.role !== 'flag' ? change(word) : word));
	const left = given.filter((_, index) => !isPart[index]);
	const others = [
		changed(word => `zq${word}`),
		changed(word => word.replace(/\d+/, digits => `${Number(digits) + 1}`)),
		changed(word => `${word}zq`),
	].filter(line => line.some((word, index) => word !== given[index]));
	return isFlag ? [left, ...others] : [...others, left];
}
