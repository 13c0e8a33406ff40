import {setTimeout as sleepFor} from 'node:timers/promises';
import {render, useApp} from 'ink';
import {createEffects} from '../app/effects.ts';
import {smallest} from '../app/layout.ts';
import {keepLive} from '../app/live.ts';
import {createLoader, type Loader} from '../app/loader.ts';
import {initialState} from '../app/state.ts';
import {createStore, type Store} from '../app/store.ts';
import type {CommandLog} from '../host/command-log.ts';
import {messageOf} from '../host/errors.ts';
import type {Host} from '../host/host.ts';
import type {PodWithContainers} from '../model/pod-sandbox.ts';
import type {NodeRuntime} from '../runtime/node-runtime.ts';
import {App, loadHelp} from './app.tsx';
import {frameOf, isTooSmall} from './frame.ts';
import {createTheme, type Theme} from './theme.ts';

export type ScreenStart = {
	readonly host: Host;
	readonly log: CommandLog;
	readonly runtime: NodeRuntime;
	/** The first answer, asked for before Ink was loaded. */
	readonly firstPods: Promise<readonly PodWithContainers[]>;
	readonly now: () => number;
	/** Why this is a recording, where it is one. */
	readonly recorded?: string;
	readonly readOnly: boolean;
	readonly color: boolean;
	readonly containerdNamespace?: string;
	/** Aborted when the process is told to go. */
	readonly signal: AbortSignal;
	/** Draw the first frame as it is, then leave the cursor at the top: Ink takes as long for its first as for ten others. */
	drawFirst(lines: readonly string[]): void;
};

/** Ink draws as often as the state changes; keys never wait behind log frames. */
const maxFps = 1000;
const tickMs = 1000;

/** Draw the console and run it until the person leaves. Returns the exit code. */
export async function startScreen(start: ScreenStart): Promise<number> {
	const {host, log, runtime, now} = start;
	const ending = new AbortController();
	const end = () => ending.abort();
	start.signal.addEventListener('abort', end);
	const signal = ending.signal;
	const sleep = (milliseconds: number) => sleepFor(milliseconds, undefined, {signal}).catch(() => {});
	const terminal: {suspend?: (run: () => void) => Promise<void>} = {};

	const loader = createLoader(runtime, () => store, now);
	const perform = createEffects({
		host,
		log,
		runtime,
		loader,
		sleep,
		withTerminal: async run => (terminal.suspend ? terminal.suspend(run) : run()),
		quit: end,
	});
	const store: Store = createStore(startState(start), perform);
	await takeFirst(start, store, loader);

	const theme = createTheme({color: start.color});
	start.drawFirst(isTooSmall(store.state(), smallest) ? [] : frameOf(store.state(), theme));
	const screen = render(<Root store={store} theme={theme} terminal={terminal} />, {
		alternateScreen: true,
		incrementalRendering: true,
		exitOnCtrlC: false,
		patchConsole: false,
		maxFps,
		interactive: true,
	});
	void loadHelp();
	const stopWatching = watch(start, store);
	if (start.recorded === undefined) void keepLive({runtime, store, loader, signal, now, sleep});
	await untilAborted(signal, () => {
		stopWatching();
		screen.unmount();
	});
	return 0;
}

/** `leave` is called in the very moment: Ink's last frame belongs on its own screen, not on the one that is given back. */
async function untilAborted(signal: AbortSignal, leave: () => void): Promise<void> {
	if (signal.aborted) return leave();
	await new Promise<void>(resolve => {
		signal.addEventListener('abort', () => resolve(leave()), {once: true});
	});
}

/** How long the first frame waits for the first answer: with it there is something to read, without it nothing is gained. */
const firstFrameMs = 30;

async function takeFirst({firstPods, runtime}: ScreenStart, store: Store, loader: Loader): Promise<void> {
	store.dispatch({type: 'facts', facts: runtime.facts});
	const loading = loader.load('pods', firstPods);
	await Promise.race([firstPods.catch(() => {}), loading, sleepFor(firstFrameMs)]);
}

function startState({recorded, readOnly, containerdNamespace, now}: ScreenStart) {
	const {columns = 80, rows = 24} = process.stdout;
	return initialState({size: {columns, rows}, nowMs: now(), demo: recorded, readOnly, containerdNamespace});
}

/** The clock, the terminal's size, the versions of the tools and the command log, as actions. */
function watch({now, runtime}: ScreenStart, store: Store): () => void {
	const resized = () => {
		const {columns, rows} = process.stdout;
		store.dispatch({type: 'resized', columns, rows});
	};
	process.stdout.on('resize', resized);
	const timer = setInterval(() => {
		store.dispatch({type: 'tick', nowMs: now()});
		if (runtime.facts !== store.state().facts) store.dispatch({type: 'facts', facts: runtime.facts});
	}, tickMs);
	runtime.versions().then(
		facts => store.dispatch({type: 'facts', facts}),
		error => store.dispatch({type: 'notice', text: messageOf(error), tone: 'warn'}),
	);
	return () => {
		process.stdout.off('resize', resized);
		clearInterval(timer);
	};
}

type RootProps = {
	readonly store: Store;
	readonly theme: Theme;
	readonly terminal: {suspend?: (run: () => void) => Promise<void>};
};

function Root({store, theme, terminal}: RootProps) {
	const {suspendTerminal} = useApp();
	terminal.suspend = async run => {
		await suspendTerminal(run);
	};
	return <App store={store} theme={theme} />;
}
