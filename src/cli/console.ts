import {leaveOnSignals} from './exits.ts';
import type {Globals} from './globals.ts';
import {type OpenedNode, openDemo, openNode} from './node.ts';
import {drawFirst, restoreTerminal} from './skeleton.ts';

/** Tools without which a machine is no node: where none of them is, the demo is shown. */
const nodeTools = ['crictl', 'ctr', 'containerd', 'kubelet'] as const;

/** The console, after the skeleton is drawn, from the first frame to the exit code. The first question is on its way before Ink is loaded. */
export async function runConsole(globals: Globals): Promise<number> {
	const leaving = leaveOnSignals();
	try {
		const node = await openNodeOrDemo(globals);
		const runtime = await node.openRuntime();
		const firstPods = runtime.pods();
		firstPods.catch(() => {}); // the screen says so when it is there
		const {host, log, now, recorded} = node;
		const {readOnly, color, containerdNamespace} = globals;
		const {columns = 80, rows = 24} = process.stdout;
		const {drawFirstFrame} = await import('../views/first-frame.ts');
		const world = await drawFirstFrame({
			runtime,
			firstPods,
			now,
			recorded,
			readOnly,
			color,
			containerdNamespace,
			size: {columns, rows},
			draw: drawFirst,
		});
		const {startScreen} = await import('../views/start.tsx');
		return await startScreen({host, log, runtime, now, world, signal: leaving.signal});
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
