import type {Reader} from '../host/host.ts';
import type {Container} from '../model/container.ts';
import type {ContainerStats} from '../model/stats.ts';
import type {UsageSample} from '../model/usage.ts';
import {mapLimited} from './ask.ts';
import {type CgroupPaths, cgroupPaths} from './process.ts';

const root = '/sys/fs/cgroup';
/** Files, not processes: many at once cost nothing. */
const width = 16;

/**
 * What containers use, from the kernel's own files: for containers that no runtime tells about. A container that ended
 * meanwhile is left out. Times are those of the node's uptime, in hundredths of a second.
 */
export async function cgroupStats(
	reader: Reader,
	containers: readonly Container[],
): Promise<readonly ContainerStats[]> {
	const atMs = await uptimeMs(reader);
	const stats = await mapLimited(containers, width, container => statsOf(reader, container, atMs));
	return stats.flatMap(one => one ?? []);
}

async function statsOf(reader: Reader, container: Container, atMs: number): Promise<ContainerStats | undefined> {
	const {id, name, podId, podName, podNamespace, containerdNamespace, labels, pid} = container;
	const paths = pid === undefined ? undefined : await pathsOf(reader, pid);
	const sample = paths && (await cgroupSample(reader, paths, atMs));
	return sample && {id, name, podId, podName, podNamespace, containerdNamespace, labels, ...sample, history: []};
}

/** Where the kernel keeps count of a process; undefined where it is gone. It stays there as long as it lives. */
export async function pathsOf(reader: Reader, pid: number): Promise<CgroupPaths | undefined> {
	return cgroupPaths(await quietly(reader, `/proc/${pid}/cgroup`));
}

/** What a cgroup used up to now; undefined where it is gone, or where the kernel does not tell. */
export async function cgroupSample(reader: Reader, paths: CgroupPaths, atMs: number): Promise<UsageSample | undefined> {
	const [cpuNanoseconds, memory] = await Promise.all([cpuOf(reader, paths), memoryOf(reader, paths)]);
	if (cpuNanoseconds === undefined && memory === undefined) return undefined;
	return {atMs, cpuNanoseconds, ...memory};
}

/** A clock of the node that nobody sets: hundredths of a second. */
export async function uptimeMs(reader: Reader): Promise<number> {
	const [seconds] = ((await quietly(reader, '/proc/uptime')) ?? '0').split(' ');
	return Number(seconds) * 1000;
}

/** Version 2 counts microseconds in `cpu.stat`, version 1 nanoseconds in `cpuacct.usage`. */
async function cpuOf(reader: Reader, {unified, controllers}: CgroupPaths): Promise<number | undefined> {
	const path = controllers.get('cpuacct');
	if (path !== undefined) {
		const text = await firstText(reader, [
			`${root}/cpuacct${path}/cpuacct.usage`,
			`${root}/cpu,cpuacct${path}/cpuacct.usage`,
		]);
		return numberIn(text);
	}
	const microseconds = fieldIn(await quietly(reader, `${root}${unified}/cpu.stat`), 'usage_usec');
	return microseconds === undefined ? undefined : microseconds * 1000;
}

/** Working set as the kubelet counts it: usage without the file cache that nobody used lately. */
async function memoryOf(reader: Reader, {unified, controllers}: CgroupPaths) {
	const path = controllers.get('memory');
	const folder = path === undefined ? `${root}${unified}` : `${root}/memory${path}`;
	const [usageName, limitName, inactive] =
		path === undefined
			? ['memory.current', 'memory.max', 'inactive_file']
			: ['memory.usage_in_bytes', 'memory.limit_in_bytes', 'total_inactive_file'];
	const [usage, limit, stat] = await Promise.all([
		quietly(reader, `${folder}/${usageName}`),
		quietly(reader, `${folder}/${limitName}`),
		quietly(reader, `${folder}/memory.stat`),
	]);
	const used = numberIn(usage);
	if (used === undefined) return undefined;
	const limitBytes = numberIn(limit);
	return {
		memoryBytes: Math.max(0, used - (fieldIn(stat, inactive) ?? 0)),
		// "No limit" is `max`, or in version 1 the largest number of whole pages.
		memoryLimitBytes: limitBytes !== undefined && limitBytes < 2 ** 60 ? limitBytes : undefined,
	};
}

async function firstText(reader: Reader, paths: readonly string[]): Promise<string | undefined> {
	for (const path of paths) {
		const text = await quietly(reader, path);
		if (text !== undefined) return text;
	}
	return undefined;
}

/** Text of a file; undefined also where it is there and cannot be read: a process may end while it is looked at. */
async function quietly(reader: Reader, path: string): Promise<string | undefined> {
	return reader.readText(path).catch(() => undefined);
}

function numberIn(text: string | undefined): number | undefined {
	return text !== undefined && /^\d+\s*$/.test(text) ? Number(text) : undefined;
}

function fieldIn(text: string | undefined, name: string): number | undefined {
	const [, value] = new RegExp(`^${name} (\\d+)$`, 'm').exec(text ?? '') ?? [];
	return value === undefined ? undefined : Number(value);
}
