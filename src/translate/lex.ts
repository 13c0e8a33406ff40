import type {Finding, TranslateError} from './types.ts';

export type Lexed = {readonly words: readonly string[]; readonly findings: readonly Finding[]};

/**
 * One simple command as typed → its words. Quotes and backslashes as in a POSIX shell; nothing is expanded, so `$HOME`
 * stays as it is. Typographic quotes and dashes, as web pages make them, are read as the plain ones and reported.
 */
export function lex(line: string): Lexed | TranslateError {
	const plain = straighten(line);
	const findings = plain === line ? [] : [straightened];
	const words: string[] = [];
	let word: string | undefined;
	for (let at = 0; at < plain.length; at++) {
		const character = plain[at] ?? '';
		if (character === "'" || character === '"') {
			const quoted = readQuoted(plain, at);
			if (quoted === undefined) return {error: `a ${character} is not closed`};
			word = (word ?? '') + quoted.text;
			at = quoted.end;
		} else if (character === '\\') {
			at++;
			if (plain[at] === '\n') continue;
			word = (word ?? '') + (plain[at] ?? '\\');
		} else if (/\s/.test(character)) {
			if (word !== undefined) words.push(word);
			word = undefined;
		} else if (character === '#' && word === undefined) {
			break;
		} else if (operators.includes(character)) {
			return {error: `${character} belongs to the shell: only one command is read here`};
		} else {
			word = (word ?? '') + character;
		}
	}
	if (word !== undefined) words.push(word);
	return {words, findings};
}

const operators = '|&;<>()`';

const straightened: Finding = {
	id: 'lex.straightened',
	kind: 'note',
	message: 'Typographic quotes, dashes or spaces were read as plain ones: a shell would not.',
};

/** The text between the quote at `start` and its end; only double quotes know the backslash. */
function readQuoted(line: string, start: number): {readonly text: string; readonly end: number} | undefined {
	const quote = line[start];
	let text = '';
	for (let at = start + 1; at < line.length; at++) {
		const character = line[at] ?? '';
		if (character === quote) return {text, end: at};
		const next = line[at + 1] ?? '';
		if (quote === '"' && character === '\\' && '"\\$`\n'.includes(next) && next !== '') {
			if (next !== '\n') text += next;
			at++;
		} else {
			text += character;
		}
	}
	return undefined;
}

/** An em or en dash before a letter was two hyphens or one: a long flag has more than one letter. */
function straighten(line: string): string {
	return line
		.replace(/[\u2018\u2019\u201a\u201b]/g, "'")
		.replace(/[\u201c\u201d\u201e\u201f]/g, '"')
		.replace(/[\u00a0\u2007\u202f]/g, ' ')
		.replace(/(^|\s)[\u2013\u2014\u2212\u2010\u2011]+(?=[A-Za-z][\w-]{2,}(=|\s|$))/g, '$1--')
		.replace(/(^|\s)[\u2013\u2014\u2212\u2010\u2011]+(?=[A-Za-z])/g, '$1-')
		.replace(/[\u2010\u2011\u2212]/g, '-');
}
