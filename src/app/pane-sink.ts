import {type PaneLine, paneCapacity} from './state.ts';
import type {Store} from './store.ts';

/** Lines are handed to the screen at most this often, however fast they come. */
export const flushMs = 66;
/** While all of a log is looked through: reading goes before showing. */
export const rareFlushMs = 500;

type SinkContext = {readonly store: Store; sleep(milliseconds: number): Promise<void>};

export type PaneSink<T> = {push(items: readonly T[]): void; flush(): void};

/**
 * Lines on their way to a pane, in batches: those that the ring would drop at once are only counted, and `toLine` is not
 * called for them.
 */
export function createPaneSink<T>(
	id: number,
	signal: AbortSignal,
	{store, sleep}: SinkContext,
	toLine: (item: T) => PaneLine,
	everyMs = flushMs,
): PaneSink<T> {
	let waiting: T[] = [];
	let before = 0;
	let scheduled = false;

	function flush(): void {
		if (waiting.length === 0 || signal.aborted) return;
		const kept = waiting.slice(-paneCapacity);
		const lines = kept.map(toLine);
		store.dispatch({type: 'pane-lines', id, lines, before: before + waiting.length - kept.length});
		waiting = [];
		before = 0;
	}

	return {
		push(items) {
			for (const item of items) waiting.push(item);
			if (waiting.length > paneCapacity * 2) {
				before += waiting.length - paneCapacity;
				waiting = waiting.slice(-paneCapacity);
			}
			if (scheduled || waiting.length === 0) return;
			scheduled = true;
			void sleep(everyMs).then(() => {
				scheduled = false;
				flush();
			});
		},
		flush,
	};
}
