import type {Container, ContainerState} from '../model/container.ts';
import type {Image} from '../model/image.ts';
import type {PodSandbox} from '../model/pod-sandbox.ts';
import {isImageId, withoutTransport} from './image-names.ts';
import {
	type Fields,
	fieldsOf,
	listOf,
	mapOf,
	numberOf,
	optionalFields,
	optionalNumber,
	optionalText,
	textOf,
	textsOf,
} from './shape.ts';
import {timeOf} from './times.ts';

/** Read `crictl pods -o json`. Source: runtime.v1.ListPodSandboxResponse, printed by protojson or gogo's jsonpb. */
export function parsePods(text: string): readonly PodSandbox[] {
	const answer = fieldsOf(JSON.parse(text), 'answer');
	return listOf(known(answer, 'items'), 'items').map(pod => {
		const metadata = fieldsOf(pod.metadata, 'items.metadata');
		return {
			id: textOf(pod.id, 'items.id'),
			name: textOf(metadata.name, 'items.metadata.name'),
			namespace: optionalText(metadata.namespace, 'items.metadata.namespace') ?? 'default',
			uid: optionalText(metadata.uid, 'items.metadata.uid') ?? '',
			state: pod.state === 'SANDBOX_READY' ? 'ready' : 'notready',
			attempt: optionalNumber(metadata.attempt, 'items.metadata.attempt') ?? 0,
			createdAtMs: timeOf(pod.createdAt, 'items.createdAt'),
			runtimeHandler: optionalText(pod.runtimeHandler, 'items.runtimeHandler'),
			labels: mapOf(pod.labels, 'items.labels'),
			annotations: mapOf(pod.annotations, 'items.annotations'),
		};
	});
}

/**
 * Read `crictl ps -o json`. The kubelet's containers name their image by ID here; what a person wrote is in
 * `userSpecifiedImage` (crictl >= 1.30 with containerd >= 1.7), else only in the image list.
 */
export function parseContainers(text: string, containerdNamespace: string): readonly Container[] {
	const answer = fieldsOf(JSON.parse(text), 'answer');
	return listOf(known(answer, 'containers'), 'containers').map(container => {
		const metadata = fieldsOf(container.metadata, 'containers.metadata');
		const labels = mapOf(container.labels, 'containers.labels');
		return {
			id: textOf(container.id, 'containers.id'),
			name: textOf(metadata.name, 'containers.metadata.name'),
			state: containerState(container.state),
			attempt: optionalNumber(metadata.attempt, 'containers.metadata.attempt') ?? 0,
			...imageOf(container, 'containers'),
			podId: optionalText(container.podSandboxId, 'containers.podSandboxId'),
			podName: labels['io.kubernetes.pod.name'],
			podNamespace: labels['io.kubernetes.pod.namespace'],
			containerdNamespace,
			createdAtMs: timeOf(container.createdAt, 'containers.createdAt'),
			labels,
		};
	});
}

/** Read `crictl images -o json`. `size` is uint64, so a string; `pinned` came with 1.24. */
export function parseImages(text: string, containerdNamespace: string): readonly Image[] {
	const answer = fieldsOf(JSON.parse(text), 'answer');
	return listOf(known(answer, 'images'), 'images').map(image => ({
		id: textOf(image.id, 'images.id'),
		tags: textsOf(image.repoTags, 'images.repoTags'),
		digests: textsOf(image.repoDigests, 'images.repoDigests'),
		sizeBytes: numberOf(image.size ?? 0, 'images.size'),
		pinned: typeof image.pinned === 'boolean' ? image.pinned : undefined,
		usedBy: [],
		containerdNamespace,
	}));
}

/** Name and ID of a container's image, from a list entry or a status. */
export function imageOf(container: Fields, where: string): Pick<Container, 'image' | 'imageId'> {
	const image = optionalFields(container.image, `${where}.image`);
	const written = optionalText(image.image, `${where}.image.image`);
	const specified = optionalText(image.userSpecifiedImage, `${where}.image.userSpecifiedImage`);
	const imageId =
		optionalText(container.imageId, `${where}.imageId`) ?? optionalText(container.imageRef, `${where}.imageRef`);
	const name = specified ?? written ?? imageId ?? '';
	return {
		image: name,
		imageId: withoutTransport(imageId ?? (written !== undefined && isImageId(written) ? written : name)),
	};
}

const states: Readonly<Record<string, ContainerState>> = {
	CONTAINER_CREATED: 'created',
	CONTAINER_RUNNING: 'running',
	CONTAINER_EXITED: 'exited',
};

export function containerState(state: unknown): ContainerState {
	return (typeof state === 'string' ? states[state] : undefined) ?? 'unknown';
}

/** An empty list may be `{}`, but an answer with other keys is another answer. */
function known(answer: Fields, key: string): unknown {
	if (!(key in answer) && Object.keys(answer).length > 0) throw new Error(`${key} is absent`);
	return answer[key];
}
