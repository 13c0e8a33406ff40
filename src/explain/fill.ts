import type {Fix, KnownError} from './known-error.ts';

/** What a log says is anybody's: only what no shell and no terminal takes for anything else is put into a command. */
const harmless = /^[\w./:@%+=-]{1,200}$/;

/**
 * Put what the line itself names into cause and fix: a pattern with a group `(?<flag>…)` gives `{{flag}}`. Where the line
 * does not say it, the word stands there in capitals.
 */
export function fill(known: KnownError, message: string): KnownError {
	if (!hasBlanks(known)) return known;
	const words = wordsOf(known, message);
	const filled = (text: string): string =>
		text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => words.get(name) ?? name.toUpperCase());
	return {
		...known,
		cause: filled(known.cause),
		fix: known.fix.map(({text, argv}): Fix => {
			const isWhole = argv === undefined || !argv.some(arg => isBlank(arg, words));
			return {text: filled(text), ...(argv && isWhole ? {argv: argv.map(filled) as [string, ...string[]]} : {})};
		}),
	};
}

function hasBlanks({cause, fix}: KnownError): boolean {
	return cause.includes('{{') || fix.some(({text}) => text.includes('{{'));
}

function isBlank(arg: string, words: ReadonlyMap<string, string>): boolean {
	return [...arg.matchAll(/\{\{(\w+)\}\}/g)].some(([, name = '']) => !words.has(name));
}

function wordsOf({patterns}: KnownError, message: string): ReadonlyMap<string, string> {
	const words = new Map<string, string>();
	for (const source of patterns) {
		const groups = source.includes('(?<') ? new RegExp(source, 'i').exec(message)?.groups : undefined;
		for (const [name, value] of Object.entries(groups ?? {})) {
			if (harmless.test(value ?? '') && !words.has(name)) words.set(name, value);
		}
	}
	return words;
}
