import {type Action, type Step, stay} from '../action.ts';
import {warningLines} from '../layout.ts';
import {viewOf} from '../rows.ts';
import type {ListScreen} from '../screen.ts';
import {firstShownRow} from '../shown-rows.ts';
import {type State, topScreen, withTopScreen} from '../state.ts';
import {openSelected} from './list-commands.ts';
import {type Motion, move} from './move.ts';

const wheelRows = 3;

/** The wheel moves, a click chooses the row, a double click opens it. Under a question and a prompt nothing happens. */
export function mouseUsed(state: State, {kind, row}: Extract<Action, {type: 'mouse'}>): Step {
	if (state.overlay !== undefined || !state.settings.mouse) return stay(state);
	if (kind === 'wheel-up') return stay(moveBy(state, 'up'));
	if (kind === 'wheel-down') return stay(moveBy(state, 'down'));
	const screen = topScreen(state);
	if (screen.kind !== 'list') return stay(state);
	const chosen = rowAt(state, screen, row);
	if (chosen === undefined) return stay(state);
	return kind === 'double' ? openSelected(chosen) : stay(chosen);
}

function moveBy(state: State, motion: Extract<Motion, 'up' | 'down'>): State {
	let next = state;
	for (let step = 0; step < wheelRows; step += 1) next = move(next, motion);
	return next;
}

/** The state with the cursor on the row that is drawn there; undefined where no row is. */
function rowAt(state: State, screen: ListScreen, row: number): State | undefined {
	const {list, rows} = viewOf(state, screen);
	// Title line, endpoint line, warnings, crumbs, column titles.
	const above = 2 + warningLines(state).length + 2;
	const {first, count} = firstShownRow(state, screen);
	const index = first + row - above;
	const found = rows[index];
	if (row < above || index >= first + count || found === undefined) return undefined;
	return withTopScreen(state, {...screen, index, top: first, selected: list.id(found)});
}
