import type {Reader} from '../host/host.ts';
import type {Snapshot} from '../model/snapshot.ts';
import type {Ctr} from './ctr.ts';

const root = '/var/lib/containerd';
const prefix = 'io.containerd.snapshotter.v1.';

/** Snapshots of a containerd namespace, of each snapshotter that has any on this node. */
export async function snapshotsOf(reader: Reader, ctr: Ctr, containerdNamespace: string): Promise<readonly Snapshot[]> {
	const snapshotters = await usedSnapshotters(reader);
	const all = await Promise.all(snapshotters.map(name => ctr.snapshots(containerdNamespace, name)));
	return all.flatMap(withChains);
}

/** Say what each snapshot of one snapshotter is laid upon. Layers share their chains: each is followed once. */
function withChains(snapshots: readonly Snapshot[]): readonly Snapshot[] {
	const byKey = new Map(snapshots.map(snapshot => [snapshot.key, snapshot]));
	const chains = new Map<string, readonly string[]>();
	const chainOf = (key: string, from: readonly string[] = []): readonly string[] => {
		const known = chains.get(key);
		if (known) return known;
		const parent = byKey.get(key)?.parent;
		const chain = parent === undefined || from.includes(parent) ? [] : [parent, ...chainOf(parent, [...from, key])];
		chains.set(key, chain);
		return chain;
	};
	return snapshots.map(snapshot => {
		const chain = chainOf(snapshot.key);
		return {...snapshot, chain, layers: chain.length + 1};
	});
}

/** Each snapshotter has a folder, used or not; one without snapshots in it need not be asked. */
async function usedSnapshotters(reader: Reader): Promise<readonly string[]> {
	const names = await reader.listNames(root).catch(() => []);
	const folders = names.filter(name => name.startsWith(prefix));
	const used = await Promise.all(
		folders.map(async folder => (await reader.listNames(`${root}/${folder}/snapshots`).catch(() => [])).length > 0),
	);
	const found = folders.filter((_, index) => used[index]).map(folder => folder.slice(prefix.length));
	return found.length > 0 ? found : ['overlayfs'];
}
