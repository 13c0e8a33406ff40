import {wrapWords} from '../app/fit.ts';
import {isTooSmall, smallest} from '../app/layout.ts';
import type {State} from '../app/state.ts';
import {frameOf} from './frame.ts';
import {themeNamed} from './theme.ts';

/** What stands on the terminal: lines, and how many rows they have. */
export type Shown = {readonly lines: readonly string[]; readonly rows: number};

/** The screen of a state, or what it needs where the terminal is too small for one. */
export function drawn(state: State): Shown {
	const {columns, rows} = state.size;
	if (isTooSmall(state)) {
		const needed = `rtconsole needs ${smallest.columns}x${smallest.rows}, this is ${columns}x${rows}`;
		const lines = wrapWords(needed, columns).slice(0, rows);
		return {lines, rows: lines.length};
	}
	return {lines: frameOf(state, themeNamed(state.settings.theme)).slice(0, rows), rows};
}
