import {join} from 'node:path';
import type {Opening} from '../app/action.ts';
import type {HistoryKind} from '../app/comfort.ts';
import type {MigrationDoor} from '../app/migration/door.ts';
import {multiplexerOf} from '../app/osc52.ts';
import type {State} from '../app/state.ts';
import {usableSize} from '../app/usable-size.ts';
import {whyBare} from './bare-machine.ts';
import {readHistories, remember, saveText} from './desk.ts';
import {leaveOnSignals} from './exits.ts';
import type {Globals} from './globals.ts';
import type {Chosen} from './load-settings.ts';
import {type OpenedNode, openDemo, openNode} from './node.ts';
import {type Person, stateFolder} from './person.ts';
import {drawFirst, homeCursor, restoreTerminal} from './skeleton.ts';
import {stopSelf} from './stop-self.ts';
import {switchable} from './switchable.ts';

/**
 * The console, after the skeleton is drawn, from the first frame to the exit code. The first question is on its way before
 * Ink is loaded. `opening`: what it is opened for.
 */
export async function runConsole({globals, settings}: Chosen, person: Person, opening?: Opening): Promise<number> {
	const leaving = leaveOnSignals();
	const folder = stateFolder(person);
	try {
		const node = await openNodeOrDemo(globals);
		const current = switchable(await node.openRuntime());
		const {runtime} = current;
		const firstPods = runtime.pods();
		firstPods.catch(() => {}); // the screen says so when it is there
		const {host, log, now, recorded} = node;
		const {readOnly, containerdNamespace} = globals;
		const {drawFirstFrame} = await import('../views/first-frame.ts');
		const world = await drawFirstFrame({
			runtime,
			firstPods,
			now,
			recorded,
			readOnly,
			settings,
			histories: readHistories(folder),
			containerdNamespace,
			...(opening === undefined ? {} : {opening}),
			size: usableSize(process.stdout),
			draw: drawFirst,
		});
		const keep = {
			remember: (kind: HistoryKind, text: string) =>
				recorded === undefined ? remember(folder, kind, text) : undefined,
			save: (name: string, text: string) => saveText(join(folder, 'screens'), name, text, Date.now()),
		};
		const {startScreen} = await import('../views/start.tsx');
		// From here on nothing that is typed is echoed: Ink switches it off only once it has drawn.
		process.stdin.setRawMode(true);
		homeCursor();
		const code = await startScreen({
			host,
			log,
			runtime,
			now,
			saveFolder: join(folder, 'logs'),
			world,
			signal: leaving.signal,
			migration: {
				now,
				hold: leaving.hold,
				openMigration: () => openMigrationDoor(globals, node, opening),
				async nodeChanged() {
					current.to(await node.reopenRuntime());
					await world.loader.name();
				},
			},
			keep,
			multiplexer: multiplexerOf(person.env),
			stop: stopSelf,
			stdin: process.stdin,
		});
		return failedWalk(world.store.state()) ? 1 : code;
	} finally {
		restoreTerminal();
		await leaving.settled(text => process.stderr.write(text));
		leaving.done();
	}
}

/** The migration is loaded when it is first wanted. */
async function openMigrationDoor(
	globals: Globals,
	{host, log, now, recorded}: OpenedNode,
	opening: Opening | undefined,
): Promise<MigrationDoor> {
	const {createMigrationDoor} = await import('./migrate/door.ts');
	const refuses = recorded !== undefined ? 'this is a recorded node' : globals.readOnly ? 'read-only mode' : undefined;
	const asked = opening?.type === 'open-migration' ? opening : {};
	return createMigrationDoor({globals, log, now, env: process.env, openHost: async () => host, refuses, asked});
}

/** Whoever waits for the console to end must not take a migration that failed for one that is done. */
function failedWalk({migration}: State): boolean {
	return migration?.walk?.result?.ok === false;
}

async function openNodeOrDemo(globals: Globals): Promise<OpenedNode> {
	const node = await openNode(globals);
	const why = node.recorded === undefined ? whyBare(await node.facts()) : undefined;
	return why === undefined ? node : openDemo(globals, why);
}
