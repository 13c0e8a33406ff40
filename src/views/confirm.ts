import {confirmLayout} from '../app/confirm-layout.ts';
import type {Overlay} from '../app/overlay.ts';
import type {State} from '../app/state.ts';
import type {Theme} from './theme.ts';

/** The exact commands, what they touch, and the question, which is always on the screen. */
export function confirmLines(
	state: State,
	overlay: Extract<Overlay, {kind: 'confirm'}>,
	theme: Theme,
): readonly string[] {
	const {tight, title, lines, below, height, top} = confirmLayout(state, overlay);
	const more = lines.length > top + height ? `   ${theme.mark('j')} more` : '';
	const gap = tight ? [] : [''];
	return [
		...gap,
		...title.map(line => theme.bold(line)),
		...gap,
		...[...lines.slice(top, top + height), ...below].map(line => `  ${line}`),
		...gap,
		`${theme.mark('y')} yes, ${overlay.leads?.do === 'quit' ? 'quit' : 'run it'}   ${theme.mark('n')} no${more}`,
	];
}
