import {cutTo} from '../app/fit.ts';
import type {Overlay} from '../app/overlay.ts';
import {pledgeLayout} from '../app/pledge-layout.ts';
import type {State} from '../app/state.ts';
import {cursorLine} from './input-line.ts';
import type {Theme} from './theme.ts';

/** What will be touched, and the word that is asked for: both are always on the screen. */
export function pledgeLines(
	state: State,
	overlay: Extract<Overlay, {kind: 'pledge'}>,
	theme: Theme,
): readonly string[] {
	const {title, lines, height, top} = pledgeLayout(state, overlay);
	const {columns} = state.size;
	const more = lines.length > top + height ? `   ${theme.mark('down')} more` : '';
	const wrong = overlay.wrong === undefined ? more : theme.paint('bad', cutTo(overlay.wrong, columns));
	return [
		...title.map(line => theme.bold(line)),
		'',
		...lines.slice(top, top + height).map(line => theme.paint(toneOf(line), line)),
		'',
		cursorLine('type yes to begin: ', overlay.text, overlay.cursor, columns, theme),
		wrong,
	];
}

function toneOf(line: string): 'warn' | 'plain' {
	return /^(stops|no undo|stays|accepts) /.test(line) ? 'warn' : 'plain';
}
