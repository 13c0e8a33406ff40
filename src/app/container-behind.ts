import type {Container} from '../model/container.ts';
import type {PodWithContainers} from '../model/pod-sandbox.ts';
import {mobyNamespace} from '../runtime/docker-answers.ts';
import {criNamespace, homeNamespace} from '../runtime/home-namespace.ts';
import type {List} from './lists/list.ts';
import type {State} from './state.ts';

/** The container that a row stands for: its own, or the one that a task or a measurement is of. */
export function containerBehind(state: State, list: List<unknown>, row: unknown): Container | undefined {
	const own = list.container?.(row);
	if (own !== undefined) return own;
	if (list.name !== 'tasks' && list.name !== 'stats') return undefined;
	const {id} = row as {readonly id: string};
	return containerById(state, id) ?? (list.name === 'stats' ? measured(row as Measurement) : undefined);
}

/** What the lists that were loaded know of a container. */
export function containerById(state: State, id: string): Container | undefined {
	return listed(state, id) ?? ofAPod(state, id);
}

/** What a pod says of one of its containers; where that was listed, its row, which says more. */
export function containerOfPod(state: State, pod: PodWithContainers, id: string): Container | undefined {
	const container = pod.containers.find(one => one.id === id);
	if (container === undefined) return undefined;
	const {name, attempt = 0} = container;
	return (
		listed(state, id) ?? {
			id,
			name,
			state: container.state,
			attempt,
			image: '',
			imageId: '',
			podId: pod.id,
			podName: pod.name,
			podNamespace: pod.namespace,
			containerdNamespace: namespaceOfPods(state),
			createdAtMs: pod.createdAtMs,
			// Where the kubelet keeps the log is named after these.
			labels: {'io.kubernetes.pod.uid': pod.uid},
		}
	);
}

function listed(state: State, id: string): Container | undefined {
	return ((state.lists.containers?.rows ?? []) as readonly Container[]).find(one => one.id === id);
}

function ofAPod(state: State, id: string): Container | undefined {
	const pods = (state.lists.pods?.rows ?? []) as readonly PodWithContainers[];
	const pod = pods.find(({containers}) => containers.some(one => one.id === id));
	return pod && containerOfPod(state, pod, id);
}

type Measurement = Pick<
	Container,
	'id' | 'name' | 'podId' | 'podName' | 'podNamespace' | 'containerdNamespace' | 'labels'
>;

/** What is measured runs; the rest is asked for by whoever acts on it. */
function measured({id, name, podId, podName, podNamespace, containerdNamespace, labels}: Measurement): Container {
	return {
		...{id, name, podId, podName, podNamespace, containerdNamespace, labels},
		state: 'running',
		attempt: 0,
		image: '',
		imageId: '',
		createdAtMs: 0,
	};
}

function namespaceOfPods({facts}: State): string {
	if (facts?.listing.through === 'docker') return mobyNamespace;
	return facts?.endpoint === undefined ? criNamespace : homeNamespace(facts.endpoint.url);
}
