import {setTimeout as sleepFor} from 'node:timers/promises';
import type {Effect, Opening} from '../app/action.ts';
import {createLoader, type Loader} from '../app/loader.ts';
import type {Settings} from '../app/settings.ts';
import {initialState, type State} from '../app/state.ts';
import {createStore, type Store} from '../app/store.ts';
import {update} from '../app/update.ts';
import type {PodWithContainers} from '../model/pod-sandbox.ts';
import type {NodeRuntime} from '../runtime/node-runtime.ts';
import {drawn, type Shown} from './drawn.ts';
import {frameOf} from './frame.ts';
import {themeNamed} from './theme.ts';

export type FirstFrame = {
	readonly runtime: NodeRuntime;
	/** The first answer, already asked for. */
	readonly firstPods: Promise<readonly PodWithContainers[]>;
	readonly now: () => number;
	/** Why this is a recording, where it is one. */
	readonly recorded?: string;
	readonly readOnly: boolean;
	readonly settings: Settings;
	/** What was typed in earlier sessions. */
	readonly histories: {readonly commands: readonly string[]; readonly filters: readonly string[]};
	readonly containerdNamespace?: string;
	readonly size: {readonly columns: number; readonly rows: number};
	/** What the console was opened for, where that is not its first list. */
	readonly opening?: Opening;
	/** Draw these lines from the top of the screen, and leave the cursor there. */
	draw(lines: readonly string[]): void;
};

/** The state that the first frame showed, for Ink to go on with. */
export type World = {
	readonly store: Store;
	readonly loader: Loader;
	/** What stands on the terminal. */
	readonly standing: Shown;
	/** Who does what the update function asks for, from now on; what was asked for before comes first. */
	performWith(perform: (effect: Effect, store: Store) => void): void;
};

/** A pod of no node, for code to have run once. */
const nobody: PodWithContainers = {
	id: '0'.repeat(64),
	name: 'none',
	namespace: 'none',
	uid: 'none',
	state: 'ready',
	attempt: 0,
	createdAtMs: 0,
	labels: {},
	annotations: {},
	containers: [{id: '0'.repeat(64), name: 'none', state: 'running'}],
};

/** Draw rows to nowhere: it takes milliseconds the first time, and the node is still thinking. */
function rehearse(state: State): void {
	const filled = update(state, {type: 'list-loaded', list: 'pods', rows: [nobody], atMs: state.nowMs});
	frameOf(filled.state, themeNamed(state.settings.theme));
}

/**
 * How long the first frame waits for the first answer: with it there is something to read. Loading Ink blocks for tens of
 * milliseconds, so that an answer which comes in the meantime waits for it; nobody presses a key this early.
 */
const patienceMs = 150;

/**
 * The first frame, drawn without Ink: a frame is only lines, and loading Ink takes longer than the node takes to answer.
 * So what one came for is on the screen before Ink is loaded, which then goes on from the same state.
 */
export async function drawFirstFrame(start: FirstFrame): Promise<World> {
	const {runtime, firstPods, now, recorded, readOnly, containerdNamespace, size, draw} = start;
	let waiting: readonly Effect[] = [];
	let perform = (effect: Effect, _store: Store): void => {
		waiting = [...waiting, effect];
	};
	const store = createStore(
		initialState({
			size,
			nowMs: now(),
			demo: recorded,
			readOnly,
			containerdNamespace,
			settings: start.settings,
			histories: start.histories,
		}),
		(effect, to) => perform(effect, to),
	);
	const loader = createLoader(runtime, () => store, now);
	store.dispatch({type: 'facts', facts: runtime.facts});
	if (start.opening) store.dispatch(start.opening);
	const loading = loader.load('pods', firstPods);
	const show = (): Shown => {
		const shown = drawn(store.state());
		draw(shown.lines);
		return shown;
	};
	// While the node thinks about its answer: who it is, and code that has run once, for the first time takes milliseconds.
	show();
	rehearse(store.state());
	await Promise.race([firstPods.catch(() => {}), loading, sleepFor(patienceMs)]);
	const standing = show();
	return {
		store,
		loader,
		standing,
		performWith(next) {
			perform = next;
			for (const effect of waiting) next(effect, store);
			waiting = [];
		},
	};
}
