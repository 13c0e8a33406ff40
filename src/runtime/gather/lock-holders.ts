import type {Reader} from '../../host/host.ts';
import type {LockHolder} from '../../model/node-state.ts';
import {namesIn, printedBy, textIfAny} from './part.ts';
import {serviceIn} from './service-in.ts';

const networks = '/var/lib/cni/networks';
/** A plugin holds its lock for some milliseconds, iptables for a second. */
const longS = 15;
const ticksPerS = 100;

/** Who has held a lock of the network for long. Locks are seen as inodes, so that the files are asked for theirs. */
export async function gatherLockHolders(reader: Reader): Promise<readonly LockHolder[]> {
	const [locks, names] = await Promise.all([textIfAny(reader, '/proc/locks'), namesIn(reader, networks)]);
	const held = heldIn(locks ?? '');
	if (held.length === 0) return [];
	const files = ['/run/xtables.lock', ...names.map(name => `${networks}/${name}/lock`)];
	const printed = await printedBy(reader, ['stat', '-L', '-c', '%i %n', '--', ...files], 2000).catch(() => '');
	const inodes = printed.split('\n').flatMap(line => {
		const [, inode, path] = /^(\d+) (\/.*)$/.exec(line) ?? [];
		return inode === undefined || path === undefined ? [] : [{inode, path}];
	});
	const uptimeS = Number.parseFloat((await textIfAny(reader, '/proc/uptime')) ?? '');
	const found = await Promise.all(
		held.map(async ({pid, inode}): Promise<readonly LockHolder[]> => {
			const path = inodes.find(file => file.inode === inode)?.path;
			if (path === undefined) return [];
			const named = await holderOf(reader, path, pid, uptimeS);
			const holders =
				named !== undefined
					? [named]
					: await Promise.all((await openersOf(reader, path)).map(each => holderOf(reader, path, each, uptimeS)));
			// The others wait for the one that has it, and came later.
			const [oldest] = holders.flatMap(one => one ?? []).toSorted((one, other) => other.ageS - one.ageS);
			return oldest === undefined || !(oldest.ageS >= longS) ? [] : [oldest];
		}),
	);
	return found.flat();
}

/** In a script `flock 9` takes the lock for the open file and ends: the kernel names a process that is no more. */
async function openersOf(reader: Reader, path: string): Promise<readonly number[]> {
	const argv = ['find', '/proc', '-maxdepth', '3', '-path', '/proc/[0-9]*/fd/*', '-lname', path] as const;
	const printed = await printedBy(reader, argv, 2000).catch(() => '');
	return [...new Set([...printed.matchAll(/^\/proc\/(\d+)\/fd\//gm)].map(([, pid]) => Number(pid)))];
}

async function holderOf(reader: Reader, path: string, pid: number, uptimeS: number): Promise<LockHolder | undefined> {
	const [stat = '', cgroup = ''] = await Promise.all([
		textIfAny(reader, `/proc/${pid}/stat`),
		textIfAny(reader, `/proc/${pid}/cgroup`),
	]);
	const [, name, rest = ''] = /^\d+ \((.*)\) (.*)$/s.exec(stat) ?? [];
	if (name === undefined) return undefined;
	const ageS = Math.round(uptimeS - Number(rest.split(' ')[19]) / ticksPerS);
	const unit = serviceIn(cgroup);
	return {path, pid, name, ageS, ...(unit === undefined ? {} : {unit})};
}

/** `1: FLOCK  ADVISORY  WRITE 2067 00:2e:1234 0 EOF`; a lock that somebody waits for has lines with `->`. */
export function heldIn(locks: string): ReadonlyArray<{readonly pid: number; readonly inode: string}> {
	return locks.split('\n').flatMap(line => {
		const [, pid, inode] = /^\d+: (?:FLOCK|POSIX|OFDLCK)\s+\S+\s+\S+\s+(\d+) \w+:\w+:(\d+) /.exec(line) ?? [];
		return inode === undefined || !(Number(pid) > 0) ? [] : [{pid: Number(pid), inode}];
	});
}
