import {setTimeout as sleepFor} from 'node:timers/promises';
import {render, useApp} from 'ink';
import {keepTime} from '../app/clock.ts';
import type {Desk} from '../app/comfort.ts';
import {createEffects} from '../app/effects.ts';
import {keepLive, listenOnly} from '../app/live.ts';
import {keepMeasuring} from '../app/measure.ts';
import type {WalkerContext} from '../app/migration/walker.ts';
import type {Multiplexer} from '../app/osc52.ts';
import type {Store} from '../app/store.ts';
import {usableSize} from '../app/usable-size.ts';
import type {CommandLog} from '../host/command-log.ts';
import {messageOf} from '../host/errors.ts';
import type {Host} from '../host/host.ts';
import type {NodeRuntime} from '../runtime/node-runtime.ts';
import {App} from './app.tsx';
import {createDesk} from './desk.ts';
import type {Shown} from './drawn.ts';
import type {World} from './first-frame.ts';
import {createMouse, createMouseFilter, interceptMouse} from './mouse.ts';
import {loadStaticTables} from './static-tables.ts';
import {createTidier} from './tidy-memory.ts';

export type ScreenStart = {
	readonly host: Host;
	readonly log: CommandLog;
	readonly runtime: NodeRuntime;
	readonly now: () => number;
	readonly saveFolder: string;
	/** What the first frame showed already. */
	readonly world: World;
	/** The migration of this node, and what must come to its end before the process goes. */
	readonly migration: WalkerContext;
	/** Aborted when the process is told to go. */
	readonly signal: AbortSignal;
	/** What is kept and where it goes: history, saved screens. */
	readonly keep: Pick<Desk, 'remember' | 'save'>;
	readonly multiplexer: Multiplexer;
	readonly stop: () => void;
	/** What Ink reads keys from. */
	readonly stdin: NodeJS.ReadStream;
};

/** Ink draws as often as the state changes; keys never wait behind log frames. */
const maxFps = 1000;

/** Draw the console and run it until the person leaves. Returns the exit code. */
export async function startScreen(start: ScreenStart): Promise<number> {
	const {host, log, runtime, now, saveFolder, world} = start;
	const {store, loader} = world;
	const ending = new AbortController();
	const end = () => ending.abort();
	start.signal.addEventListener('abort', end);
	const signal = ending.signal;
	const sleep = (milliseconds: number) => sleepFor(milliseconds, undefined, {signal}).catch(() => {});
	const terminal: {suspend?: (run: () => void) => Promise<void>} = {};
	const mouse = createMouse(text => process.stdout.write(text));
	const withTerminal = async (run: () => void) => {
		mouse.pause();
		await (terminal.suspend ? terminal.suspend(run) : run());
		mouse.resume();
	};
	const desk = createDesk({...start, mouse, withTerminal, write: text => process.stdout.write(text)});
	world.performWith(
		createEffects({
			...start.migration,
			host,
			log,
			runtime,
			loader,
			saveFolder,
			now,
			sleep,
			withTerminal,
			quit: end,
			desk,
		}),
	);

	const screen = render(<Root store={store} standing={world.standing} terminal={terminal} />, {
		alternateScreen: true,
		incrementalRendering: true,
		exitOnCtrlC: false,
		patchConsole: false,
		maxFps,
		interactive: true,
	});
	void loadStaticTables();
	if (store.state().settings.mouse) mouse.set(true);
	const stopMouse = interceptMouse(
		start.stdin,
		createMouseFilter(
			report => store.dispatch({type: 'mouse', ...report}),
			() => performance.now(),
		),
	);
	const stopWatching = watch(start);
	const live = {runtime, store, loader, signal, now, sleep};
	// A recorded node does not change; the events that it had are there to be looked at.
	void (store.state().demo === undefined ? keepLive(live) : listenOnly(live));
	void keepMeasuring(live);
	await untilAborted(signal, () => {
		stopWatching();
		mouse.set(false);
		stopMouse();
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

/** The clock, the terminal's size, the versions of the tools and the command log, as actions. */
function watch({now, runtime, world: {store}}: ScreenStart): () => void {
	const resized = () => {
		const {columns, rows} = usableSize(process.stdout);
		const {size} = store.state();
		if (columns !== size.columns || rows !== size.rows) store.dispatch({type: 'resized', columns, rows});
	};
	resized(); // while Ink was loaded
	process.stdout.on('resize', resized);
	const tidier = createTidier();
	const stopCounting = store.subscribe(tidier.changed);
	const stopTime = keepTime({store, now, look: tidier.tick});
	runtime.versions().then(
		facts => store.dispatch({type: 'facts', facts}),
		error => store.dispatch({type: 'notice', text: messageOf(error), tone: 'warn'}),
	);
	return () => {
		process.stdout.off('resize', resized);
		stopTime();
		stopCounting();
	};
}

type RootProps = {
	readonly store: Store;
	readonly standing: Shown;
	readonly terminal: {suspend?: (run: () => void) => Promise<void>};
};

function Root({store, standing, terminal}: RootProps) {
	const {suspendTerminal} = useApp();
	terminal.suspend = async run => {
		await suspendTerminal(run);
	};
	return <App store={store} standing={standing} />;
}
