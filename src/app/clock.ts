import {looksAtClock} from './place-columns.ts';
import {viewOf} from './rows.ts';
import {firstShownRow} from './shown-rows.ts';
import {type State, topScreen} from './state.ts';
import type {Store} from './store.ts';

export type Timekeeper = {
	readonly store: Store;
	/** Wall-clock milliseconds, of which ages are counted. */
	readonly now: () => number;
	/** At each look, before it is judged what has changed. */
	readonly look: () => void;
};

const second = 1000;
/** A timer may come a little early. */
const slack = 50;

/**
 * Looks at the state once a second while it changes, and tells it the time as often as the screen counts. While nothing
 * changes it sleeps until the screen has to change by itself: waking for nothing was most of what an idle console took.
 * @returns what ends it
 */
export function keepTime({store, now, look}: Timekeeper): () => void {
	let before: State | undefined;
	let apart = 1;
	let toldAt = performance.now();
	let asleep = false;
	let timer: NodeJS.Timeout;

	const wake = () => {
		asleep = false;
		look();
		const hasChanged = store.state() !== before;
		if (hasChanged) apart = ticksApart(store.state());
		if (performance.now() - toldAt >= apart * second - slack) {
			toldAt = performance.now();
			store.dispatch({type: 'tick', nowMs: now()});
			apart = ticksApart(store.state());
		}
		before = store.state();
		const left = toldAt + apart * second - performance.now();
		sleepFor(hasChanged ? second : Math.max(second, left));
	};
	const sleepFor = (milliseconds: number) => {
		clearTimeout(timer);
		timer = setTimeout(wake, milliseconds);
		asleep = milliseconds > second;
	};
	const stopListening = store.subscribe(() => {
		if (asleep) sleepFor(second);
	});
	sleepFor(second);
	return () => {
		stopListening();
		clearTimeout(timer);
	};
}

/**
 * Seconds from one look at the clock to the next. A list whose ages count seconds is looked at as often as watch(1) and k9s
 * do; one whose ages are minutes may be some seconds late, one of hours and days half a minute; all else says by itself
 * when it needs the second.
 */
export function ticksApart(state: State): 1 | 2 | 10 | 30 {
	const screen = topScreen(state);
	if (screen.kind !== 'list' || state.overlay !== undefined) return 1;
	const {list, rows, loaded} = viewOf(state, screen);
	if (loaded.error !== undefined) return 1;
	const {first, count} = firstShownRow(state, screen);
	const clocked = list.columns.filter(looksAtClock);
	let apart: 2 | 10 | 30 = 30;
	for (const row of rows.slice(first, first + count)) {
		for (const {text} of clocked) {
			const unit = smallestUnit(text(row, state.nowMs).trim());
			if (unit === 's') return 2;
			if (unit === 'm') apart = 10;
		}
	}
	return apart;
}

/** `s` of `17s`, `m` of `4m` and `2h5m`, `h`, `d`; none of what does not change by itself: `-`, `never`. */
function smallestUnit(age: string): string | undefined {
	return /\d([smhd])$/.exec(age)?.[1];
}
