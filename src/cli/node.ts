import {hostname} from 'node:os';
import {type CommandLog, createCommandLog} from '../host/command-log.ts';
import type {Host} from '../host/host.ts';
import {createLocalHost} from '../host/local.ts';
import type {NodeFacts} from '../model/facts.ts';
import type {NodeRuntime} from '../runtime/node-runtime.ts';
import type {Globals} from './globals.ts';
import {nestedVariable} from './shim-script.ts';

export type OpenedNode = {
	readonly host: Host;
	readonly log: CommandLog;
	readonly now: () => number;
	/** Set where the node is a recording: what the screen says about it. */
	readonly recorded?: string;
	/** What is known without asking any process. */
	facts(): Promise<NodeFacts>;
	openRuntime(): Promise<NodeRuntime>;
	/** Look for the runtime of this node once more: it may be another one by now. */
	reopenRuntime(): Promise<NodeRuntime>;
};

/** The door to the node that was chosen: this one, a recording, or the demo. Nothing is asked until something is wanted. */
export async function openNode(globals: Globals): Promise<OpenedNode> {
	if (globals.replay !== undefined) {
		const {openRecording} = await import('./recorded-node.ts');
		return openRecording(globals, globals.replay);
	}
	if (globals.demo) return openDemo(globals, 'asked for with --demo');
	return openLocal(globals);
}

/** The built-in node: a real one, recorded. `because` says why it is shown. */
export async function openDemo(globals: Globals, because: string): Promise<OpenedNode> {
	const {openDemoNode} = await import('./recorded-node.ts');
	return openDemoNode(globals, because);
}

async function openLocal(globals: Globals): Promise<OpenedNode> {
	const log = createCommandLog(Date.now);
	const {timeoutMs, readOnly} = globals;
	const env = {...process.env, [nestedVariable]: '1'};
	const host = createLocalHost({log, env, defaultTimeoutMs: timeoutMs, readOnly});
	if (globals.record === undefined) return assemble(globals, {host, log, now: Date.now});
	const {recordInto} = await import('./recorded-node.ts');
	return assemble(globals, {host: recordInto(globals.record, host), log, now: Date.now});
}

type Source = Pick<OpenedNode, 'host' | 'log' | 'now' | 'recorded'>;

export function assemble(globals: Globals, source: Source & {hostname?: string}): OpenedNode {
	let facts: Promise<NodeFacts> | undefined;
	let runtime: Promise<NodeRuntime> | undefined;
	const {runtimeEndpoint, containerdNamespace} = globals;
	const look = async () => {
		const {discover} = await import('../runtime/discover.ts');
		return discover(source.host, {env: process.env, runtimeEndpoint, hostname: source.hostname ?? hostname()});
	};
	const find = () => {
		facts ??= look();
		return facts;
	};
	const openFound = async () => {
		const [found, {createNodeRuntime}, {createRecoveringRuntime}] = await Promise.all([
			find(),
			import('../runtime/create-runtime.ts'),
			import('../runtime/recovering.ts'),
		]);
		let asked = found;
		const again = async () => {
			const now = await look();
			if (isSameRuntime(asked, now)) return undefined;
			asked = now;
			return createNodeRuntime(source.host, now, {containerdNamespace});
		};
		return createRecoveringRuntime(createNodeRuntime(source.host, found, {containerdNamespace}), again, source.now);
	};
	return {
		...source,
		facts: find,
		openRuntime() {
			runtime ??= openFound();
			return runtime;
		},
		reopenRuntime() {
			facts = undefined;
			runtime = openFound();
			return runtime;
		},
	};
}

/** Whether it would be asked in the same way. */
function isSameRuntime(one: NodeFacts, other: NodeFacts): boolean {
	const way = ({endpoint, kubeletEndpoint, containerdAddress, listing, tools}: NodeFacts) =>
		JSON.stringify([
			endpoint,
			kubeletEndpoint,
			containerdAddress,
			listing,
			Object.values(tools).map(({command}) => command),
		]);
	return way(one) === way(other);
}
