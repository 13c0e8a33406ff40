import {cutTo, widthOf} from '../app/fit.ts';
import {plainText} from '../model/text.ts';
import type {Theme} from './theme.ts';

/** A line being typed, with its cursor; where it is too long, the part around the cursor. `ghost`: what could follow, dimmed. */
export function cursorLine(
	sign: string,
	text: string,
	cursor: number,
	width: number,
	theme: Theme,
	ghost = '',
): string {
	const characters = [...plainText(text)];
	const before = characters.slice(0, cursor);
	while (before.length > 0 && widthOf(sign) + widthOf(before.join('')) + 2 > width) before.shift();
	const [first = ' ', ...rest] = cursor >= characters.length ? ghost : '';
	const at = characters[cursor] ?? first;
	const after = characters.slice(cursor + 1);
	while (after.length > 0 && widthOf(sign + before.join('') + at + after.join('')) > width) after.pop();
	const room = width - widthOf(sign + before.join('') + at + after.join(''));
	const offered = theme.paint('quiet', room > 0 ? cutTo(rest.join(''), room) : '');
	return `${theme.paint('accent', sign)}${before.join('')}${theme.mark(at)}${after.join('')}${offered}`;
}
