import {messageOf} from '../../host/errors.ts';
import type {Host} from '../../host/host.ts';
import type {NodeRuntime} from '../../runtime/node-runtime.ts';
import type {Effect} from '../action.ts';
import {actionNamed} from '../actions/index.ts';
import {loadAllTables} from '../load-tables.ts';
import type {Store} from '../store.ts';

type Context = {readonly host: Host; readonly runtime: NodeRuntime; now(): number};

/** Plan an action on the node as it is now. It is handed the looking half of the host alone: nothing is changed here. */
export async function planAction(
	{id, action, targets, answers}: Extract<Effect, {type: 'plan'}>,
	{host, runtime, now}: Context,
	store: Store,
): Promise<void> {
	try {
		const tables = store.state().tables ?? (await loadAllTables(runtime.facts));
		if (store.state().tables === undefined) store.dispatch({type: 'tables-loaded', tables});
		const unique = () => now().toString(36);
		const plan = await actionNamed(action).plan(targets, answers, {runtime, reader: host, tables, unique});
		store.dispatch({type: 'planned', id, plan});
	} catch (error) {
		store.dispatch({type: 'not-planned', id, error: messageOf(error)});
	}
}
