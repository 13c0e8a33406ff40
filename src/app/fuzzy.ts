import Fuse from 'fuse.js';

/** Places of the texts that are like the query, in the order of the texts. */
export type FuzzySearch = (texts: readonly string[], query: string) => readonly number[];

/** Every word of the query must be found, whole or with few letters wrong, anywhere in the text. */
export const fuzzySearch: FuzzySearch = (texts, query) => {
	const words = query.split(/\s+/).filter(Boolean);
	const options = {threshold: 0.3, ignoreLocation: true, minMatchCharLength: Math.min(2, query.length)};
	const fuse = new Fuse(texts, options);
	const found = words.map(word => new Set(fuse.search(word).map(({refIndex}) => refIndex)));
	return texts.flatMap((_, index) => (found.every(places => places.has(index)) ? [index] : []));
};
