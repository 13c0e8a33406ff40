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
	// ctr lists them as they lie in its memory, another way each time: what stands still can be read.
	return tasks.map(task => ({...task, container: names.get(task.id)})).toSorted(byPlace);
}

function byPlace(one: Task, other: Task): number {
	return compare(placeOf(one), placeOf(other));
}

/** By containerd namespace and pod, those without a pod last; in a pod the sandbox first. */
function placeOf({id, containerdNamespace, container}: Task): readonly string[] {
	const {name = '', podName} = container ?? {};
	const inPod = podName === undefined ? '1' : '0';
	return [containerdNamespace, inPod, podName ?? '', name === sandboxName ? '0' : '1', name, id];
}

function compare(one: readonly string[], other: readonly string[]): number {
	const at = one.findIndex((text, index) => text !== other[index]);
	return at < 0 ? 0 : (one[at] ?? '') < (other[at] ?? '') ? -1 : 1;
}
