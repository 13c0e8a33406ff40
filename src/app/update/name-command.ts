import type {Container} from '../../model/container.ts';
import {plainText} from '../../model/text.ts';
import {type Step, stay, withEffects} from '../action.ts';
import {listNamed} from '../lists/index.ts';
import type {List, ListName} from '../lists/list.ts';
import {hasId, isLive} from '../row-shape.ts';
import type {ListScreen} from '../screen.ts';
import {type State, topScreen} from '../state.ts';
import {goToList} from './navigate.ts';

const places: readonly ListName[] = ['containers', 'pods', 'images'];

/**
 * The list with the row of that name under the cursor, for a key's command to act on it: `:logs web`. Where several
 * have it, one that runs is meant; where several of them run nobody guesses: they are listed, to be chosen from. A name
 * that leads nowhere is asked for: `awaits` are the lists that may have it, for only what is on the screen is kept up to
 * date; once they were `asked` it is said.
 */
export function goToRow(
	state: State,
	name: string,
	lists = places,
	asked = false,
): (Step & {readonly awaits?: readonly ListName[]}) | {readonly found: Step} {
	for (const wanted of lists) {
		const list = listNamed(wanted);
		const [row, ...others] = meant(list, state.lists[wanted]?.rows ?? [], name);
		if (row === undefined) continue;
		const gone = goToList({...state, containerdNamespace: undefined}, wanted);
		const screen = topScreen(gone.state) as ListScreen;
		const at = {
			...screen,
			selected: list.id(row),
			filter: others.length > 0 ? filterFor(name.split('/').at(-1) ?? name) : '',
		};
		const there = {...gone, state: {...gone.state, screens: [at] as State['screens']}};
		if (others.length === 0) return {found: there};
		const text = `${others.length + 1} ${wanted} are named ${plainText(name)}: choose one`;
		return {...there, state: {...there.state, notice: {text, tone: 'warn'}}};
	}
	if (asked) return stay({...state, notice: {text: `nothing is named ${plainText(name)} here`, tone: 'warn'}});
	const notice = {text: `asking the node for ${lists.join(' and ')}…`, tone: 'quiet'} as const;
	return {
		...withEffects({...state, notice}, ...lists.map(list => ({type: 'load' as const, list}))),
		awaits: lists,
	};
}

/** The rows that may be meant: one, or several of different things of which each lives, or of which none does. */
function meant(list: List<unknown>, rows: readonly unknown[], name: string): readonly unknown[] {
	const byId = rows.filter(row => hasId(list, row, name));
	const byName = rows.filter(row => list.label(row) === name);
	const byPod = byName.length > 0 || list.name !== 'containers' ? [] : rows.filter(row => isOfPod(row, name));
	const called = [...byName, ...byPod];
	const live = called.filter(row => isLive(list, row));
	const chosen = live.length > 0 ? live : called.length > 0 ? called : byId.slice(0, 1);
	// Of attempts of one container the newest is meant, and of images with one name, in several namespaces, the first.
	return chosen.filter((row, index) => chosen.findIndex(each => thingOf(list, each) === thingOf(list, row)) === index);
}

/** `POD/CONTAINER`, or a pod by its name. */
function isOfPod(row: unknown, name: string): boolean {
	const {podName, name: own} = row as Container;
	return podName !== undefined && (name === podName || name === `${podName}/${own}`);
}

/** What attempts of one thing have in common. */
function thingOf(list: List<unknown>, row: unknown): string {
	if (list.name !== 'containers') return list.label(row);
	const {podNamespace, podName, name, containerdNamespace} = row as Container;
	return JSON.stringify([containerdNamespace, podNamespace, podName, name]);
}

/** The name as a filter: a regular expression that means itself. */
export function filterFor(name: string): string {
	return name.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}
