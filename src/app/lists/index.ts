import {containers} from './containers.ts';
import {content} from './content.ts';
import {events} from './events.ts';
import {images} from './images.ts';
import {leases} from './leases.ts';
import type {List, ListName} from './list.ts';
import {namespaces} from './namespaces.ts';
import {pods} from './pods.ts';
import {snapshots} from './snapshots.ts';
import {stats} from './stats.ts';
import {tasks} from './tasks.ts';
import {tree} from './tree.ts';

/** Every list, in the order of the help. Rows are of the list's own type; only the list itself looks into them. */
export const lists: ReadonlyArray<List<unknown>> = [
	pods,
	containers,
	images,
	tasks,
	snapshots,
	namespaces,
	stats,
	events,
	tree,
	content,
	leases,
] as ReadonlyArray<List<unknown>>;

export function listNamed(name: ListName): List<unknown> {
	const found = lists.find(list => list.name === name);
	if (!found) throw new Error(`no list is named ${name}`);
	return found;
}

/** A list by its name or one of its aliases. */
export function findList(word: string): List<unknown> | undefined {
	return lists.find(({name, aliases}) => name === word || aliases.includes(word));
}
