import Fuse from 'fuse.js';
import type {KnownError} from './known-error.ts';

/** What is known that is most like a line which is not: titles, the likest first, none where nothing is like it. */
export function createNearest(known: readonly KnownError[]): (line: string) => readonly string[] {
	const fuse = new Fuse(known, {
		keys: ['examples', 'title', 'cause'],
		ignoreLocation: true,
		threshold: 0.45,
		minMatchCharLength: 4,
	});
	return line => {
		const words = line
			.replace(/^.{0,80}?\] /, '')
			.split(/[^A-Za-z_.-]+/)
			.filter(word => word.length > 4);
		const query = [...new Set(words)].slice(0, 6).join(' ');
		if (query === '') return [];
		return fuse.search(query.slice(0, 60), {limit: 2}).map(({item}) => item.title);
	};
}
