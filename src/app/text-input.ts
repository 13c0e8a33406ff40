import {plainText} from '../model/text.ts';

/** One line being typed. `cursor` counts characters, as a person sees them: code points. */
export type Typed = {readonly text: string; readonly cursor: number};

/** What a key makes of a line; undefined where the key is not for editing. */
export function editLine({text, cursor}: Typed, key: string): Typed | undefined {
	const before = [...text].slice(0, cursor);
	const after = [...text].slice(cursor);
	const made = (left: readonly string[], right: readonly string[]): Typed => ({
		text: [...left, ...right].join(''),
		cursor: left.length,
	});
	switch (key) {
		case 'backspace':
			return made(before.slice(0, -1), after);
		case 'delete':
			return made(before, after.slice(1));
		case 'left':
			return {text, cursor: Math.max(0, cursor - 1)};
		case 'right':
			return {text, cursor: Math.min(cursor + 1, before.length + after.length)};
		case 'home':
		case 'ctrl-a':
			return {text, cursor: 0};
		case 'end':
		case 'ctrl-e':
			return {text, cursor: before.length + after.length};
		case 'ctrl-u':
			return made([], after);
		case 'ctrl-k':
			return made(before, []);
		case 'ctrl-w':
			return made([...before.join('').replace(/\S+\s*$/, '')], after);
		case 'space':
			return made([...before, ' '], after);
		default:
			return [...key].length === 1 ? made([...before, key], after) : undefined;
	}
}

/** Insert pasted text: harmless, for the cursor counts what is seen; line breaks become spaces, for it is one line. */
export function insertText({text, cursor}: Typed, added: string): Typed {
	const clean = [...plainText(added.replace(/\s*[\r\n]+\s*/g, ' '))];
	const characters = [...text];
	return {
		text: [...characters.slice(0, cursor), ...clean, ...characters.slice(cursor)].join(''),
		cursor: cursor + clean.length,
	};
}
