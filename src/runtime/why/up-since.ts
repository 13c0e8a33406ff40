import type {Reader} from '../../host/host.ts';

/** Jiffies of a second, as /proc counts them on every kernel. Source: proc_pid_stat(5), USER_HZ. */
const ticks = 100;

/**
 * When process 1 was started, in ms since 1970; undefined where /proc does not tell. Not the kernel's boot alone, which a node
 * in a container (kind) shares with its host.
 */
export async function upSince(reader: Reader): Promise<number | undefined> {
	const [kernel, first] = await Promise.all(
		['/proc/stat', '/proc/1/stat'].map(path => reader.readText(path).catch(() => undefined)),
	);
	const bootS = Number(/^btime (\d+)$/m.exec(kernel ?? '')?.[1] ?? Number.NaN);
	// The name, in parentheses, may have anything in it; the 22nd field is the 20th behind it.
	const after = first?.slice(first.lastIndexOf(')') + 2).split(' ')[19];
	const startTicks = Number(after ?? Number.NaN);
	const ms = (bootS + startTicks / ticks) * 1000;
	return Number.isFinite(ms) ? ms : undefined;
}
