import type {Container} from '../model/container.ts';
import type {PodSandbox} from '../model/pod-sandbox.ts';
import {isImageId} from './image-names.ts';
import {type Fields, fieldsOf, mapOf, optionalFields, optionalNumber, optionalText, textOf} from './shape.ts';
import {timeOf} from './times.ts';

/** A container as containerd itself knows it: whether it runs is said by its task. Nothing in here changes. */
export type ContainerInfo =
	| {readonly kind: 'pod-sandbox'; readonly pod: Omit<PodSandbox, 'state'>}
	| {readonly kind: 'container'; readonly container: Omit<Container, 'state'>; readonly snapshotter: string};

/**
 * Read `ctr containers info ID`. The CRI plugin keeps what the kubelet asked for in an extension (base64 of JSON): attempt,
 * sandbox, image name, log path and the sandbox's address; where that is absent, labels and annotations say a part of it.
 */
export function parseContainerInfo(text: string, containerdNamespace: string): ContainerInfo {
	const info = fieldsOf(JSON.parse(text), 'answer');
	const id = textOf(info.ID, 'ID');
	const labels = mapOf(info.Labels, 'Labels');
	const annotations = mapOf(optionalFields(info.Spec, 'Spec').annotations, 'Spec.annotations');
	const kind = labels['io.cri-containerd.kind'] ?? annotations['io.kubernetes.cri.container-type'];
	const common = {id, labels, createdAtMs: timeOf(info.CreatedAt, 'CreatedAt')};
	const metadata = criMetadata(info);
	if (kind === 'sandbox') return {kind: 'pod-sandbox', pod: {...common, ...sandboxOf(metadata, {labels, annotations})}};
	return {
		kind: 'container',
		snapshotter: optionalText(info.Snapshotter, 'Snapshotter') ?? 'overlayfs',
		container: {
			...common,
			...containerOf(metadata, {labels, annotations}),
			name: nameOf(labels) ?? id,
			...imageOf(metadata, optionalText(info.Image, 'Image')),
			containerdNamespace,
		},
	};
}

type Notes = {
	readonly labels: Readonly<Record<string, string>>;
	readonly annotations: Readonly<Record<string, string>>;
};

function sandboxOf(metadata: Fields, {labels, annotations}: Notes) {
	const config = optionalFields(metadata.Config, 'Config');
	const named = optionalFields(config.metadata, 'Config.metadata');
	const linux = optionalFields(config.linux, 'Config.linux');
	const security = optionalFields(linux.security_context, 'Config.linux.security_context');
	const network = optionalFields(security.namespace_options, 'namespace_options').network;
	return {
		name: optionalText(named.name, 'Config.metadata.name') ?? labels['io.kubernetes.pod.name'] ?? '',
		namespace: labels['io.kubernetes.pod.namespace'] ?? annotations['io.kubernetes.cri.sandbox-namespace'] ?? '',
		uid: labels['io.kubernetes.pod.uid'] ?? annotations['io.kubernetes.cri.sandbox-uid'] ?? '',
		attempt: optionalNumber(named.attempt, 'Config.metadata.attempt') ?? 0,
		ip: optionalText(metadata.IP, 'IP'),
		// Source: runtime.v1.NamespaceMode, POD 0 (left out), CONTAINER 1, NODE 2.
		hostNetwork: Object.keys(metadata).length === 0 ? undefined : network === 2,
		runtimeHandler: optionalText(metadata.RuntimeHandler, 'RuntimeHandler'),
		annotations: mapOf(config.annotations, 'Config.annotations'),
	};
}

function containerOf(metadata: Fields, {labels, annotations}: Notes) {
	const config = optionalFields(metadata.Config, 'Config');
	const named = optionalFields(config.metadata, 'Config.metadata');
	return {
		attempt: optionalNumber(named.attempt, 'Config.metadata.attempt') ?? 0,
		podId: optionalText(metadata.SandboxID, 'SandboxID') ?? annotations['io.kubernetes.cri.sandbox-id'],
		podName: labels['io.kubernetes.pod.name'],
		podNamespace: labels['io.kubernetes.pod.namespace'],
		logPath: optionalText(metadata.LogPath, 'LogPath'),
	};
}

function nameOf(labels: Notes['labels']): string | undefined {
	return labels['io.kubernetes.container.name'] ?? labels['nerdctl/name'] ?? undefined;
}

function imageOf(metadata: Fields, image: string | undefined): Pick<Container, 'image' | 'imageId'> {
	const config = optionalFields(optionalFields(metadata.Config, 'Config').image, 'Config.image');
	const specified = optionalText(config.user_specified_image, 'user_specified_image');
	const named = optionalText(config.image, 'Config.image.image');
	const name = specified ?? (named !== undefined && !isImageId(named) ? named : image) ?? named ?? '';
	return {image: name, imageId: optionalText(metadata.ImageRef, 'ImageRef') ?? image ?? ''};
}

function criMetadata(info: Fields): Fields {
	const extensions = Object.entries(optionalFields(info.Extensions, 'Extensions'));
	const [, extension] =
		extensions.find(([name]) => /^io\.cri-containerd\.(sandbox|container)\.metadata$/.test(name)) ?? [];
	const value = optionalText(optionalFields(extension, 'Extensions').value, 'Extensions.value');
	if (value === undefined) return {};
	const decoded: unknown = JSON.parse(Buffer.from(value, 'base64').toString('utf8'));
	return optionalFields(fieldsOf(decoded, 'metadata').Metadata, 'Metadata');
}
