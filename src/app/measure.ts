import type {UsageSample} from '../model/usage.ts';
import type {NodeRuntime} from '../runtime/node-runtime.ts';
import {listNamed} from './lists/index.ts';
import {placedFor} from './placed-for.ts';
import {viewOf} from './rows.ts';
import type {ListScreen} from './screen.ts';
import {firstShownRow} from './shown-rows.ts';
import {type State, topScreen} from './state.ts';
import type {Store} from './store.ts';
import {measuredKey} from './usage-book.ts';

export type MeasureOptions = {
	readonly runtime: Pick<NodeRuntime, 'usage'>;
	readonly store: Store;
	readonly signal: AbortSignal;
	readonly now: () => number;
	/** Resolves after so many milliseconds, or at once when the signal is aborted. */
	sleep(milliseconds: number): Promise<void>;
};

/** From the first look at a list to the second: before it there is no rate. */
const firstMs = 1500;
const shortestMs = 5000;
const longestMs = 30_000;
/** A look of 20 ms is followed by 10 s of rest: looking takes no more than a fifth of what idling may. */
const restPerLook = 500;
/** Whoever scrolls on has not arrived: a page that is only passed is not looked at. */
const settleMs = 300;
/** Where nothing can be measured it is tried ever more rarely. */
const longestRetryMs = 120_000;

/** What the containers on the screen use, measured while a column shows it, and only then. */
export async function keepMeasuring(options: MeasureOptions): Promise<void> {
	const {store, signal, now, sleep} = options;
	let before: Place | undefined;
	let retryMs = shortestMs;
	while (!signal.aborted) {
		if (isOtherPage(before, placeOf(store.state()))) await sleep(settleMs);
		const place = placeOf(store.state());
		const startedAtMs = now();
		const told = place === undefined ? undefined : await look(options);
		const tookMs = now() - startedAtMs;
		retryMs = told === 'nothing' ? Math.min(retryMs * 2, longestRetryMs) : shortestMs;
		const isFirst = !isSame(place, before) && told === 'something';
		const rest = isFirst ? firstMs : Math.min(longestMs, Math.max(shortestMs, tookMs * restPerLook));
		before = told === 'something' ? place : undefined;
		const moved = whenMoved(store, place);
		await Promise.race([sleep(told === 'nothing' ? retryMs : rest), moved.happened]);
		moved.forget();
	}
}

/** What the console has on the screen, where that is a list whose rows are measured and there are any; with the page of it. */
type Place = {readonly list: string; readonly page: number};

function placeOf(state: State): Place | undefined {
	const screen = topScreen(state);
	if (screen.kind !== 'list' || !listNamed(screen.list).usage) return undefined;
	if (!state.lists[screen.list]?.rows.length) return undefined;
	const {first, count} = firstShownRow(state, screen);
	return {list: `${screen.id} ${screen.list}`, page: isSortedByUsage(state, screen) ? 0 : Math.floor(first / count)};
}

function isSame(one: Place | undefined, other: Place | undefined): boolean {
	return one?.list === other?.list && one?.page === other?.page;
}

/** Another page of the list that was looked at before. */
function isOtherPage(one: Place | undefined, other: Place | undefined): boolean {
	return one !== undefined && one.list === other?.list && one.page !== other.page;
}

/** Then every row must be known for one of them to be on top. */
function isSortedByUsage(state: State, {list}: ListScreen): boolean {
	const by = state.looks[list]?.sort?.column;
	return listNamed(list).columns.some(({title, measured}) => title === by && measured);
}

/** The rows on the screen, and a page before and after: the next key may show them. */
function rowsToMeasure(state: State, screen: ListScreen, rows: readonly unknown[]): readonly unknown[] {
	if (isSortedByUsage(state, screen)) return rows;
	const {first, count} = firstShownRow(state, screen);
	return rows.slice(Math.max(0, first - count), first + 2 * count);
}

/** Measure what is on the screen, where the columns fit on it. */
async function look({runtime, store, now}: MeasureOptions): Promise<'something' | 'nothing' | undefined> {
	const state = store.state();
	const screen = topScreen(state);
	if (screen.kind !== 'list') return undefined;
	const view = viewOf(state, screen);
	const {list, rows} = view;
	if (!placedFor(state, screen, view).some(({column}) => column.measured)) return undefined;
	const running = rowsToMeasure(state, screen, rows).flatMap(row => list.usage?.of(row) ?? []);
	if (running.length === 0) return undefined;
	const told = await runtime.usage(running).catch(() => []); // what is not known stays empty
	const samples = new Map(
		running.flatMap((container, index): Array<[string, UsageSample]> => {
			const sample = told[index];
			return sample ? [[measuredKey(container), sample]] : [];
		}),
	);
	if (samples.size > 0) store.dispatch({type: 'usage-measured', samples, atMs: now()});
	return samples.size > 0 ? 'something' : 'nothing';
}

/** Another list came on the screen, or its rows did: it must not wait for a pause that was meant for others. */
function whenMoved(store: Store, place: Place | undefined) {
	let forget = () => {};
	const happened = new Promise<void>(resolve => {
		forget = store.subscribe(() => {
			if (!isSame(placeOf(store.state()), place)) resolve();
		});
	});
	return {happened, forget};
}
