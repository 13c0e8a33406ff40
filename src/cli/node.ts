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
	const find = () => {
		facts ??= import('../runtime/discover.ts').then(({discover}) =>
			discover(source.host, {env: process.env, runtimeEndpoint, hostname: source.hostname ?? hostname()}),
		);
		return facts;
	};
	const openFound = async () => {
		const [found, {createNodeRuntime}] = await Promise.all([find(), import('../runtime/create-runtime.ts')]);
		return createNodeRuntime(source.host, found, {containerdNamespace});
	};
	return {
		...source,
		facts: find,
		openRuntime() {
			runtime ??= openFound();
			return runtime;
		},
	};
}
