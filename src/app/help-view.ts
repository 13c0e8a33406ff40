import {plainText} from '../model/text.ts';
import type {StaticTable} from './entry-layout.ts';
import {cutTo, widthOf} from './fit.ts';
import {type Binding, helpOf, placeOf} from './keymap.ts';
import {usefulKeys} from './keys.ts';
import {bodyRows} from './layout.ts';
import type {Overlay} from './overlay.ts';
import {type State, topScreen} from './state.ts';

type Help = Extract<Overlay, {kind: 'help'}>;

/** Rows of the table that are no keys: frame, titles, rule, frame; and the line below. */
const around = 5;
/** Cells of a table with two columns that are no text. */
const borders = 7;

/** The keys of this screen that the search leaves, as the person has them. */
export function helpRows(state: State, {query = ''}: Help): readonly Binding[] {
	const wanted = query.toLowerCase();
	return helpOf(placeOf(topScreen(state)), usefulKeys(state)).filter(({keys, help, does}) =>
		[...keys, help, does].some(text => text.toLowerCase().includes(wanted)),
	);
}

/** How many keys are shown at once. */
export function helpHeight(state: State): number {
	return Math.max(1, bodyRows(state) - around);
}

export function helpTable(state: State, overlay: Help): StaticTable {
	const all = helpRows(state, overlay);
	const height = helpHeight(state);
	const first = Math.max(0, Math.min(overlay.top, all.length - height));
	const names = all.map(({keys}) => keys.join(' '));
	const keyCells = Math.min(20, Math.max(3, ...names.map(widthOf)));
	const helpCells = Math.max(10, state.size.columns - borders - keyCells);
	const rows = all
		.slice(first, first + height)
		.map(({keys, help}) => [cutTo(keys.join(' '), keyCells), cutTo(plainText(help), helpCells)]);
	return {columns: ['key', 'what it does'], rows};
}

/** The line under the table: what is looked for, and what else there is to press. */
export function helpHint(state: State, overlay: Help): string {
	if (overlay.typing) return `/${overlay.query ?? ''}█  enter keeps it, esc drops it`;
	const count = helpRows(state, overlay).length;
	const more = count > overlay.top + helpHeight(state) ? 'j for more, ' : '';
	const found = overlay.query ? `/${overlay.query}: ${count}; ` : '';
	return `${found}${more}/ searches, c for the cheat sheet, any other key closes`;
}
