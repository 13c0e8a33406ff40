import type {Word, WordPart} from 'unbash';

/** A word of a shell text as docker would get it, with stand-ins for what only the shell knows. */
export type ShellWord = {
	readonly value: string;
	/** The stand-ins in it, and the shell text that each stands for; none where the value is known. */
	readonly unknown: ReadonlyMap<string, string>;
	/** True where it may become several words, or none. */
	readonly several: boolean;
	/** True for what is a command substitution and nothing else. */
	readonly substitution: boolean;
};

/** Looks like a full container ID, so that it is passed on as it is; nobody types it. */
export function standIn(number: number): string {
	return `f00dfeed${'0'.repeat(48)}${number.toString(16).padStart(8, '0')}`;
}

export const standInPattern = /f00dfeed0{48}[0-9a-f]{8}/;

/**
 * @param text Shell text between two offsets, what is in it translated already.
 * @param next Number of the next stand-in.
 */
export function readWord(word: Word, text: (pos: number, end: number) => string, next: () => number): ShellWord {
	const unknown = new Map<string, string>();
	let several = false;
	const stand = (part: {readonly pos: number; readonly end: number}, quoted: boolean): string => {
		const name = standIn(next());
		const shown = text(part.pos, part.end);
		unknown.set(name, quoted ? `"${shown}"` : shown);
		return name;
	};
	const read = (part: WordPart, quoted: boolean): string => {
		switch (part.type) {
			case 'Literal':
			case 'SingleQuoted':
			case 'AnsiCQuoted':
				return part.value;
			case 'DoubleQuoted':
			case 'LocaleString':
				return part.parts.map(child => read(child, true)).join('');
			default:
				several ||= !quoted || /^\$(@|\{@|\{!?\w+\[@\])|^\$\{!\w+@\}/.test(part.text);
				return stand(part, quoted);
		}
	};
	const {parts} = word;
	const tilde = /^~|[:=]~/.test(word.text);
	if (parts === undefined && !tilde) return {value: word.value, unknown, several, substitution: false};
	if (parts === undefined) return {value: stand(word, false), unknown, several, substitution: false};
	const value = parts.map(part => read(part, false)).join('');
	const [only] = parts;
	return {value, unknown, several, substitution: parts.length === 1 && only?.type === 'CommandExpansion'};
}
