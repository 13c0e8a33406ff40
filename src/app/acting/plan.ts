import {messageOf} from '../../host/errors.ts';
import type {Host} from '../../host/host.ts';
import type {NodeFacts, ToolName} from '../../model/facts.ts';
import type {NodeRuntime} from '../../runtime/node-runtime.ts';
import type {Effect} from '../action.ts';
import {actionNamed} from '../actions/index.ts';
import {loadAllTables} from '../load-tables.ts';
import type {Store} from '../store.ts';
import type {Plan} from './row-action.ts';

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
		const absent = absentTool(plan, runtime.facts);
		if (absent !== undefined) throw new Error(`${absent} is not on this node, and nothing else does that here`);
		store.dispatch({type: 'planned', id, plan});
	} catch (error) {
		store.dispatch({type: 'not-planned', id, error: messageOf(error)});
	}
}

const tools: readonly ToolName[] = ['crictl', 'ctr', 'docker'];

/** A tool of which the plan makes use and which this node lacks: better said now than after the yes. */
function absentTool({groups}: Plan, facts: NodeFacts): ToolName | undefined {
	const called = new Set(groups.flat().map(({argv}) => argv[0]));
	return tools.find(tool => called.has(tool) && facts.tools[tool] === undefined);
}
