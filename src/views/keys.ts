import type {Key} from 'ink';
import {plainText} from '../model/text.ts';

/** Names of the keys that the console knows, from what Ink read. Keys typed fast arrive as one string: each is its own. */
export function keysOf(input: string, key: Key): readonly string[] {
	const named = namedKey(key);
	if (named !== undefined) return [named];
	if (key.ctrl) return input === '' ? [] : [`ctrl-${input}`];
	if (key.meta) return [];
	return [...input].flatMap(nameOfCharacter);
}

function namedKey(key: Key): string | undefined {
	if (key.upArrow) return 'up';
	if (key.downArrow) return 'down';
	if (key.leftArrow) return 'left';
	if (key.rightArrow) return 'right';
	if (key.pageDown) return 'pagedown';
	if (key.pageUp) return 'pageup';
	if (key.home) return 'home';
	if (key.end) return 'end';
	if (key.return) return 'enter';
	if (key.escape) return 'esc';
	if (key.tab) return 'tab';
	if (key.backspace) return 'backspace';
	if (key.delete) return 'delete';
	return undefined;
}

function nameOfCharacter(character: string): readonly string[] {
	if (character === ' ') return ['space'];
	// Control and space are one byte.
	if (character === '\u0000') return ['ctrl-space'];
	if (character === '\r' || character === '\n') return ['enter'];
	if (character === '\t') return ['tab'];
	if (character === '\u007f' || character === '\b') return ['backspace'];
	const code = character.charCodeAt(0);
	if (code >= 1 && code <= 26) return [`ctrl-${String.fromCharCode(code + 96)}`];
	return plainText(character) === '' ? [] : [character];
}
