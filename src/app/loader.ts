import {messageOf} from '../host/errors.ts';
import type {NodeRuntime} from '../runtime/node-runtime.ts';
import {listNamed} from './lists/index.ts';
import type {ListName} from './lists/list.ts';
import type {Store} from './store.ts';

export type Loader = {
	/**
	 * Ask for a list. While the same one is being asked for, one more question is kept for afterwards.
	 * `asked` is an answer that is on its way already.
	 */
	load(list: ListName, asked?: Promise<readonly unknown[]>): Promise<void>;
};

export function createLoader(runtime: NodeRuntime, store: () => Store, now: () => number): Loader {
	const running = new Map<ListName, Promise<void>>();
	const again = new Set<ListName>();

	async function ask(list: ListName, asked?: Promise<readonly unknown[]>): Promise<void> {
		store().dispatch({type: 'list-loading', list});
		try {
			const rows = await (asked ?? listNamed(list).load(runtime));
			const atMs = now();
			store().dispatch({type: 'list-loaded', list, rows, atMs});
			await enrich(list, rows, atMs);
		} catch (error) {
			store().dispatch({type: 'list-failed', list, error: messageOf(error)});
		}
	}

	/** What more there is to know; the list stands without it. */
	async function enrich(list: ListName, rows: readonly unknown[], atMs: number): Promise<void> {
		try {
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

	return {load};
}
