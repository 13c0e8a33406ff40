import type {Reader} from '../../host/host.ts';

/** Whether a process is there and is of this container: its cgroup has the container's ID in its path, whoever made it. */
export async function isAlive(reader: Reader, id: string, pid: number | undefined): Promise<boolean> {
	if (pid === undefined) return false;
	const cgroup = await reader.readText(`/proc/${pid}/cgroup`).catch(() => undefined);
	return cgroup?.includes(id) === true;
}
