import {messageOf} from '../host/errors.ts';
import type {NodeRuntime} from '../runtime/node-runtime.ts';
import {listNamed} from './lists/index.ts';
import type {ListName} from './lists/list.ts';
import type {Store} from './store.ts';

export type Loader = {
	/** Ask for a list. While the same one is being asked for, one more question is kept for afterwards. */
	load(list: ListName): Promise<void>;
};

export function createLoader(runtime: NodeRuntime, store: () => Store, now: () => number): Loader {
	const running = new Map<ListName, Promise<void>>();
	const again = new Set<ListName>();

	async function ask(name: ListName): Promise<void> {
		store().dispatch({type: 'list-loading', list: name});
		try {
			const rows = await listNamed(name).load(runtime);
			store().dispatch({type: 'list-loaded', list: name, rows, atMs: now()});
		} catch (error) {
			store().dispatch({type: 'list-failed', list: name, error: messageOf(error)});
		}
	}

	async function load(name: ListName): Promise<void> {
		const current = running.get(name);
		if (current) {
			again.add(name);
			return current;
		}
		const asking = ask(name);
		running.set(name, asking);
		await asking;
		running.delete(name);
		if (again.delete(name)) await load(name);
	}

	return {load};
}
