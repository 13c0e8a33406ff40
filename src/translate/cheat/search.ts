import Fuse from 'fuse.js';
import type {Entry} from './entries.ts';

/**
 * Entries that hold every word of the query, or one spelled nearly so; best first. Where none holds all: those that hold
 * some. Without a query: all of them.
 */
export function createSearch(entries: readonly Entry[]): (query: string) => readonly Entry[] {
	const options = {
		keys: [
			{name: 'title', weight: 6},
			{name: 'about', weight: 2},
			{name: 'words', weight: 1},
		],
		useTokenSearch: true,
		threshold: 0.25,
		ignoreLocation: true,
		includeScore: true,
	};
	const all = new Fuse(entries, {...options, tokenMatch: 'all'});
	const any = new Fuse(entries, {...options, tokenMatch: 'any'});
	return query => {
		const wanted = query.trim();
		if (wanted === '') return entries;
		const found = all.search(wanted);
		return (found.length > 0 ? found : any.search(wanted))
			.toSorted((left, right) => rankOf(left) - rankOf(right))
			.map(({item}) => item);
	};
}

/** Of what fits nearly as well: a table first, a command that nothing answers last. */
function rankOf({item, score = 1}: {readonly item: Entry; readonly score?: number}): number {
	if (item.kind === 'table') return score - 0.04;
	return item.kind === 'command' && !item.answered ? score + 0.1 : score;
}
