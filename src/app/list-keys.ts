import type {Binding} from './keymap.ts';
import type {SortKey} from './lists/list.ts';

export type ListCommandId =
	| 'mark-row'
	| 'mark-range'
	| 'clear-marks'
	| 'wide'
	| 'sort-next'
	| 'sort-previous'
	| 'sort-reverse'
	| `sort-${SortKey}`
	| 'measure'
	| 'tree';

/** Shift and a letter, as in k9s where k9s has one. */
const sorting: ReadonlyArray<readonly [key: string, by: SortKey, help: string]> = [
	['N', 'name', 'sort by name; once more: the other way'],
	['P', 'namespace', 'sort by namespace'],
	['S', 'status', 'sort by state'],
	['A', 'age', 'sort by age'],
	['C', 'cpu', 'sort by CPU'],
	['M', 'memory', 'sort by memory'],
	['T', 'restarts', 'sort by restarts'],
	['Z', 'size', 'sort by size'],
];

/** The keys of lists alone: marks, order, width. */
export const listKeys: readonly Binding[] = [
	{
		keys: ['space'],
		does: 'mark-row',
		short: 'mark',
		help: 'mark the row, or unmark it; actions take what is marked',
		where: ['list'],
	},
	{
		keys: ['ctrl-space'],
		does: 'mark-range',
		short: 'mark range',
		help: 'mark from the last marked row to here',
		where: ['list'],
	},
	{
		keys: ['p'],
		does: 'previous',
		short: 'previous',
		help: 'the log of the attempt before',
		where: ['list'],
	},
	{keys: ['\\'], does: 'clear-marks', short: 'unmark', help: 'take all marks away', where: ['list']},
	{
		keys: ['x'],
		does: 'tree',
		short: 'tree',
		help: 'what stands behind the row: pod, task, image, layers, log',
		where: ['list'],
	},
	{keys: ['ctrl-w'], does: 'wide', short: 'wide', help: 'more columns, or fewer', where: ['list']},
	{keys: ['right'], does: 'right', short: 'right', help: 'columns further to the right', where: ['list']},
	{keys: ['left'], does: 'left', short: 'left', help: 'columns further to the left', where: ['list']},
	...sorting.map(([key, by, help]): Binding => ({keys: [key], does: `sort-${by}`, short: by, help, where: ['list']})),
	{keys: ['>'], does: 'sort-next', short: 'sort next', help: 'sort by the next column', where: ['list']},
	{keys: ['<'], does: 'sort-previous', short: 'sort before', help: 'sort by the column before', where: ['list']},
	{keys: ['I'], does: 'sort-reverse', short: 'reverse', help: 'turn the order round', where: ['list']},
	{
		keys: ['u'],
		does: 'measure',
		short: 'usage',
		help: 'how much disk a snapshot takes: walks it',
		where: ['list'],
		footer: 4,
	},
];
