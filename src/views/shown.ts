import {wrapWords} from '../app/fit.ts';
import {isTooSmall, smallest} from '../app/layout.ts';
import type {State} from '../app/state.ts';
import type {Store} from '../app/store.ts';
import {frameOf} from './frame.ts';
import {prepareTables} from './static-tables.ts';
import {themeNamed} from './theme.ts';

/** What stands on the terminal: lines, and how many rows they have. */
export type Shown = {readonly lines: readonly string[]; readonly rows: number};

export type ShownSource = {
	/** The same object as long as the screen would look the same: then React and Ink have nothing to do. */
	shown(): Shown;
	subscribe(changed: () => void): () => void;
};

/** The screen of a store, drawn once for each state that is looked at. */
export function createShown(store: Store): ShownSource {
	let state = store.state();
	let shown = drawn(state);
	return {
		shown() {
			if (state === store.state()) return shown;
			state = store.state();
			const next = drawn(state);
			if (!isSame(shown, next)) shown = next;
			return shown;
		},
		subscribe(changed) {
			let waiting = false;
			// Once for keys that come in one go, and for an answer that changes the state in several steps.
			return store.subscribe(() => {
				if (waiting) return;
				waiting = true;
				queueMicrotask(() => {
					waiting = false;
					// Tables are drawn before React asks for the frame.
					prepareTables(store.state());
					changed();
				});
			});
		},
	};
}

function drawn(state: State): Shown {
	const {columns, rows} = state.size;
	if (isTooSmall(state)) {
		const needed = `rtconsole needs ${smallest.columns}x${smallest.rows}, this is ${columns}x${rows}`;
		const lines = wrapWords(needed, columns).slice(0, rows);
		return {lines, rows: lines.length};
	}
	return {lines: frameOf(state, themeNamed(state.settings.theme)).slice(0, rows), rows};
}

function isSame(one: Shown, other: Shown): boolean {
	return (
		one.rows === other.rows &&
		one.lines.length === other.lines.length &&
		one.lines.every((line, index) => line === other.lines[index])
	);
}
