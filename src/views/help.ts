import {cutTo} from '../app/fit.ts';
import {helpHint, helpTable} from '../app/help-view.ts';
import type {Overlay} from '../app/overlay.ts';
import type {State} from '../app/state.ts';
import {plainText} from '../model/text.ts';
import {tableLines} from './static-tables.ts';
import type {Theme} from './theme.ts';

/** The keys of this screen, from the one key table. Drawn by ink-table: small and static. */
export function helpLines(state: State, overlay: Extract<Overlay, {kind: 'help'}>, theme: Theme): readonly string[] {
	const {columns} = state.size;
	const table = tableLines(helpTable(state, overlay), columns) ?? [theme.paint('quiet', 'drawing…')];
	return [...table, theme.paint('quiet', cutTo(plainText(helpHint(state, overlay)), columns))];
}
