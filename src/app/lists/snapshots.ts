import type {Snapshot} from '../../model/snapshot.ts';
import {shortId, size} from '../format.ts';
import type {List} from './list.ts';

export const snapshots: List<Snapshot> = {
	name: 'snapshots',
	aliases: ['sn', 'snap', 'snapshot'],
	about: 'layers of images and containers, as the snapshotter keeps them',
	columns: [
		{title: 'SNAPSHOT', text: snapshot => shortId(snapshot.key), drop: 0, shrinksTo: 13},
		{title: 'PARENT', text: snapshot => shortId(snapshot.parent ?? ''), drop: 1, tone: () => 'quiet'},
		{title: 'KIND', text: snapshot => snapshot.kind, drop: 0},
		{title: 'SIZE', text: snapshot => size(snapshot.sizeBytes), drop: 2, align: 'right'},
		{title: 'SNAPSHOTTER', text: snapshot => snapshot.snapshotter, drop: 3, tone: () => 'quiet'},
		{title: 'NS', text: snapshot => snapshot.containerdNamespace, drop: 0, tone: () => 'quiet'},
	],
	load: runtime => runtime.snapshots(),
	id: snapshot => `${snapshot.containerdNamespace}/${snapshot.snapshotter}/${snapshot.key}`,
	label: snapshot => shortId(snapshot.key),
	json: snapshot => snapshot,
	containerdNamespaceOf: snapshot => snapshot.containerdNamespace,
	open: () => ({to: 'details'}),
	subject: ({key, containerdNamespace}) => ({kind: 'snapshot', id: key, containerdNamespace}),
};
