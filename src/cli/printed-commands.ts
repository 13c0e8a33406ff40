import {commandMarks} from '../translate/transforms/command-words.ts';
import type {Command} from '../translate/types.ts';

/** docker cuts what a list shows of a command. Source: docker/cli formatter ContainerContext.Command. */
const most = 20;

const [start, startInJson, end] = commandMarks;
const marked = new RegExp(`([${start}${startInJson}])([^${end}]*)${end}`, 'g');

/** The words of a command, as a template tells them, as docker writes them: with quotes around those that have a blank in them. */
export function withCommands(words: readonly string[], {argv}: Command): ((stdout: string) => string) | undefined {
	if (!argv.some(word => typeof word === 'string' && word.includes('\\x03'))) return undefined;
	const whole = words.some(word => /^--no-trunc(=true|=1)?$/.test(word));
	return stdout =>
		stdout.replaceAll(marked, (_all, mark: string, list: string) => {
			const text = inQuotes(commandText(list, whole));
			return mark === startInJson ? JSON.stringify(text) : text;
		});
}

/** Source: moby daemon/list.go: words that have a blank stand in single quotes, the program never does. */
export function commandText(list: string, whole: boolean): string {
	const [program = '', ...args] = readList(list);
	const text = [program, ...args.map(word => (word.includes(' ') ? `'${word}'` : word))].join(' ');
	const characters = [...text];
	return whole || characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}

function readList(list: string): readonly string[] {
	try {
		return JSON.parse(list) ?? [];
	} catch {
		return [list];
	}
}

/** Go's strconv.Quote, for what a command has in it. */
export function inQuotes(text: string): string {
	const escapes: Readonly<Record<string, string>> = {'\n': '\\n', '\t': '\\t', '\r': '\\r', '"': '\\"', '\\': '\\\\'};
	const control = (character: string) =>
		escapes[character] ?? `\\x${(character.codePointAt(0) ?? 0).toString(16).padStart(2, '0')}`;
	// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
	return `"${text.replaceAll(/[\u0000-\u001f\u007f"\\]/g, control)}"`;
}
