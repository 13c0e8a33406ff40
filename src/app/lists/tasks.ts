import type {Task} from '../../model/task.ts';
import {shortId} from '../format.ts';
import type {List} from './list.ts';

export const tasks: List<Task> = {
	name: 'tasks',
	aliases: ['ta', 'task', 't'],
	about: "containerd's running processes, of every containerd namespace",
	columns: [
		{title: 'TASK', text: task => shortId(task.id), drop: 0},
		{title: 'PID', text: task => String(task.pid), drop: 0, align: 'right'},
		{title: 'STATE', text: task => task.state, drop: 0, tone: task => (task.state === 'running' ? 'good' : 'warn')},
		{title: 'CONTAINER', text: task => task.container?.name ?? '', drop: 1, shrinksTo: 12},
		{title: 'POD', text: task => task.container?.podName ?? '', drop: 1, shrinksTo: 12},
		{title: 'NS', text: task => task.containerdNamespace, drop: 0, tone: () => 'quiet'},
	],
	load: runtime => runtime.tasks(),
	id: task => `${task.containerdNamespace}/${task.id}`,
	label: task => task.container?.name ?? shortId(task.id),
	json: task => task,
	containerdNamespaceOf: task => task.containerdNamespace,
	open: () => ({to: 'details'}),
	subject: task => ({kind: 'task', id: task.id, containerdNamespace: task.containerdNamespace}),
};
