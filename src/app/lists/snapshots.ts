import type {Snapshot} from '../../model/snapshot.ts';
import type {NodeRuntime} from '../../runtime/node-runtime.ts';
import {shortId, size} from '../format.ts';
import type {List} from './list.ts';

export const snapshots: List<Snapshot> = {
	name: 'snapshots',
	aliases: ['sn', 'snap', 'snapshot'],
	about: 'layers of images and containers, as the snapshotter keeps them',
	columns: [
		{title: 'SNAPSHOT', text: snapshot => shortId(snapshot.key), drop: 0, shrinksTo: 13, sort: 'name'},
		{title: 'PARENT', text: snapshot => shortId(snapshot.parent ?? ''), drop: 1, tone: () => 'quiet'},
		{title: 'OF', text: ({owner}) => owner ?? '', drop: 1, shrinksTo: 16},
		{title: 'KIND', text: snapshot => snapshot.kind, drop: 0, sort: 'status'},
		{
			title: 'LAYERS',
			text: ({layers}) => (layers === undefined ? '' : String(layers)),
			drop: 3,
			align: 'right',
			order: ({layers}) => layers,
			descending: true,
		},
		{
			title: 'SIZE',
			text: ({sizeBytes}) => (sizeBytes === undefined ? '' : size(sizeBytes)),
			drop: 2,
			align: 'right',
			sort: 'size',
			order: ({sizeBytes}) => sizeBytes,
			descending: true,
		},
		{title: 'SNAPSHOTTER', text: snapshot => snapshot.snapshotter, drop: 3, tone: () => 'quiet'},
		{
			title: 'CHAIN',
			text: ({chain = []}) => chain.map(shortId).join(' › '),
			drop: 6,
			wide: true,
			shrinksTo: 13,
			tone: () => 'quiet',
		},
		{title: 'NS', text: snapshot => snapshot.containerdNamespace, drop: 0, tone: () => 'quiet', sort: 'namespace'},
	],
	load: runtime => runtime.snapshots(),
	enrich: withOwners,
	merge: withWhatIsKnown,
	measure: (runtime, snapshot) => runtime.measureSnapshot(snapshot),
	id: snapshot => `${snapshot.containerdNamespace}/${snapshot.snapshotter}/${snapshot.key}`,
	label: snapshot => shortId(snapshot.key),
	json: ({chain: _chain, layers: _layers, owner: _owner, ...snapshot}) => snapshot,
	containerdNamespaceOf: snapshot => snapshot.containerdNamespace,
	open: () => ({to: 'details'}),
	treeOf: ({key, containerdNamespace}) => ({select: `snapshot/${containerdNamespace}/${key}/0`}),
	subject: ({key, containerdNamespace}) => ({kind: 'snapshot', id: key, containerdNamespace}),
};

/** Names of the containers that write into them, and how many stand upon a layer: containerd itself knows only keys. */
async function withOwners(runtime: NodeRuntime, rows: readonly Snapshot[]): Promise<readonly Snapshot[]> {
	const [containers, pods] = await Promise.all([runtime.containers(), runtime.pods()]);
	const names = new Map<string, string>(pods.map(({id, name}) => [id, `${name} (sandbox)`]));
	for (const {id, name, podName} of containers) names.set(id, podName === undefined ? name : `${podName}/${name}`);
	const writable = rows.filter(({kind}) => kind === 'active');
	const above = Map.groupBy(
		writable.flatMap(({chain = []}) => chain),
		key => key,
	);
	return rows.map(snapshot => {
		const count = above.get(snapshot.key)?.length;
		const layer = count === undefined ? undefined : `${count} ${count === 1 ? 'container' : 'containers'}`;
		return {...snapshot, owner: names.get(snapshot.key) ?? layer};
	});
}

/** A layer never changes, a writable one is as large as when it was last measured; whose it is stays. */
function withWhatIsKnown(before: readonly Snapshot[], loaded: readonly Snapshot[]): readonly Snapshot[] {
	const known = new Map(before.map(snapshot => [snapshots.id(snapshot), snapshot]));
	return loaded.map(snapshot => {
		const last = known.get(snapshots.id(snapshot));
		const {sizeBytes = last?.sizeBytes, owner = last?.owner} = snapshot;
		return {...snapshot, sizeBytes, owner};
	});
}
