import {entryLayout, type StaticTable} from '../app/entry-layout.ts';
import {helpTable} from '../app/help-view.ts';
import {type State, topScreen} from '../app/state.ts';

export type DrawTable = (table: StaticTable, width: number) => readonly string[];

let draw: DrawTable | undefined;
const drawn = new Map<string, readonly string[]>();

/** Load what draws small tables: ink-table takes 15 ms to load, so not before the first frame. */
export async function loadStaticTables(): Promise<void> {
	({drawTable: draw} = await import('./ink-table-lines.tsx'));
}

/** Draw what the screen needs, before React asks for the frame: Ink cannot draw one text while it draws another. */
export function prepareTables(state: State): void {
	const table = draw && tableOf(state);
	if (!draw || table === undefined) return;
	const key = keyOf(table, state.size.columns);
	if (drawn.has(key)) return;
	if (drawn.size >= 100) drawn.clear();
	drawn.set(key, draw(table, state.size.columns));
}

/** The one table of this screen: the help's, which stands over all else, or that of an entry. */
function tableOf(state: State): StaticTable | undefined {
	if (state.overlay?.kind === 'help') return helpTable(state, state.overlay);
	const screen = topScreen(state);
	return screen.kind === 'entry' ? entryLayout(state, screen).table : undefined;
}

/** The lines of a table without its look: frame, titles, rule, rows, frame. Undefined until it is drawn. */
export function tableLines(table: StaticTable, width: number): readonly string[] | undefined {
	return drawn.get(keyOf(table, width));
}

function keyOf({columns, rows}: StaticTable, width: number): string {
	return JSON.stringify([width, columns, rows]);
}
