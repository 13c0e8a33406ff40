import {wrapWords} from '../app/fit.ts';
import type {Overlay} from '../app/screen.ts';
import type {State} from '../app/state.ts';
import {plainText} from '../model/text.ts';
import type {Theme} from './theme.ts';

/** The exact commands, what they touch, and the question. */
export function confirmLines(
	state: State,
	overlay: Extract<Overlay, {kind: 'confirm'}>,
	theme: Theme,
): readonly string[] {
	const width = state.size.columns - 2;
	const lines = overlay.lines.flatMap(line => wrapWords(plainText(line), width));
	return [
		'',
		theme.bold(overlay.title),
		'',
		...lines.map(line => `  ${line}`),
		'',
		`${theme.mark('y')} yes, run it   ${theme.mark('n')} no`,
	];
}
