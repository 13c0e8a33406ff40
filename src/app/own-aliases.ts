/** A person's own words for what can be typed after `:`, by the word: `{p: 'pods', dps: 'docker ps -a'}`. */
export type OwnAliases = Readonly<Record<string, string>>;

/** The line that is meant: where it begins with a word of one's own, what that stands for, and the rest of the line. */
export function meantBy(line: string, aliases: OwnAliases): string {
	const [, word = '', rest = ''] = /^\s*(\S+)([\s\S]*)$/.exec(line) ?? [];
	const meaning = Object.hasOwn(aliases, word) ? aliases[word] : undefined;
	return meaning === undefined ? line : meaning + rest;
}
