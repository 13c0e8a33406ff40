import type {BackwardTable} from '../backwards/table.ts';

/** Tools whose lines are read word by word, and explained in docker's terms. */
export type ReadableTool = 'crictl' | 'ctr';

/** data/meanings/<tool>.json: what each flag means, in our words; by command where it means something of its own there. */
export type FlagMeanings = {
	readonly globals?: Readonly<Record<string, string>>;
	readonly flags: Readonly<Record<string, string>>;
	readonly commands: Readonly<Record<string, Readonly<Record<string, string>>>>;
};

/** data/meanings/words.json: what is no flag. */
export type WordMeanings = {
	readonly programs: Readonly<Record<string, string>>;
	/** By the word of docker's usage line: `CONTAINER`. */
	readonly arguments: Readonly<Record<string, string>>;
	readonly namespaces: Readonly<Record<string, string>>;
	readonly lookups: Readonly<Record<string, string>>;
	/** Flags of programs that are part of every system. */
	readonly options: Readonly<Record<string, Readonly<Record<string, string>>>>;
	readonly shell: Readonly<
		Record<
			'unless' | 'pipe' | 'no-input' | 'aside' | 'no-output' | 'script' | 'given' | 'file' | 'stream' | 'path',
			string
		>
	>;
};

/** All that `explain` knows beside the translator's tables. */
export type Meanings = {
	readonly docker: FlagMeanings;
	readonly tools: Readonly<Record<ReadableTool, FlagMeanings>>;
	readonly words: WordMeanings;
	readonly backwards: Readonly<Record<ReadableTool, BackwardTable>>;
};

export function isReadable(tool: string | undefined): tool is ReadableTool {
	return tool === 'crictl' || tool === 'ctr';
}

/** Flags that stand in one word: what each means, with its name where the word does not show it. */
export function flagMeaning(
	{flags, commands, globals}: FlagMeanings,
	command: string | undefined,
	names: readonly string[],
	word: string,
): string {
	const about = (name: string) =>
		(command === undefined ? globals?.[name] : commands[command]?.[name]) ?? flags[name] ?? 'a flag of its own';
	const [only] = names;
	if (only !== undefined && names.length === 1 && word.split('=')[0] === `--${only}`) return about(only);
	return names.map(name => `--${name}: ${about(name)}`).join('; ');
}

/** What stands at a place of a usage line: `CONTAINER [CONTAINER...]`, `REPOSITORY[:TAG]`, `file|-`. */
export function argumentMeaning(place: string, {arguments: known}: WordMeanings): string {
	const whole = place.replace(/[[\]().]/g, '');
	const [first = ''] = whole.split(/[:|=/@]/);
	return known[whole] ?? known[first] ?? known[first.toUpperCase()] ?? 'an argument';
}

/** Places of a usage line, without the flags. */
export function placesOf(usage: string): readonly string[] {
	return usage
		.replace(/^(\[OPTIONS\]|OPTIONS) ?/, '')
		.split(/\s+/)
		.filter(place => place !== '' && place !== '|');
}
