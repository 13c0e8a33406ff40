import Fuse from 'fuse.js';

/** Places of the texts that are like the query, in the order of the texts. */
export type FuzzySearch = (texts: readonly string[], query: string) => readonly number[];

/** Every word of the query must be found anywhere in the text: whole, with few letters wrong, or with letters left out. */
export const fuzzySearch: FuzzySearch = (texts, query) => {
	const words = query.split(/\s+/).filter(Boolean);
	const options = {threshold: 0.3, ignoreLocation: true, minMatchCharLength: Math.min(2, query.length)};
	const fuse = new Fuse(texts, options);
	const found = words.map(word => new Set(fuse.search(word).map(({refIndex}) => refIndex)));
	return texts.flatMap((text, index) =>
		words.every((word, at) => found[at]?.has(index) || isShortFor(word.toLowerCase(), text.toLowerCase()))
			? [index]
			: [],
	);
};

/** As in k9s: `bsybx` for busybox. The letters must lie close together, or any would be found in a long line. */
function isShortFor(word: string, text: string): boolean {
	if (word.length < 3) return false;
	const widest = 2 * word.length + 2;
	for (let from = text.indexOf(word.charAt(0)); from >= 0; from = text.indexOf(word.charAt(0), from + 1))
		if (hasInOrder(word, text.slice(from, from + widest))) return true;
	return false;
}

function hasInOrder(word: string, part: string): boolean {
	const [whole = ''] = part.split(/\s/, 1);
	let at = -1;
	for (const letter of word) {
		at = whole.indexOf(letter, at + 1);
		if (at < 0) return false;
	}
	return true;
}
