import type {KnownError} from './known-error.ts';
import type {LogLine} from './read-line.ts';

/** A text and what is looked for in it, made alike in the same way, so that what a picture confuses is no difference. */
export type Blur = {
	readonly line: (line: LogLine) => LogLine;
	readonly known: (known: KnownError) => KnownError;
};

const squeeze = (source: string): string => source.replaceAll(/(?<!\[\^)(?: |\\s[+*]?)/g, '');

/** Without spaces, which the reading of a picture loses. */
export const withoutSpaces: Blur = {
	line: line => ({...line, message: line.message.replaceAll(/\s+/g, '')}),
	known: known => withPatterns(known, squeeze),
};

/** And with one letter for l, I, i and 1, one for O, o and 0. */
export const withoutShapes: Blur = {
	line: line => ({...line, message: fold(line.message.replaceAll(/\s+/g, ''))}),
	known: known => withPatterns(known, source => foldSource(squeeze(source))),
};

function withPatterns(known: KnownError, change: (source: string) => string): KnownError {
	return {...known, patterns: known.patterns.map(change), unless: (known.unless ?? []).map(change), clearedBy: []};
}

function fold(text: string): string {
	return text.replaceAll(/[lI1|]/g, 'i').replaceAll(/[0O]/g, 'o');
}

const parts = /\\.|\(\?(?:<\w+>|[:=!])|\{\d+(?:,\d*)?\}|\[(?:\\.|[^\]\\])*\]|[lI1O0]/g;

/** The same of a pattern. A name that stands in the line is not to be trusted any more, so no group keeps its name. */
function foldSource(source: string): string {
	return source.replaceAll(parts, part => {
		if (part === '\\d') return '[\\dio]';
		if (part.startsWith('(?<')) return '(';
		if (part.startsWith('[')) return part.startsWith('[^') ? part : part.replace('[', '[io');
		return part.length > 1 ? part : fold(part);
	});
}
