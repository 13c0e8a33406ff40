import {EventEmitter} from 'node:events';
import stringWidth from 'string-width';
import type {State} from '../../src/app/state.ts';
import {frameOf} from '../../src/views/frame.ts';
import {themeNamed} from '../../src/views/theme.ts';

export const plainTheme = themeNamed('mono');

/** What theme.ts writes: the only control sequences that a frame may hold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const looks = /\u001b\[(?:0|1|7|3[1-6]|9[0-6]|1;95)m/g;

/** The lines of a screen without colours; what is marked stands in ⟦ ⟧, what is bold in ⟪ ⟧. */
export function drawn(state: State): readonly string[] {
	return frameOf(state, plainTheme).map(line =>
		line.replaceAll('\u001b[7m', '⟦').replaceAll('\u001b[1m', '⟪').replaceAll('\u001b[0m', '⟧').trimEnd(),
	);
}

/** What is wrong with a frame: too many lines, lines too wide, control characters that are not the theme's. */
export function flaws(lines: readonly string[], {columns, rows}: State['size']): readonly string[] {
	const found = lines.length === rows ? [] : [`${lines.length} lines`];
	for (const [index, line] of lines.entries()) {
		const text = line.replace(looks, '');
		if (stringWidth(text) > columns) found.push(`line ${index} is ${stringWidth(text)} wide: ${text}`);
		if (/[\p{Cc}\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/u.test(text))
			found.push(`line ${index}: ${JSON.stringify(text)}`);
	}
	return found;
}

/** A terminal for Ink that keeps the frames it is given. */
export function fakeTerminal(columns: number, rows: number) {
	const frames: string[] = [];
	const stdout = Object.assign(new EventEmitter(), {
		columns,
		rows,
		isTTY: true,
		write: (text: string) => frames.push(text) > 0,
	});
	const waiting: string[] = [];
	const stdin = Object.assign(new EventEmitter(), {
		isTTY: true,
		setEncoding() {},
		setRawMode() {},
		resume() {},
		pause() {},
		ref() {},
		unref() {},
		read: () => waiting.shift() ?? null,
		type(text: string) {
			waiting.push(text);
			stdin.emit('readable');
			stdin.emit('data', text);
		},
	});
	return {
		frames,
		stdin,
		options: {
			stdout: stdout as unknown as NodeJS.WriteStream,
			stderr: stdout as unknown as NodeJS.WriteStream,
			stdin: stdin as unknown as NodeJS.ReadStream,
			debug: true,
			patchConsole: false,
			exitOnCtrlC: false,
		},
	};
}
