import type {Action, Effect} from './action.ts';
import type {State} from './state.ts';
import {update} from './update.ts';

export type Store = {
	state(): State;
	dispatch(action: Action): void;
	subscribe(listener: () => void): () => void;
};

/** State outside of React: actions in, effects out, listeners told once per change. */
export function createStore(initial: State, perform: (effect: Effect, store: Store) => void): Store {
	let state = initial;
	const listeners = new Set<() => void>();
	const store: Store = {
		state: () => state,
		dispatch(action) {
			const step = update(state, action);
			const changed = step.state !== state;
			state = step.state;
			for (const effect of step.effects) perform(effect, store);
			if (changed) for (const listener of listeners) listener();
		},
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
	return store;
}
