import {cutTo} from '../app/fit.ts';
import {textRows} from '../app/layout.ts';
import {windowOf} from '../app/pane-view.ts';
import type {TextScreen} from '../app/screen.ts';
import type {State} from '../app/state.ts';
import {plainText} from '../model/text.ts';
import type {Theme} from './theme.ts';

/** Lines of a log, of an answer or of the command log, under the command that they come from. */
export function textLines(state: State, screen: TextScreen, theme: Theme): readonly string[] {
	const pane = state.panes[screen.id];
	if (!pane) return [];
	const {columns} = state.size;
	const command =
		pane.command === undefined ? [] : [theme.paint('quiet', cutTo(plainText(`$ ${pane.command}`), columns))];
	const failure = pane.error === undefined ? [] : [theme.paint('bad', cutTo(plainText(pane.error), columns))];
	const lines = windowOf(pane, screen, {width: columns, height: textRows(state, pane)});
	if (lines.length === 0 && pane.error === undefined) return [...command, theme.paint('quiet', nothing[pane.status])];
	return [...command, ...lines.map(({text, tone}) => theme.paint(tone, cutTo(text, columns))), ...failure];
}

const nothing = {loading: 'asking…', live: 'nothing yet', ended: 'nothing'};
