import {viewOf} from './rows.ts';
import {firstShownRow} from './shown-rows.ts';
import {type State, topScreen} from './state.ts';
import {looksAtClock} from './table.ts';

/** Between two looks at the clock where nothing on the screen counts seconds: an age in minutes may be some late. */
const calmTicks = 5;

/** Which ticks of a clock that ticks every second the console has to hear. */
export function createClock(): {isHeard(state: State): boolean} {
	let unheard = 0;
	return {
		isHeard(state) {
			unheard += 1;
			if (unheard < calmTicks && !showsSeconds(state)) return false;
			unheard = 0;
			return true;
		},
	};
}

/** Whether something on the screen reads another way a second later: all but a list says so by itself. */
export function showsSeconds(state: State): boolean {
	const screen = topScreen(state);
	if (screen.kind !== 'list' || state.overlay !== undefined) return true;
	const {list, rows, loaded} = viewOf(state, screen);
	if (loaded.error !== undefined) return true;
	const {first, count} = firstShownRow(state, screen);
	const clocked = list.columns.filter(looksAtClock);
	return rows
		.slice(first, first + count)
		.some(row => clocked.some(({text}) => /^-?\d+s$/.test(text(row, state.nowMs).trim())));
}
