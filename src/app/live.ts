import {messageOf} from '../host/errors.ts';
import type {NodeRuntime} from '../runtime/node-runtime.ts';
import {listNamed} from './lists/index.ts';
import type {Loader} from './loader.ts';
import {topScreen} from './state.ts';
import type {Store} from './store.ts';

export type LiveOptions = {
	readonly runtime: NodeRuntime;
	readonly store: Store;
	readonly loader: Loader;
	readonly signal: AbortSignal;
	readonly now: () => number;
	/** Resolves after so many milliseconds, or at once when the signal is aborted. */
	sleep(milliseconds: number): Promise<void>;
};

/** Between two loads when events keep coming: a node that starts a hundred containers is asked once a second. */
const quietMs = 1000;
/** After an event: what it announces is often not yet in the list. */
const settleMs = 150;
/** Polling: with events only as a safety net, without them as the way to be live. */
const pollMs = {withEvents: 20_000};
/** Without events a question of 50 ms is followed by 7.5 s of rest, and a quick one by what is set: watching a full node must not load it. */
const restPerQuestion = 150;
const longestStretch = 3;
const firstRetryMs = 1000;
const longestRetryMs = 8000;

/** Keep the list on the screen up to date: events drive it, polling backs it up, failures are retried ever more slowly. */
export async function keepLive(options: LiveOptions): Promise<void> {
	const events = createEvents(options);
	await Promise.all([events.listen(), refresh(options, events)]);
}

/** What happens is told, and nothing is asked for because of it. */
export async function listenOnly(options: LiveOptions): Promise<void> {
	await createEvents(options).listen();
}

async function refresh({runtime, store, loader, signal, now, sleep}: LiveOptions, events: Events): Promise<void> {
	let retryMs = firstRetryMs;
	let tookMs = 0;
	while (!signal.aborted) {
		const wasFailed = failed(store);
		const everyMs = pollOf(store);
		const {refreshMs} = store.state().settings;
		const polled = Math.max(refreshMs, Math.min(tookMs * restPerQuestion, refreshMs * longestStretch));
		const pause = wasFailed ? retryMs : (everyMs ?? (events.listening() ? pollMs.withEvents : polled));
		const pace = whenPaceChanges(store, everyMs);
		await Promise.race([events.next().then(() => sleep(settleMs)), sleep(pause), pace.changed]);
		pace.forget();
		if (signal.aborted) return;
		// Another list was opened, which was asked for as it opened: from now on at its own pace.
		if (pollOf(store) !== everyMs) continue;
		// Forgotten on other screens too, or this would spin there; a list that is come back to is asked anyway.
		events.forget();
		const screen = topScreen(store.state());
		if (screen.kind !== 'list') continue;
		const askedAtMs = now();
		// A key may have asked since, and got no answer.
		const isDown = wasFailed || failed(store);
		await loader.load(screen.list);
		tookMs = now() - askedAtMs;
		retryMs = failed(store) ? Math.min(retryMs * 2, longestRetryMs) : firstRetryMs;
		if (isDown && !failed(store)) {
			events.listenAgain();
			// It may be another one now; and one that was down had no version to tell.
			runtime.versions().then(
				facts => store.dispatch({type: 'facts', facts}),
				() => {},
			);
		}
		await sleep(quietMs - settleMs);
	}
}

type Events = {
	/** Listen until the signal ends it; what breaks off is begun again. */
	listen(): Promise<void>;
	listening(): boolean;
	/** Resolves when something has happened since the last `forget`: at once where it already has. */
	next(): Promise<void>;
	forget(): void;
	/** The node answers again: a listener that still waits for the old connection would hear nothing for long. */
	listenAgain(): void;
};

function createEvents({runtime, store, signal, now, sleep}: LiveOptions): Events {
	let listening = false;
	let happened = false;
	let wake = () => {};
	let attempt = new AbortController();
	const notice = () => {
		happened = true;
		wake();
	};

	return {
		async listen() {
			for (let retryMs = firstRetryMs; !signal.aborted; retryMs = Math.min(retryMs * 2, longestRetryMs * 4)) {
				const startedAt = now();
				attempt = new AbortController();
				const stopped = new Promise<void>(resolve => attempt.signal.addEventListener('abort', () => resolve()));
				try {
					listening = true;
					store.dispatch({type: 'events', events: [], atMs: now()});
					const ending = AbortSignal.any([signal, attempt.signal]);
					for await (const batch of runtime.events({signal: ending, sleep})) {
						store.dispatch({type: 'events', events: batch, atMs: now()});
						if (batch.some(({isChange}) => isChange)) notice();
					}
				} catch (error) {
					// Polling keeps the lists up to date meanwhile, and this tries again; the events' own list says why.
					store.dispatch({type: 'list-failed', list: 'events', error: messageOf(error)});
				}
				listening = false;
				// That it broke off is news too: the runtime may be gone, and the lists must say so before the next poll.
				notice();
				if (now() - startedAt > 10_000 || attempt.signal.aborted) retryMs = firstRetryMs;
				await Promise.race([sleep(retryMs), stopped]);
			}
		},
		listening: () => listening,
		next() {
			if (happened) return Promise.resolve();
			return new Promise(resolve => {
				wake = resolve;
			});
		},
		forget() {
			happened = false;
		},
		listenAgain() {
			attempt.abort();
			notice(); // what happened until it listens again is looked for
		},
	};
}

/** How often the list on the screen is asked for, whatever happens. */
function pollOf(store: Store): number | undefined {
	const screen = topScreen(store.state());
	return screen.kind === 'list' ? listNamed(screen.list).everyMs : undefined;
}

/** A list that wants another pace came on the screen: it must not wait for the end of a pause that was meant for others. */
function whenPaceChanges(store: Store, everyMs: number | undefined) {
	let forget = () => {};
	const changed = new Promise<void>(resolve => {
		forget = store.subscribe(() => {
			if (pollOf(store) !== everyMs) resolve();
		});
	});
	return {changed, forget};
}

function failed(store: Store): boolean {
	const state = store.state();
	const screen = topScreen(state);
	if (screen.kind !== 'list') return false;
	// What is fed by events says nothing of whether the node answers: the list that is asked for beside it does.
	const asked = listNamed(screen.list).fed?.names ?? screen.list;
	return state.lists[asked]?.error !== undefined;
}
