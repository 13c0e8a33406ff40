import Fuse from 'fuse.js';

/** The name that is closest in letters, if any is close. */
export function nearest(word: string, names: readonly string[]): string | undefined {
	return new Fuse(names, {threshold: 0.5, includeScore: true}).search(word)[0]?.item;
}
