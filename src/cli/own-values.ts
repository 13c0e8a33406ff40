import {quoteWord} from '../model/argv.ts';

/** What is shown of a command without the values that `--env NAME` took from the shell: passwords are given that way. */
export function withoutOwnValues(
	words: readonly string[],
	environment: Readonly<Record<string, string | undefined>>,
): (text: string) => string {
	const names = words.flatMap(word => /^(?:-e=?|--env=)?([A-Za-z_]\w*)$/.exec(word)?.[1] ?? []);
	const pairs = names.flatMap(name => {
		const value = Object.hasOwn(environment, name) ? environment[name] : undefined;
		return value === undefined || value === '' ? [] : [{name, text: quoteWord(`${name}=${value}`)}];
	});
	return text => pairs.reduce((shown, pair) => shown.replaceAll(pair.text, `${pair.name}=…`), text);
}
