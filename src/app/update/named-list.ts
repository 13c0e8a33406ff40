import {plainText} from '../../model/text.ts';
import {type Step, stay, withEffects} from '../action.ts';
import type {Going} from '../command-line.ts';
import {lists} from '../lists/index.ts';
import type {ListName} from '../lists/list.ts';
import type {State} from '../state.ts';
import {filterFor} from './name-command.ts';
import {goToList} from './navigate.ts';

/**
 * A list, and what follows it: `:images moby`. Where no containerd namespace is named so, it is what the rows are
 * narrowed to: `:pods kube-system`, `:ps web`. `:ns` takes nothing but containerd namespaces; `all` is all of them again.
 */
export function goToNamed(state: State, line: string, going: Extract<Going, {go: 'list'}>): Step {
	const {list, containerdNamespace: named, isNamespace = false} = going;
	if (named === undefined) return goToList(state, list, {recall: true});
	if (named === 'all' || hasNamespace(state, named))
		return goToList({...state, containerdNamespace: named === 'all' ? undefined : named}, list, {recall: true});
	if (isUnasked(state, 'namespaces')) {
		const notice = {text: 'asking the node for namespaces…', tone: 'quiet'} as const;
		const asking = {...state, notice, awaited: {line, lists: ['namespaces'] as const}};
		return withEffects(asking, {type: 'load', list: 'namespaces'});
	}
	const missing = `no containerd namespace is named ${plainText(named)}`;
	if (isNamespace) {
		const there = namespacesOf(state).map(plainText).join(', ');
		return stay({...state, notice: {text: there === '' ? missing : `${missing}; there are ${there}`, tone: 'warn'}});
	}
	const gone = goToList(state, list, {filter: filterFor(named)});
	return {...gone, state: {...gone.state, notice: {text: `${missing}: rows with ${plainText(named)}`, tone: 'quiet'}}};
}

/** Rows of any list tell of their namespace too, before anybody asked for namespaces. */
function hasNamespace(state: State, name: string): boolean {
	return (
		namespacesOf(state).includes(name) ||
		lists.some(list => state.lists[list.name]?.rows.some(row => list.containerdNamespaceOf(row) === name))
	);
}

function namespacesOf(state: State): readonly string[] {
	const list = lists.find(({name}) => name === 'namespaces');
	return (state.lists.namespaces?.rows ?? []).map(row => list?.label(row) ?? '');
}

/** Neither answered nor refused: a name that is not there may still come. */
function isUnasked({lists}: State, name: ListName): boolean {
	const list = lists[name];
	return list === undefined || (list.loadedAtMs === undefined && list.error === undefined);
}
