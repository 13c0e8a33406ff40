import type {PodOnNode} from '../../model/node-workloads.ts';
import {type Fields, fieldsOf, listOf, mapOf, optionalFields, optionalText, textOf} from '../shape.ts';

const mirrorAnnotation = 'kubernetes.io/config.mirror';

/** Read `kubectl get pods -o json`. */
export function parsePods(text: string): readonly PodOnNode[] {
	return listOf(fieldsOf(JSON.parse(text), 'answer').items, 'items').map(podOf);
}

function podOf(pod: Fields): PodOnNode {
	const metadata = fieldsOf(pod.metadata, 'metadata');
	const spec = fieldsOf(pod.spec, 'spec');
	const status = optionalFields(pod.status, 'status');
	const nodeName = optionalText(spec.nodeName, 'nodeName');
	const owner = listOf(metadata.ownerReferences, 'ownerReferences').find(({controller}) => controller === true);
	const statuses = [...listOf(status.initContainerStatuses, 'init'), ...listOf(status.containerStatuses, 'containers')];
	const mirror = mapOf(metadata.annotations, 'annotations')[mirrorAnnotation] !== undefined;
	const finalizers = (Array.isArray(metadata.finalizers) ? metadata.finalizers : []).map(String);
	const scheduled = listOf(status.conditions, 'conditions').find(({type}) => type === 'PodScheduled');
	const unscheduled = scheduled?.status === 'False' ? optionalText(scheduled.message, 'message') : undefined;
	const endedFor = status.phase === 'Failed' ? optionalText(status.reason, 'reason') : undefined;
	const kind = owner === undefined ? undefined : textOf(owner.kind, 'kind');
	const needed = listOf(spec.volumes, 'volumes').flatMap(({hostPath}) => {
		const {path, type} = optionalFields(hostPath, 'hostPath');
		return /^(Socket|File|Directory)$/.test(String(type)) ? [String(path)] : [];
	});
	return {
		name: textOf(metadata.name, 'name'),
		namespace: textOf(metadata.namespace, 'namespace'),
		labels: mapOf(metadata.labels, 'labels'),
		uid: textOf(metadata.uid, 'uid'),
		phase: optionalText(status.phase, 'phase') ?? 'Unknown',
		...(endedFor === undefined ? {} : {endedFor}),
		...(nodeName === undefined ? {} : {nodeName}),
		...(unscheduled === undefined ? {} : {unscheduled}),
		createdAtMs: Date.parse(textOf(metadata.creationTimestamp, 'creationTimestamp')),
		deleting: metadata.deletionTimestamp !== undefined,
		...(metadata.deletionTimestamp === undefined
			? {}
			: {goneByMs: Date.parse(textOf(metadata.deletionTimestamp, 'deletionTimestamp'))}),
		...(finalizers.length === 0 ? {} : {finalizers}),
		...(kind === undefined ? {} : {controller: kind, owner: textOf(owner?.name, 'name')}),
		mirror,
		images: [...listOf(spec.initContainers, 'init'), ...listOf(spec.containers, 'containers')].flatMap(
			({image}) => optionalText(image, 'image') ?? [],
		),
		waiting: statuses.flatMap(
			({state}) =>
				optionalText(optionalFields(optionalFields(state, 'state').waiting, 'waiting').reason, 'reason') ?? [],
		),
		restarts: statuses.reduce((all, {restartCount}) => all + (typeof restartCount === 'number' ? restartCount : 0), 0),
		runningIds: statuses.flatMap(({state, containerID}) =>
			optionalFields(state, 'state').running === undefined ? [] : (optionalText(containerID, 'containerID') ?? []),
		),
		hostPaths: listOf(spec.volumes, 'volumes').flatMap(
			({hostPath}) => optionalText(optionalFields(hostPath, 'hostPath').path, 'path') ?? [],
		),
		...(needed.length === 0 ? {} : {neededPaths: needed}),
		emptyDirs: listOf(spec.volumes, 'volumes').flatMap(({name, emptyDir}) =>
			emptyDir === undefined || optionalFields(emptyDir, 'emptyDir').medium === 'Memory' ? [] : [textOf(name, 'name')],
		),
		...(kind === undefined && !mirror ? {manifest: manifestOf(metadata, spec)} : {}),
	};
}

/**
 * What a person would have written, without what the API server and the controllers added; but for the node: the pod is to
 * come again where it was, with what it has on the disk there. A pod with a node is not scheduled, so a cordon does not hold it.
 */
function manifestOf(metadata: Fields, spec: Fields): Readonly<Record<string, unknown>> {
	const {name, namespace, labels, annotations, finalizers} = metadata;
	const kept = {name, namespace, labels, annotations, finalizers};
	// Admission adds the token's volume again, under another name; priority and preemption come from the class.
	const {priority: _, preemptionPolicy: __, serviceAccount: ___, ephemeralContainers: ____, ...rest} = spec;
	const isToken = (volume: string) => /^(default-token-|kube-api-access-)|-token-[a-z0-9]{5}$/.test(volume);
	const token = listOf(spec.volumes, 'volumes').flatMap(volume => {
		const called = optionalText(volume.name, 'name') ?? '';
		return isToken(called) && (volume.secret !== undefined || volume.projected !== undefined) ? [called] : [];
	});
	const withoutToken = (containers: unknown) =>
		listOf(containers, 'containers').map(container => ({
			...container,
			volumeMounts: listOf(container.volumeMounts, 'volumeMounts').filter(
				mount => !token.includes(String(mount.name)) || mount.mountPath !== tokenPath,
			),
		}));
	const volumes = listOf(spec.volumes, 'volumes').filter(({name: called}) => !token.includes(String(called)));
	return {
		apiVersion: 'v1',
		kind: 'Pod',
		metadata: Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined)),
		spec: {
			...rest,
			volumes,
			containers: withoutToken(spec.containers),
			...(spec.initContainers === undefined ? {} : {initContainers: withoutToken(spec.initContainers)}),
		},
	};
}

const tokenPath = '/var/run/secrets/kubernetes.io/serviceaccount';
