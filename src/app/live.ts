import type {NodeRuntime} from '../runtime/node-runtime.ts';
import type {Loader} from './loader.ts';
import {topScreen} from './state.ts';
import type {Store} from './store.ts';

export type LiveOptions = {
	readonly runtime: NodeRuntime;
	readonly store: Store;
	readonly loader: Loader;
	readonly signal: AbortSignal;
	/** Resolves after so many milliseconds, or at once when the signal is aborted. */
	sleep(milliseconds: number): Promise<void>;
};

/** Between two loads when events keep coming: a node that starts a hundred containers is asked once a second. */
const quietMs = 1000;
/** After an event: what it announces is often not yet in the list. */
const settleMs = 150;
/** Polling: with events only as a safety net, without them as the way to be live. */
const pollMs = {withEvents: 20_000, withoutEvents: 3000};
const firstRetryMs = 1000;
const longestRetryMs = 8000;

/** Keep the list on the screen up to date: events drive it, polling backs it up, failures are retried ever more slowly. */
export async function keepLive(options: LiveOptions): Promise<void> {
	let listening = false;
	let wake = () => {};
	const listen = async () => {
		for (let retryMs = firstRetryMs; !options.signal.aborted; retryMs = Math.min(retryMs * 2, longestRetryMs * 4)) {
			const startedAt = performance.now();
			try {
				listening = true;
				for await (const _ of options.runtime.changes({signal: options.signal})) wake();
			} catch {
				// No events from this runtime, or it went away: polling shows that, and this tries again.
			}
			listening = false;
			if (performance.now() - startedAt > 10_000) retryMs = firstRetryMs;
			await options.sleep(retryMs);
		}
	};
	const refresh = async () => {
		let retryMs = firstRetryMs;
		while (!options.signal.aborted) {
			const woken = new Promise<void>(resolve => {
				wake = resolve;
			});
			const pause = failed(options.store) ? retryMs : listening ? pollMs.withEvents : pollMs.withoutEvents;
			await Promise.race([woken.then(() => options.sleep(settleMs)), options.sleep(pause)]);
			if (options.signal.aborted) return;
			const screen = topScreen(options.store.state());
			if (screen.kind !== 'list') continue;
			await options.loader.load(screen.list);
			retryMs = failed(options.store) ? Math.min(retryMs * 2, longestRetryMs) : firstRetryMs;
			await options.sleep(quietMs - settleMs);
		}
	};
	await Promise.all([listen(), refresh()]);
}

function failed(store: Store): boolean {
	const state = store.state();
	const screen = topScreen(state);
	return screen.kind === 'list' && state.lists[screen.list]?.error !== undefined;
}
