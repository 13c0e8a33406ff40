import {setTimeout as sleepFor} from 'node:timers/promises';
import {listNamed} from '../../app/lists/index.ts';
import type {List, ListName} from '../../app/lists/list.ts';
import type {Settings} from '../../app/settings.ts';
import {messageOf} from '../../host/errors.ts';
import {plainText} from '../../model/text.ts';
import type {NodeRuntime} from '../../runtime/node-runtime.ts';
import type {Context} from '../context.ts';

/** The node as a line-based session sees it. */
export type PlainNode = {
	readonly context: Context;
	readonly settings: Settings;
	readonly runtime: NodeRuntime;
	/** Why this is a recording, where it is one. */
	readonly recorded?: string;
	/** Only rows of this containerd namespace; all without it. */
	containerdNamespace(): string | undefined;
	setContainerdNamespace(name: string | undefined): void;
	/** A line, or several. */
	say(text: string): void;
	/** The rows of a list, as they are now. */
	rows(list: ListName): Promise<readonly unknown[]>;
	/** Run something that ctrl-c ends without leaving. */
	interruptible<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T | undefined>;
	/** End what runs; false where nothing does. */
	interrupt(): boolean;
	sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
};

type Loaded = {readonly rows: readonly unknown[]; readonly fromFiles?: string};

/** The rows, or what files tell of them and why it is only that. */
async function loadedOrLeft(list: List<unknown>, runtime: NodeRuntime): Promise<Loaded> {
	try {
		return {rows: await list.load(runtime)};
	} catch (error) {
		const rows = (await list.fromFiles?.(runtime).catch(() => [])) ?? [];
		if (rows.length === 0) throw error;
		return {rows, fromFiles: messageOf(error)};
	}
}

type Start = Pick<PlainNode, 'context' | 'settings' | 'runtime' | 'recorded'>;

export function createPlainNode(start: Start): PlainNode {
	let containerdNamespace = start.context.globals.containerdNamespace;
	let running: AbortController | undefined;
	return {
		...start,
		containerdNamespace: () => containerdNamespace,
		setContainerdNamespace(name) {
			containerdNamespace = name;
		},
		say: text => start.context.print(`${text}\n`),
		async rows(name) {
			const list = listNamed(name);
			const {rows: loaded, fromFiles} = await loadedOrLeft(list, start.runtime);
			if (fromFiles !== undefined) start.context.print(`${plainText(fromFiles)}\n(no runtime answers: from files)\n`);
			const rows =
				fromFiles === undefined ? ((await list.enrich?.(start.runtime, loaded).catch(() => loaded)) ?? loaded) : loaded;
			return rows.filter(row => {
				const own = list.containerdNamespaceOf(row);
				return containerdNamespace === undefined || own === undefined || own === containerdNamespace;
			});
		},
		async interruptible(run) {
			const controller = new AbortController();
			running = controller;
			try {
				return await run(controller.signal);
			} catch (error) {
				if (controller.signal.aborted) return undefined;
				throw error;
			} finally {
				running = undefined;
			}
		},
		interrupt() {
			running?.abort();
			return running !== undefined;
		},
		sleep: (milliseconds, signal) => sleepFor(milliseconds, undefined, {signal}).catch(() => {}),
	};
}
