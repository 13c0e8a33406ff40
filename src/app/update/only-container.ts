import type {Container} from '../../model/container.ts';
import {latestAttempts} from '../../model/latest-attempts.ts';
import type {PodWithContainers} from '../../model/pod-sandbox.ts';
import {mobyNamespace} from '../../runtime/docker-answers.ts';
import {criNamespace, homeNamespace} from '../../runtime/home-namespace.ts';
import type {State} from '../state.ts';

/**
 * The container that a pod is all about, of which a log can be read at once: its row where that was listed, else what the
 * pod says of it. Undefined where the pod has none, or several.
 */
export function onlyContainer(state: State, pod: PodWithContainers): Container | undefined {
	const [only, ...others] = latestAttempts(pod);
	if (only === undefined || others.length > 0) return undefined;
	const listed = (state.lists.containers?.rows ?? []) as readonly Container[];
	const {id, name, attempt = 0} = only;
	return (
		listed.find(one => one.id === id) ?? {
			id,
			name,
			state: only.state,
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

function namespaceOfPods({facts}: State): string {
	if (facts?.listing.through === 'docker') return mobyNamespace;
	return facts?.endpoint === undefined ? criNamespace : homeNamespace(facts.endpoint.url);
}
