import type {Image} from '../../model/image.ts';
import {shortId, size} from '../format.ts';
import type {List} from './list.ts';

export const images: List<Image> = {
	name: 'images',
	aliases: ['im', 'img', 'image'],
	about: 'images, their names, and what uses them',
	columns: [
		{
			title: 'IMAGE',
			text: image => image.tags[0] ?? image.digests[0] ?? '<none>',
			drop: 0,
			shrinksTo: 24,
			sort: 'name',
		},
		{
			title: 'TAGS',
			text: image => String(image.tags.length),
			drop: 3,
			align: 'right',
			order: image => image.tags.length,
			descending: true,
		},
		{title: 'ID', text: image => shortId(image.id), drop: 2, tone: () => 'quiet'},
		{
			title: 'SIZE',
			text: image => size(image.sizeBytes),
			drop: 0,
			align: 'right',
			sort: 'size',
			order: image => image.sizeBytes,
			descending: true,
		},
		{
			title: 'USED BY',
			text: image => String(image.usedBy.length || ''),
			drop: 1,
			align: 'right',
			sort: 'status',
			order: image => image.usedBy.length,
			descending: true,
		},
		{title: 'PINNED', text: image => (image.pinned ? 'yes' : ''), drop: 3},
		{title: 'NS', text: image => image.containerdNamespace, drop: 2, tone: () => 'quiet', sort: 'namespace'},
		{title: 'USERS', text: image => (image.users ?? []).join(' '), drop: 5, wide: true, shrinksTo: 12},
		{title: 'ALL TAGS', text: image => image.tags.join(' '), drop: 6, wide: true, shrinksTo: 12, tone: () => 'quiet'},
	],
	load: runtime => runtime.images(),
	id: image => `${image.containerdNamespace}/${image.id}`,
	label: image => image.tags[0] ?? shortId(image.id),
	json: image => image,
	containerdNamespaceOf: image => image.containerdNamespace,
	open: () => ({to: 'details'}),
	subject: image => ({kind: 'image', id: image.id, containerdNamespace: image.containerdNamespace}),
};
