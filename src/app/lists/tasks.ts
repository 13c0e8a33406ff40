import type {Task} from '../../model/task.ts';
import {shortId} from '../format.ts';
import type {List} from './list.ts';

export const tasks: List<Task> = {
	name: 'tasks',
	aliases: ['ta', 'task', 't'],
	about: "containerd's running processes, of every containerd namespace",
	columns: [
		{title: 'TASK', text: task => shortId(task.id), drop: 0, sort: 'name'},
		{title: 'PID', text: task => String(task.pid), drop: 0, align: 'right', order: task => task.pid},
		{
			title: 'STATE',
			text: task => task.state,
			drop: 0,
			tone: task => (task.state === 'running' ? 'good' : 'warn'),
			sort: 'status',
		},
		{title: 'CONTAINER', text: task => task.container?.name ?? '', drop: 1, shrinksTo: 12},
		{title: 'POD', text: task => task.container?.podName ?? '', drop: 1, shrinksTo: 12},
		{title: 'NS', text: task => task.containerdNamespace, drop: 0, tone: () => 'quiet', sort: 'namespace'},
		{title: 'CGROUP', text: task => task.cgroup ?? '', drop: 2, shrinksTo: 16, tone: () => 'quiet'},
	],
	load: runtime => runtime.tasks(),
	enrich: (runtime, rows) => runtime.cgroupsOf(rows),
	merge: withCgroups,
	id: task => `${task.containerdNamespace}/${task.id}`,
	label: task => task.container?.name ?? shortId(task.id),
	json: task => task,
	containerdNamespaceOf: task => task.containerdNamespace,
	open: task => ({to: 'process', pid: task.pid, title: `task ${task.container?.name ?? shortId(task.id)}`}),
	treeOf: ({id, containerdNamespace}) => ({select: `container/${containerdNamespace}/${id}`}),
	subject: task => ({kind: 'task', id: task.id, containerdNamespace: task.containerdNamespace}),
};

/** A task stays in its cgroup: until it is looked at again, it is where it was. */
function withCgroups(before: readonly Task[], loaded: readonly Task[]): readonly Task[] {
	const known = new Map(before.map(task => [tasks.id(task), task]));
	return loaded.map(task => {
		const last = known.get(tasks.id(task));
		return task.cgroup === undefined && last?.pid === task.pid ? {...task, cgroup: last.cgroup} : task;
	});
}
