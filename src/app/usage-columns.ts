import type {Usage} from '../model/usage.ts';
import {size} from './format.ts';
import type {Column} from './lists/list.ts';

/** A row with what it uses, while that is on the screen. */
export type Used<Row> = Row & {readonly usage?: Usage};

/** CPU and memory beside the names, where one watches: what is not known stays empty. */
export const usageColumns = [
	{
		title: 'CPU%',
		text: ({usage}) => (usage?.cores === undefined ? '' : (usage.cores * 100).toFixed(1)),
		drop: 2,
		align: 'right',
		sort: 'cpu',
		order: ({usage}) => usage?.cores,
		descending: true,
		live: true,
		measured: true,
		atLeast: 5,
	},
	{
		title: 'MEM',
		text: ({usage}) => (usage?.memoryBytes === undefined ? '' : size(usage.memoryBytes)),
		tone: ({usage}) => (usage && (shareOf(usage) ?? 0) >= 0.9 ? 'bad' : 'plain'),
		drop: 2,
		align: 'right',
		sort: 'memory',
		order: ({usage}) => usage?.memoryBytes,
		descending: true,
		live: true,
		measured: true,
		atLeast: 6,
	},
] as const satisfies ReadonlyArray<Column<Used<unknown>>>;

export const memoryShare = {
	title: 'MEM%',
	text: ({usage}) => {
		const share = usage && shareOf(usage);
		return share === undefined ? '' : (share * 100).toFixed(1);
	},
	drop: 6,
	align: 'right',
	order: ({usage}) => usage && shareOf(usage),
	descending: true,
	wide: true,
	live: true,
	measured: true,
	atLeast: 5,
} as const satisfies Column<Used<unknown>>;

/** Of its own limit; without a limit there is none. */
function shareOf({memoryBytes, memoryLimitBytes}: Usage): number | undefined {
	return memoryBytes !== undefined && memoryLimitBytes ? memoryBytes / memoryLimitBytes : undefined;
}
