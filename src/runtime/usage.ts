import type {Reader} from '../host/host.ts';
import type {Measured, UsageSample} from '../model/usage.ts';
import {mapLimited} from './ask.ts';
import {cgroupSample, pathsOf, uptimeMs} from './cgroup-stats.ts';
import type {Home} from './home.ts';
import type {CgroupPaths} from './process.ts';

/** Files, not processes: some at once cost nothing. */
const width = 8;

/** What each container used up to now, in the order in which they were asked for; undefined where nobody can tell. */
export type UsageOf = (containers: readonly Measured[]) => Promise<ReadonlyArray<UsageSample | undefined>>;

/**
 * The kernel's own files are read, which starts no process; a container whose PID nobody tells, or whose files cannot be
 * read, is looked up in the runtime's own answer (`crictl stats`, `docker stats`), which costs one.
 */
export function createUsage(reader: Reader, home: Pick<Home, 'ask' | 'namespace'>): UsageOf {
	async function pidsOf(containers: readonly Measured[]): Promise<ReadonlyMap<string, number>> {
		const ids = containers.filter(({pid}) => pid === undefined).map(({id}) => id);
		if (ids.length === 0) return new Map();
		return home.ask(lister => lister.pids(ids)).catch(() => new Map());
	}

	async function asked(): Promise<ReadonlyMap<string, UsageSample>> {
		return new Map((await home.ask(lister => lister.stats())).map(stats => [stats.id, stats]));
	}

	/** By container: found once, and again where it does not answer. What is not asked for any more is forgotten. */
	let known = new Map<string, {readonly pid: number; readonly paths: CgroupPaths}>();

	async function sampleOf(id: string, pid: number, atMs: number, next: typeof known) {
		const before = known.get(id);
		const kept = before?.pid === pid ? await cgroupSample(reader, before.paths, atMs) : undefined;
		if (before && kept) {
			next.set(id, before);
			return kept;
		}
		const paths = await pathsOf(reader, pid);
		if (!paths) return undefined;
		next.set(id, {pid, paths});
		return cgroupSample(reader, paths, atMs);
	}

	return async containers => {
		const isOfHome = ({containerdNamespace = home.namespace()}: Measured) => containerdNamespace === home.namespace();
		const pids = await pidsOf(containers.filter(isOfHome));
		const next: typeof known = new Map();
		const atMs = await uptimeMs(reader);
		const samples = await mapLimited(containers, width, async ({id, pid = pids.get(id)}) =>
			pid === undefined ? undefined : sampleOf(id, pid, atMs, next),
		);
		known = next;
		// One that ended meanwhile is no reason to ask: its PID is known, and another list is on its way.
		const isUntold = (container: Measured, index: number) =>
			samples[index] === undefined && isOfHome(container) && (container.pid ?? pids.get(container.id)) === undefined;
		if (!containers.some(isUntold)) return samples;
		const told = await asked();
		return containers.map(({id}, index) => samples[index] ?? told.get(id));
	};
}
