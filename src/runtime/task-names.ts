import type {Container} from '../model/container.ts';
import type {PodWithContainers} from '../model/pod-sandbox.ts';
import type {Task} from '../model/task.ts';

/** What a task of a pod sandbox is called: its program does nothing but keep the pod's namespaces. */
const sandboxName = 'pod sandbox';

/** Give tasks the names of their containers. IDs are unique in a containerd namespace only, but random enough. */
export function nameTasks(
	tasks: readonly Task[],
	pods: readonly PodWithContainers[],
	containers: readonly Container[],
): readonly Task[] {
	const names = new Map<string, NonNullable<Task['container']>>();
	for (const {id, name, podName} of containers) names.set(id, {name, podName});
	for (const pod of pods) {
		names.set(pod.id, {name: sandboxName, podName: pod.name});
		for (const {id, name} of pod.containers) names.set(id, {name, podName: pod.name});
	}
	return tasks.map(task => ({...task, container: names.get(task.id)}));
}
