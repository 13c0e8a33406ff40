import type {Snapshot} from '../../model/snapshot.ts';
import {shortId, size} from '../format.ts';
import type {List} from './list.ts';

export const snapshots: List<Snapshot> = {
	name: 'snapshots',
	aliases: ['sn', 'snap', 'snapshot'],
	about: 'layers of images and containers, as the snapshotter keeps them',
	columns: [
		{title: 'SNAPSHOT', text: snapshot => shortId(snapshot.key), drop: 0, shrinksTo: 13, sort: 'name'},
		{title: 'PARENT', text: snapshot => shortId(snapshot.parent ?? ''), drop: 1, tone: () => 'quiet'},
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
	merge: withSizes,
	measure: (runtime, snapshot) => runtime.measureSnapshot(snapshot),
	id: snapshot => `${snapshot.containerdNamespace}/${snapshot.snapshotter}/${snapshot.key}`,
	label: snapshot => shortId(snapshot.key),
	json: ({chain: _chain, layers: _layers, ...snapshot}) => snapshot,
	containerdNamespaceOf: snapshot => snapshot.containerdNamespace,
	open: () => ({to: 'details'}),
	treeOf: ({key, containerdNamespace}) => ({select: `snapshot/${containerdNamespace}/${key}/0`}),
	subject: ({key, containerdNamespace}) => ({kind: 'snapshot', id: key, containerdNamespace}),
};

/** A layer never changes, a writable one is as large as when it was last measured. */
function withSizes(before: readonly Snapshot[], loaded: readonly Snapshot[]): readonly Snapshot[] {
	const known = new Map(before.map(snapshot => [snapshots.id(snapshot), snapshot.sizeBytes]));
	return loaded.map(snapshot => ({...snapshot, sizeBytes: snapshot.sizeBytes ?? known.get(snapshots.id(snapshot))}));
}
