import {setImmediate} from 'node:timers/promises';
import {messageOf, OfAnotherRuntime} from '../host/errors.ts';
import type {NodeFacts} from '../model/facts.ts';
import type {NodeRuntime} from '../runtime/node-runtime.ts';
import {listNamed} from './lists/index.ts';
import type {ListName} from './lists/list.ts';
import {nameRuntime} from './name-runtime.ts';
import type {Store} from './store.ts';

export type Loader = {
	/**
	 * Ask for a list. While the same one is being asked for, one more question is kept for afterwards.
	 * `asked` is an answer that is on its way already.
	 */
	load(list: ListName, asked?: Promise<readonly unknown[]>): Promise<void>;
	/** Ask the runtime, which is another one now, for its name and version until it tells them. */
	name(): Promise<void>;
};

/** Between two looks at the files, while nothing answers. */
const betweenLooksMs = 15_000;

export function createLoader(
	runtime: NodeRuntime,
	store: () => Store,
	now: () => number,
	sleep?: (milliseconds: number) => Promise<void>,
): Loader {
	let naming: Promise<void> | undefined;
	const running = new Map<ListName, Promise<void>>();
	const again = new Set<ListName>();
	const lookedAtMs = new Map<ListName, number>();
	const answeredAtMs = new Map<ListName, number>();

	async function ask(list: ListName, asked?: Promise<readonly unknown[]>): Promise<void> {
		try {
			const rows = await (asked ?? listNamed(list).load(runtime));
			const atMs = now();
			answeredAtMs.set(list, atMs);
			store().dispatch({type: 'list-loaded', list, rows, atMs});
			await enrich(list, rows, atMs);
		} catch (error) {
			const failed = {
				type: 'list-failed',
				list,
				error: messageOf(error),
				...(error instanceof OfAnotherRuntime ? {foreign: true as const} : {}),
				...(answeredAtMs.has(list) && {answeredAtMs: answeredAtMs.get(list)}),
			} as const;
			store().dispatch(failed);
			const left = await leftBehind(list);
			if (left !== undefined) store().dispatch({...failed, left});
		}
		tellTroubles();
	}

	/** What did not answer beside the list, or does again. */
	function tellTroubles(): void {
		const {facts} = runtime;
		if (facts === undefined || facts === store().state().facts) return;
		store().dispatch({type: 'facts', facts});
		// Another runtime, or another way to it, was found: its versions are on their way, and nothing else would draw them.
		if (facts.runtime === undefined && facts.listing.through !== 'nothing' && naming === undefined) void name();
	}

	async function name(): Promise<void> {
		// One that is under way may be of the runtime before this one.
		await naming;
		const tell = (facts: NodeFacts) => store().dispatch({type: 'facts', facts});
		naming = nameRuntime({runtime, tell, ...(sleep && {sleep})});
		await naming;
		naming = undefined;
	}

	/** What files tell, where the runtime has never answered; looked for now and then, for it is many files. */
	async function leftBehind(list: ListName): Promise<readonly unknown[] | undefined> {
		const {fromFiles} = listNamed(list);
		const known = store().state().lists[list];
		if (!fromFiles || known?.loadedAtMs !== undefined) return undefined;
		if (known?.fromFiles && now() - (lookedAtMs.get(list) ?? 0) < betweenLooksMs) return undefined;
		lookedAtMs.set(list, now());
		const left = await fromFiles(runtime).catch(() => []);
		return left.length > 0 ? left : undefined;
	}

	/** What more there is to know; the list stands without it. */
	async function enrich(list: ListName, rows: readonly unknown[], atMs: number): Promise<void> {
		try {
			await setImmediate(); // what is known is drawn first: starting a program takes milliseconds
			const enriched = (await listNamed(list).enrich?.(runtime, rows)) ?? rows;
			if (enriched !== rows) store().dispatch({type: 'list-loaded', list, rows: enriched, atMs});
		} catch (error) {
			store().dispatch({type: 'notice', text: messageOf(error), tone: 'warn'});
		}
	}

	async function load(list: ListName, asked?: Promise<readonly unknown[]>): Promise<void> {
		// What is fed by events has nothing to be asked; who they are about is worth a question.
		const {fed} = listNamed(list);
		if (fed) return load(fed.names);
		const current = running.get(list);
		if (current) {
			again.add(list);
			return current;
		}
		const asking = ask(list, asked);
		running.set(list, asking);
		await asking;
		running.delete(list);
		if (again.delete(list)) await load(list);
	}

	return {load, name};
}
