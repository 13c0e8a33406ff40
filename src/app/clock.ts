import {looksAtClock} from './place-columns.ts';
import {viewOf} from './rows.ts';
import {firstShownRow} from './shown-rows.ts';
import {type State, topScreen} from './state.ts';

/** Which ticks of a clock that ticks every second the console has to hear. */
export function createClock(): {isHeard(state: State): boolean} {
	let unheard = 0;
	return {
		isHeard(state) {
			unheard += 1;
			if (unheard < ticksApart(state)) return false;
			unheard = 0;
			return true;
		},
	};
}

/**
 * Ticks from one look at the clock to the next. A list whose ages count seconds is looked at as often as watch(1) and k9s
 * do; one whose ages are minutes may be some late; all else says by itself when it needs the second.
 */
export function ticksApart(state: State): 1 | 2 | 5 {
	const screen = topScreen(state);
	if (screen.kind !== 'list' || state.overlay !== undefined) return 1;
	const {list, rows, loaded} = viewOf(state, screen);
	if (loaded.error !== undefined) return 1;
	const {first, count} = firstShownRow(state, screen);
	const clocked = list.columns.filter(looksAtClock);
	const countsSeconds = rows
		.slice(first, first + count)
		.some(row => clocked.some(({text}) => /^-?\d+s$/.test(text(row, state.nowMs).trim())));
	return countsSeconds ? 2 : 5;
}
