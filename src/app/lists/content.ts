import type {Content} from '../../model/content.ts';
import {labelText, shortId, size} from '../format.ts';
import type {List} from './list.ts';

export const content: List<Content> = {
	name: 'content',
	aliases: ['blobs', 'cs'],
	about: 'blobs of the content store, as they were pulled, and which images need them',
	columns: [
		{title: 'DIGEST', text: blob => shortId(blob.digest), drop: 0, shrinksTo: 13, sort: 'name'},
		{title: 'KIND', text: blob => blob.kind, drop: 0, sort: 'status'},
		{
			title: 'SIZE',
			text: blob => size(blob.sizeBytes),
			drop: 0,
			align: 'right',
			sort: 'size',
			order: blob => blob.sizeBytes,
			descending: true,
		},
		{title: 'AGE', text: blob => blob.age, drop: 3},
		{
			title: 'NEEDED BY',
			text: ({usedBy}) => usedBy.find(name => !/^sha256:/.test(name)) ?? usedBy[0] ?? '',
			drop: 1,
			shrinksTo: 16,
		},
		{
			title: 'NAMES',
			text: ({usedBy}) => String(usedBy.length || ''),
			drop: 5,
			wide: true,
			align: 'right',
			order: ({usedBy}) => usedBy.length,
		},
		{title: 'LABELS', text: ({labels}) => labelText(labels), drop: 6, wide: true, shrinksTo: 12, tone: () => 'quiet'},
		{title: 'NS', text: blob => blob.containerdNamespace, drop: 2, tone: () => 'quiet', sort: 'namespace'},
	],
	load: runtime => runtime.content(),
	id: blob => `${blob.containerdNamespace}/${blob.digest}`,
	label: blob => shortId(blob.digest),
	json: blob => blob,
	containerdNamespaceOf: blob => blob.containerdNamespace,
	labelsOf: blob => blob.labels,
	open: ({kind}) =>
		kind === 'layer' || kind === 'unknown'
			? {to: 'nowhere', because: 'a layer is an archive: only manifests, indexes and configs are text'}
			: {to: 'details'},
	subject: ({digest, containerdNamespace, kind}) =>
		kind === 'layer' || kind === 'unknown' ? undefined : {kind: 'content', id: digest, containerdNamespace},
};
