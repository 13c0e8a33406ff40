import type {Finding} from '../types.ts';

/** An answer as a row of words that can be compared; equal keys are equal words. */
export type Comparable = {readonly keys: readonly string[]; readonly findings: readonly Finding[]};

export type Influence = {
	/** Parts that each word of the answer follows, the one that changes the least first. */
	readonly words: ReadonlyArray<readonly number[]>;
	readonly findings: ReadonlyArray<number | undefined>;
};

/**
 * Which words of an answer come from which part of a line: those that are not there, or are others, when the part is.
 * So it holds for every rule and transform, and for those to come.
 *
 * @param without The answer to the line without the part, or with another one in its place; by part.
 */
export function influenceOf(base: Comparable, without: ReadonlyMap<number, Comparable>): Influence {
	const changed = [...without].map(([part, other]) => {
		const kept = commonPlaces(base.keys, other.keys);
		const said = new Set(other.findings.map(sayingOf));
		return {
			part,
			words: new Set(base.keys.map((_, at) => at).filter(at => !kept.has(at))),
			findings: new Set(
				base.findings.map((_, at) => at).filter(at => !said.has(sayingOf(base.findings[at] as Finding))),
			),
		};
	});
	return {
		words: base.keys.map((_, at) => {
			const all = changed.filter(({words}) => words.has(at));
			const least = Math.min(...all.map(({words}) => words.size));
			return all.filter(({words}) => words.size === least).map(({part}) => part);
		}),
		findings: base.findings.map((_, at) => {
			const all = changed.filter(({findings}) => findings.has(at));
			return all.toSorted((left, right) => left.findings.size - right.findings.size)[0]?.part;
		}),
	};
}

function sayingOf({id, flag, message}: Finding): string {
	return `${id} ${flag ?? ''} ${message}`;
}

/** Places of `from` that a longest common subsequence with `to` keeps. */
function commonPlaces(from: readonly string[], to: readonly string[]): ReadonlySet<number> {
	const lengths = Array.from({length: from.length + 1}, () => new Uint16Array(to.length + 1));
	const length = (left: number, right: number) => lengths[left]?.[right] ?? 0;
	for (let left = from.length - 1; left >= 0; left--) {
		for (let right = to.length - 1; right >= 0; right--) {
			const row = lengths[left] as Uint16Array;
			row[right] =
				from[left] === to[right]
					? length(left + 1, right + 1) + 1
					: Math.max(length(left + 1, right), length(left, right + 1));
		}
	}
	const kept = new Set<number>();
	for (let left = 0, right = 0; left < from.length && right < to.length; ) {
		if (from[left] === to[right]) {
			kept.add(left++);
			right += 1;
		} else if (length(left + 1, right) >= length(left, right + 1)) left += 1;
		else right += 1;
	}
	return kept;
}
