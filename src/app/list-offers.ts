import type {CommandId} from './command-id.ts';
import type {Binding} from './keymap.ts';
import type {ListName} from './lists/list.ts';

/** Where a key leads somewhere; a key that is not here does so on every list. Elsewhere it says that it does not. */
const offered: Partial<Record<CommandId, readonly ListName[]>> = {
	logs: ['pods', 'containers', 'tasks', 'stats', 'tree'],
	previous: ['pods', 'containers', 'tasks', 'stats', 'tree'],
	shell: ['pods', 'containers', 'tasks', 'stats', 'tree'],
	why: ['pods', 'containers', 'tasks', 'stats', 'tree'],
	actions: ['pods', 'containers', 'images', 'tasks', 'stats', 'tree'],
	describe: ['pods', 'containers', 'images', 'tasks', 'snapshots', 'stats', 'events', 'content', 'tree'],
	inspect: ['pods', 'containers', 'images', 'tasks', 'snapshots', 'stats', 'events', 'content', 'tree'],
	yaml: ['pods', 'containers', 'images', 'tasks', 'snapshots', 'stats', 'events', 'content', 'tree'],
	tree: ['pods', 'containers', 'tasks', 'snapshots', 'stats', 'events'],
	measure: ['snapshots'],
};

const known = new WeakMap<readonly Binding[], Map<ListName, readonly Binding[]>>();

/** The keys that a list has a use for, for its footer and its help; remembered, for each frame asks. */
export function offeredOn(list: ListName, table: readonly Binding[]): readonly Binding[] {
	const ofTable = known.get(table) ?? new Map<ListName, readonly Binding[]>();
	known.set(table, ofTable);
	const before = ofTable.get(list);
	if (before) return before;
	const found = table.filter(({does, where}) => {
		const lists = where.includes('list') ? offered[does as CommandId] : undefined;
		return lists === undefined || lists.includes(list);
	});
	ofTable.set(list, found);
	return found;
}
