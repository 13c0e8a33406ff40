import type {Reader} from '../../host/host.ts';
import type {Container} from '../../model/container.ts';
import type {WhyContainer} from '../../model/why-facts.ts';

/** What the cgroups of a running container tell, which no runtime does: killed for memory inside of it, or frozen. */
export async function cgroupState(
	{pid, state}: Container,
	reader: Reader,
): Promise<Pick<WhyContainer, 'oomKills' | 'frozen'>> {
	if (pid === undefined || state !== 'running') return {};
	const cgroups = await reader.readText(`/proc/${pid}/cgroup`).catch(() => undefined);
	if (cgroups === undefined) return {};
	const read = (path: string | undefined) =>
		path === undefined ? undefined : reader.readText(path).catch(() => undefined);
	const [memory, freezer] = await Promise.all([
		read(fileOf(cgroups, 'memory', 'memory.oom_control', 'memory.events')),
		read(fileOf(cgroups, 'freezer', 'freezer.state', 'cgroup.freeze')),
	]);
	const kills = /^oom_kill (\d+)$/m.exec(memory ?? '')?.[1];
	return {
		...(kills !== undefined && {oomKills: Number(kills)}),
		...(/^(?:FROZEN|1)\s*$/.test(freezer ?? '') && {frozen: true}),
	};
}

/** Its file in the hierarchy of the controller (v1), or in the one of all (v2). Source: cgroups(7), /proc/PID/cgroup. */
function fileOf(cgroups: string, controller: string, v1File: string, v2File: string): string | undefined {
	for (const line of cgroups.split('\n')) {
		const [, names = '', path] = /^\d+:([^:]*):(.+)$/.exec(line) ?? [];
		if (names.split(',').includes(controller)) return `/sys/fs/cgroup/${controller}${path}/${v1File}`;
	}
	const unified = /^0::(.+)$/m.exec(cgroups)?.[1];
	return unified === undefined ? undefined : `/sys/fs/cgroup${unified}/${v2File}`;
}
