import {type Ask, type Found, note} from '../transform.ts';

/** `docker run nginx --name web`: what looks like docker's is the program's. */
export function flagBehind([first = '']: readonly string[], {grammar}: Ask): readonly Found[] {
	const name = /^--([\w-]+)/.exec(first)?.[1] ?? '';
	const letter = /^-(\w)$/.exec(first)?.[1];
	const isOwn =
		Object.hasOwn(grammar.flags, name) ||
		Object.values(grammar.flags).some(({short}) => short !== undefined && short === letter);
	return isOwn ? [note('run.flag-behind', {flag: first})] : [];
}
