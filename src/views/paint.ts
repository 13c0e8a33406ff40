import {fitTo, widthOf} from '../app/fit.ts';
import type {PaintedLine} from '../app/painted.ts';
import type {Theme} from './theme.ts';

/** A line of several tones, exactly `width` cells wide: cut with an ellipsis, or filled with spaces. */
export function paintLine(line: PaintedLine, width: number, theme: Theme): string {
	const total = line.reduce((sum, {text}) => sum + widthOf(text), 0);
	let room = width;
	let painted = '';
	for (const {text, tone} of line) {
		const cells = widthOf(text);
		const isLast = total > width && cells >= room;
		const shown = isLast ? fitTo(`${text}…`, room) : text;
		painted += theme.paint(tone, shown);
		room -= widthOf(shown);
		if (room <= 0) break;
	}
	return painted + ' '.repeat(Math.max(0, room));
}
