import type {Container} from '../../model/container.ts';
import type {PodWithContainers} from '../../model/pod-sandbox.ts';
import type {ActionNode} from './row-action.ts';
import type {Target} from './target.ts';

/** What stands behind the rows, as the node has it now. */
export type Things = {
	readonly containers: readonly Container[];
	/** Pods that are meant whole: their rows, and the tasks of their pause containers. */
	readonly pods: readonly PodWithContainers[];
	/** Every container of the node, for those who share something with these. */
	readonly all: readonly Container[];
};

/** The rows on the screen may be seconds old: PIDs and states are asked again before anything is planned with them. */
export async function thingsOf(targets: readonly Target[], {runtime}: ActionNode): Promise<Things> {
	const [all, pods] = await Promise.all([runtime.containers(), runtime.pods()]);
	const containers: Container[] = [];
	const whole: PodWithContainers[] = [];
	for (const target of targets) {
		switch (target.kind) {
			case 'container':
				containers.push(found(all, target.container, target.container.name));
				break;
			case 'pod':
				whole.push(found(pods, target.pod, `pod ${target.pod.name}`));
				break;
			case 'task': {
				const pod = pods.find(({id}) => id === target.task.id);
				if (pod) whole.push(pod);
				else containers.push(found(all, target.task, 'the container of this task'));
				break;
			}
			case 'image':
				throw new Error('an image is no container');
		}
	}
	return {containers, pods: whole, all};
}

function found<T extends {readonly id: string; readonly containerdNamespace?: string}>(
	all: readonly T[],
	{id, containerdNamespace}: {readonly id: string; readonly containerdNamespace?: string},
	name: string,
): T {
	const same = all.filter(one => one.id === id);
	const thing = same.find(one => one.containerdNamespace === containerdNamespace) ?? same[0];
	if (thing === undefined) throw new Error(`${name} is gone`);
	return thing;
}

/** The one container that is meant; a pod stands for its only running one. */
export async function containerOf(targets: readonly Target[], node: ActionNode): Promise<Container> {
	const {containers, pods, all} = await thingsOf(targets, node);
	const [own] = containers;
	if (own) return own;
	const running = all.filter(({podId, state}) => podId === pods[0]?.id && state === 'running');
	const [only, ...others] = running;
	if (only && others.length === 0) return only;
	throw new Error(only ? 'this pod has several containers: choose one of them' : 'no container runs in this pod');
}
