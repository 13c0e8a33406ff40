import type {ContainerStats, StatsSample} from '../../model/stats.ts';
import {coresBetween} from '../../model/usage.ts';
import {shortId, size} from '../format.ts';
import {sparkline} from '../sparkline.ts';
import type {List} from './list.ts';

const windowMs = 60_000;
/** Cells of a sparkline: one for each sample of a minute. */
const cells = 24;

export const stats: List<ContainerStats> = {
	name: 'stats',
	aliases: ['st', 'stat', 'top'],
	about: 'CPU, memory and disk of the running containers, live',
	columns: [
		{title: 'NAME', text: row => row.name, drop: 0, shrinksTo: 12, sort: 'name'},
		{title: 'POD', text: row => row.podName ?? '', drop: 0, shrinksTo: 12},
		{
			title: 'CPU%',
			text: ({cores}) => (cores === undefined ? '-' : (cores * 100).toFixed(1)),
			drop: 0,
			align: 'right',
			sort: 'cpu',
			order: ({cores}) => cores,
			descending: true,
		},
		{
			title: 'CORES',
			text: ({cores}) => (cores === undefined ? '-' : cores.toFixed(2)),
			drop: 3,
			align: 'right',
			order: ({cores}) => cores,
			descending: true,
		},
		{
			title: 'CPU, A MINUTE',
			text: ({history}) =>
				sparkline(
					history.map(({cores}) => cores),
					cells,
					0.05,
				),
			drop: 5,
			live: true,
			tone: () => 'accent',
			order: ({cores}) => cores,
			descending: true,
		},
		{
			title: 'MEM',
			text: row => size(row.memoryBytes),
			drop: 0,
			align: 'right',
			sort: 'memory',
			order: ({memoryBytes}) => memoryBytes,
			descending: true,
		},
		{
			title: 'MEM%',
			text: memoryPercent,
			drop: 4,
			align: 'right',
			order: ({memoryBytes, memoryLimitBytes}) =>
				memoryBytes !== undefined && memoryLimitBytes ? memoryBytes / memoryLimitBytes : undefined,
			descending: true,
			tone: row => (Number(memoryPercent(row)) >= 90 ? 'bad' : 'plain'),
		},
		{
			title: 'MEM, A MINUTE',
			text: ({history}) =>
				sparkline(
					history.map(({memoryBytes}) => memoryBytes),
					cells,
					2 ** 20,
				),
			drop: 6,
			live: true,
			tone: () => 'accent',
			order: ({memoryBytes}) => memoryBytes,
			descending: true,
		},
		{
			title: 'DISK',
			text: row => size(row.diskBytes),
			drop: 1,
			align: 'right',
			sort: 'size',
			order: ({diskBytes}) => diskBytes,
			descending: true,
		},
		{title: 'K8S NS', text: row => row.podNamespace ?? '', drop: 4, wide: true, sort: 'namespace'},
		{title: 'CONTAINER', text: row => shortId(row.id), drop: 5, wide: true, tone: () => 'quiet'},
		{title: 'NS', text: row => row.containerdNamespace, drop: 3, tone: () => 'quiet'},
	],
	load: runtime => runtime.stats(),
	merge: withRates,
	isWhole: rows => rows.every(({cores}) => cores !== undefined),
	// With the second that passes after each answer: a sample every two and a half.
	everyMs: 1500,
	id: row => `${row.containerdNamespace}/${row.id}`,
	label: row => row.name,
	json: ({labels: _labels, atMs: _atMs, cpuNanoseconds, history: _history, cores, ...row}) => ({
		...row,
		cores,
		cpuPercent: cores === undefined ? undefined : Math.round(cores * 1e4) / 100,
		cpuSeconds: cpuNanoseconds === undefined ? undefined : cpuNanoseconds / 1e9,
	}),
	containerdNamespaceOf: row => row.containerdNamespace,
	podOf: row => row.podId,
	labelsOf: row => row.labels,
	open: () => ({to: 'details'}),
	subject: ({id, containerdNamespace}) => ({kind: 'container', id, containerdNamespace}),
	treeOf: ({id, containerdNamespace}) => ({select: `container/${containerdNamespace}/${id}`}),
};

/** A rate is what happened between two samples; where the counter began anew there is none. */
function withRates(before: readonly ContainerStats[], loaded: readonly ContainerStats[]): readonly ContainerStats[] {
	const known = new Map(before.map(row => [stats.id(row), row]));
	return loaded.map(row => {
		const last = known.get(stats.id(row));
		if (last?.atMs === row.atMs) return last;
		const cores = (last && coresBetween(last, row)) ?? row.cores;
		const sample: StatsSample = {atMs: row.atMs, cores, memoryBytes: row.memoryBytes};
		const kept = (last ?? row).history.filter(({atMs}) => row.atMs - atMs < windowMs && atMs < row.atMs);
		return {...row, cores, history: [...kept, sample]};
	});
}

function memoryPercent({memoryBytes, memoryLimitBytes}: ContainerStats): string {
	if (memoryBytes === undefined || !memoryLimitBytes) return '-';
	return ((memoryBytes / memoryLimitBytes) * 100).toFixed(1);
}
