import type {Image} from '../model/image.ts';
import type {Snapshot} from '../model/snapshot.ts';
import type {Task, TaskState} from '../model/task.ts';
import {parseColumns} from './column-table.ts';
import {isImageId} from './image-names.ts';

/** Read `ctr tasks ls`. Statuses are upper-case until 2.x; a stopped task keeps its PID until it is deleted. */
export function parseTasks(text: string, containerdNamespace: string): readonly Task[] {
	return parseColumns(text, ['TASK', 'PID', 'STATUS']).map(row => {
		const pid = Number(row.PID);
		if (!Number.isInteger(pid)) throw new Error(`PID should be a number, is ${JSON.stringify(row.PID)}`);
		return {id: row.TASK, containerdNamespace, pid, state: taskState(row.STATUS)};
	});
}

const taskStates: readonly TaskState[] = ['created', 'running', 'paused', 'stopped'];

function taskState(status: string): TaskState {
	// PAUSING is a container on its way: still counted as running by the kernel until the freezer has it.
	if (status === 'PAUSING') return 'running';
	return taskStates.find(state => state === status.toLowerCase()) ?? 'unknown';
}

/** Read `ctr namespaces ls`: names with their labels as `key=value,…`. */
export function parseNamespaces(text: string): ReadonlyArray<{readonly name: string; readonly labels: string}> {
	return parseColumns(text, ['NAME', 'LABELS']).map(row => ({name: row.NAME, labels: row.LABELS}));
}

/** Read the output of any `ctr … ls -q`: one name a line. */
export function parseNames(text: string): readonly string[] {
	return text.split('\n').filter(line => line !== '');
}

/**
 * Read `ctr images ls`: one row a name, so rows of one manifest digest are one image. The CRI adds a row named by the
 * config digest, which is what crictl calls the image ID; other namespaces have none, there the manifest digest is the ID.
 */
export function parseCtrImages(text: string, containerdNamespace: string): readonly Image[] {
	const rows = parseColumns(text, ['REF', 'TYPE', 'DIGEST', 'SIZE', 'PLATFORMS', 'LABELS']);
	const images = Map.groupBy(
		// A label may hold a line break: what follows it is no row of its own.
		rows.filter(({DIGEST}) => /^[a-z0-9+._-]+:[0-9a-f]{32,}$/.test(DIGEST)),
		({DIGEST}) => DIGEST,
	);
	return [...images].map(([digest, same]) => {
		const names = same.map(({REF}) => REF);
		const isDigest = (name: string) => name.includes('@') && !isImageId(name);
		const pinned = same.some(({LABELS}) => LABELS.includes('io.cri-containerd.pinned=pinned'));
		return {
			id: names.find(isImageId) ?? digest,
			tags: names.filter(name => !isImageId(name) && !isDigest(name)),
			digests: names.filter(isDigest),
			sizeBytes: bytesOf(same[0]?.SIZE ?? ''),
			...(pinned && {pinned}),
			usedBy: [],
			containerdNamespace,
		};
	});
}

const units: Readonly<Record<string, number>> = {B: 1, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30, TiB: 2 ** 40};

/** Bytes of `670.8 KiB`: what ctr rounds, stays rounded. 0 where its content is missing and ctr writes no size. */
export function bytesOf(size: string): number {
	const [, amount, unit] = /^([\d.]+) ([KMGT]?i?B)$/.exec(size) ?? [];
	return amount === undefined || unit === undefined ? 0 : Math.round(Number(amount) * (units[unit] ?? 1));
}

/** Read `ctr snapshots ls`. A chain ID names a layer, a container's ID its writable one. */
export function parseSnapshots(text: string, snapshotter: string, containerdNamespace: string): readonly Snapshot[] {
	return parseColumns(text, ['KEY', 'PARENT', 'KIND']).map(row => ({
		key: row.KEY,
		parent: row.PARENT || undefined,
		kind: snapshotKind(row.KIND),
		snapshotter,
		containerdNamespace,
	}));
}

function snapshotKind(kind: string): Snapshot['kind'] {
	if (kind === 'Active') return 'active';
	if (kind === 'Committed') return 'committed';
	if (kind === 'View') return 'view';
	throw new Error(`KIND should be Active, Committed or View, is ${JSON.stringify(kind)}`);
}
