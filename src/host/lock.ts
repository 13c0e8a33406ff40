import {closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync} from 'node:fs';
import {dirname} from 'node:path';

/** Who holds a lock: the process that wrote it, if it still runs. */
export type LockHolder = {readonly pid: number};

/**
 * Take a lock file, or say who holds it. A lock whose process is gone (killed, or the node rebooted) is taken over: the
 * number of a process alone could be another's by now, so the time of its start is held with it.
 */
export function takeLock(path: string): {readonly release: () => void} | {readonly heldBy: LockHolder} {
	mkdirSync(dirname(path), {recursive: true, mode: 0o700});
	for (let attempt = 0; attempt < 2; attempt++) {
		try {
			const file = openSync(path, 'wx', 0o600);
			writeSync(file, `${process.pid} ${startOf(process.pid)}\n`);
			closeSync(file);
			return {release: () => rmSync(path, {force: true})};
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
			const heldBy = lockHolder(path);
			if (heldBy !== undefined) return {heldBy};
			rmSync(path, {force: true});
		}
	}
	throw new Error(`${path} comes back as often as it is taken away`);
}

/** Who holds a lock now; undefined where nobody does. */
export function lockHolder(path: string): LockHolder | undefined {
	try {
		const [pid = '', start = ''] = readFileSync(path, 'utf8').trim().split(' ');
		return /^\d+$/.test(pid) && startOf(Number(pid)) === start ? {pid: Number(pid)} : undefined;
	} catch {
		return undefined;
	}
}

/** Clock ticks since boot at which a process started; empty where there is none. Source: proc(5), field 22 of stat. */
function startOf(pid: number): string {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
	} catch {
		return '';
	}
}
