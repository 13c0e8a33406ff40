import type {ContainerdNamespace} from '../../model/containerd-namespace.ts';
import type {List} from './list.ts';

export const namespaces: List<ContainerdNamespace> = {
	name: 'namespaces',
	aliases: ['ns', 'namespace'],
	about: 'containerd namespaces and who owns them; enter shows the containers of one',
	columns: [
		{title: 'NAMESPACE', text: ({name}) => name, drop: 0, shrinksTo: 12, sort: 'name'},
		{title: 'OWNER', text: ({owner}) => owner ?? '', drop: 1},
		{title: 'CONTAINERS', text: ({containers}) => String(containers), drop: 0, align: 'right'},
		{title: 'TASKS', text: ({tasks}) => String(tasks), drop: 0, align: 'right'},
		{title: 'IMAGES', text: ({images}) => String(images), drop: 1, align: 'right'},
		{title: 'SNAPSHOTS', text: ({snapshots}) => String(snapshots), drop: 1, align: 'right'},
	],
	load: runtime => runtime.namespaces(),
	id: ({name}) => name,
	label: ({name}) => name,
	json: namespace => namespace,
	containerdNamespaceOf: () => undefined,
	open: ({name}) => ({to: 'namespace', containerdNamespace: name}),
	subject: () => undefined,
};
