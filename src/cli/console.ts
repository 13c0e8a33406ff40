import {join} from 'node:path';
import type {HistoryKind} from '../app/comfort.ts';
import {multiplexerOf} from '../app/osc52.ts';
import {readHistories, remember, saveText} from './desk.ts';
import {leaveOnSignals} from './exits.ts';
import type {Globals} from './globals.ts';
import type {Chosen} from './load-settings.ts';
import {type OpenedNode, openDemo, openNode} from './node.ts';
import {type Person, stateFolder} from './person.ts';
import {drawFirst, homeCursor, restoreTerminal} from './skeleton.ts';
import {stopSelf} from './stop-self.ts';

/** Tools without which a machine is no node: where none of them is, the demo is shown. */
const nodeTools = ['crictl', 'ctr', 'containerd', 'kubelet'] as const;

/**
 * The console, after the skeleton is drawn, from the first frame to the exit code. The first question is on its way before
 * Ink is loaded. `line`: what is typed after `:` to begin with, `journal kubelet`.
 */
export async function runConsole({globals, settings}: Chosen, person: Person, line?: string): Promise<number> {
	const leaving = leaveOnSignals();
	const folder = stateFolder(person);
	try {
		const node = await openNodeOrDemo(globals);
		const runtime = await node.openRuntime();
		const firstPods = runtime.pods();
		firstPods.catch(() => {}); // the screen says so when it is there
		const {host, log, now, recorded} = node;
		const {readOnly, containerdNamespace} = globals;
		const {columns = 80, rows = 24} = process.stdout;
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
			size: {columns, rows},
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
		return await startScreen({
			host,
			log,
			runtime,
			now,
			saveFolder: join(folder, 'logs'),
			world,
			signal: leaving.signal,
			keep,
			multiplexer: multiplexerOf(person.env),
			stop: stopSelf,
			stdin: process.stdin,
			...(line !== undefined && {line}),
		});
	} finally {
		restoreTerminal();
		leaving.done();
	}
}

async function openNodeOrDemo(globals: Globals): Promise<OpenedNode> {
	const node = await openNode(globals);
	const facts = await node.facts();
	if (node.recorded !== undefined || facts.listing.through !== 'nothing') return node;
	if (nodeTools.some(name => facts.tools[name] !== undefined)) return node;
	return openDemo(
		globals,
		`no container runtime here: looked for ${facts.lookedFor.map(place => place.split(':')[0]).join(', ')}`,
	);
}
