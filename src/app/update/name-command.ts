import {type Step, stay, withEffects} from '../action.ts';
import {listNamed} from '../lists/index.ts';
import type {ListName} from '../lists/list.ts';
import {hasId, isLive} from '../row-shape.ts';
import type {ListScreen} from '../screen.ts';
import {type State, topScreen} from '../state.ts';
import {goToList} from './navigate.ts';

const places: readonly ListName[] = ['containers', 'pods', 'images'];

/**
 * The list with the row of that name under the cursor, for a key's command to act on it: `:logs web`. Where
 * several have it, one that runs is meant. A name that leads nowhere, or a list that is not loaded yet, is said.
 */
export function goToRow(state: State, name: string, lists = places): Step | {readonly found: Step} {
	for (const wanted of lists) {
		const list = listNamed(wanted);
		const rows = state.lists[wanted]?.rows ?? [];
		const row =
			rows.find(each => list.label(each) === name && isLive(list, each)) ??
			rows.find(each => list.label(each) === name || hasId(list, each, name));
		if (row === undefined) continue;
		const gone = goToList({...state, containerdNamespace: undefined}, wanted);
		const screen = topScreen(gone.state) as ListScreen;
		const screens = [{...screen, selected: list.id(row)}] as unknown as State['screens'];
		return {found: {...gone, state: {...gone.state, screens}}};
	}
	const missing = lists.filter(wanted => state.lists[wanted] === undefined);
	const text =
		missing.length > 0 ? `asking the node for ${missing.join(' and ')}: try again` : `nothing is named ${name} here`;
	const next: State = {...state, notice: {text, tone: 'warn'}};
	return missing.length > 0 ? withEffects(next, ...missing.map(list => ({type: 'load' as const, list}))) : stay(next);
}
