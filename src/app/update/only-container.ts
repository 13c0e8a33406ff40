import type {Container} from '../../model/container.ts';
import {latestAttempts} from '../../model/latest-attempts.ts';
import type {PodWithContainers} from '../../model/pod-sandbox.ts';
import {containerOfPod} from '../container-behind.ts';
import type {State} from '../state.ts';

/** The container that a pod is all about, of which a log can be read at once. Undefined where it has none, or several. */
export function onlyContainer(state: State, pod: PodWithContainers): Container | undefined {
	const [only, ...others] = latestAttempts(pod);
	return only === undefined || others.length > 0 ? undefined : containerOfPod(state, pod, only.id);
}
