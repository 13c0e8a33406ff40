import type {State} from '../app/state.ts';
import type {Store} from '../app/store.ts';
import {drawn, type Shown} from './drawn.ts';
import {prepareTables} from './static-tables.ts';

export type ShownSource = {
	/** The same object as long as the screen would look the same: then React and Ink have nothing to do. */
	shown(): Shown;
	subscribe(changed: () => void): () => void;
};

/**
 * The screen of a store, drawn once for each state that is looked at.
 *
 * `standing`: the frame that stands on the terminal already. Until somebody listens it is what is shown, for Ink writes its
 * first frame over it without wiping: only from the second on does a shorter line end where it should.
 */
export function createShown(store: Store, standing?: Shown): ShownSource {
	let state: State | undefined = standing === undefined ? store.state() : undefined;
	let shown = standing ?? drawn(store.state());
	let isListenedTo = standing === undefined;
	return {
		shown() {
			if (!isListenedTo || state === store.state()) return shown;
			state = store.state();
			const next = drawn(state);
			if (!isSame(shown, next)) shown = next;
			return shown;
		},
		subscribe(changed) {
			let waiting = false;
			isListenedTo = true;
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

function isSame(one: Shown, other: Shown): boolean {
	return (
		one.rows === other.rows &&
		one.lines.length === other.lines.length &&
		one.lines.every((line, index) => line === other.lines[index])
	);
}
