import type {Reader} from '../host/host.ts';
import type {Snapshot} from '../model/snapshot.ts';
import type {Ctr} from './ctr.ts';

const root = '/var/lib/containerd';
const prefix = 'io.containerd.snapshotter.v1.';

/** Snapshots of a containerd namespace, of each snapshotter that has any on this node. */
export async function snapshotsOf(reader: Reader, ctr: Ctr, containerdNamespace: string): Promise<readonly Snapshot[]> {
	const snapshotters = await usedSnapshotters(reader);
	return (await Promise.all(snapshotters.map(name => ctr.snapshots(containerdNamespace, name)))).flat();
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
