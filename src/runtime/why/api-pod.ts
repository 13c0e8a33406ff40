import type {Reader} from '../../host/host.ts';
import type {ApiContainer, ApiPod, WhyPod} from '../../model/why-facts.ts';
import {Absent, answerOf} from '../gather/part.ts';
import {type Fields, fieldsOf, listOf, optionalFields, optionalNumber, optionalText, textOf} from '../shape.ts';
import {preStopsOf} from './pre-stops.ts';

/** Of an administrator first, for the kubelet may not list events. Source: kubeadm, k3s, rke2 and microk8s. */
const kubeconfigs = [
	'/etc/kubernetes/admin.conf',
	'/root/.kube/config',
	'/etc/rancher/k3s/k3s.yaml',
	'/etc/rancher/rke2/rke2.yaml',
	'/var/snap/microk8s/current/credentials/client.config',
	'/etc/kubernetes/kubelet.conf',
];

/** What the API server knows of the pod. Throws where nobody may ask, or it does not answer. */
export async function readApiPod(reader: Reader, pod: WhyPod | undefined, chosen?: string): Promise<ApiPod> {
	if (pod === undefined) throw new Absent('it belongs to no pod');
	const kubectl = await kubectlOf(reader, pod.namespace, chosen);
	const answer = fieldsOf(
		JSON.parse(await answerOf(reader, [...kubectl, 'pod', pod.name, '-o', 'json'], 8000)),
		'answer',
	);
	const uid = optionalText(optionalFields(answer.metadata, 'metadata').uid, 'uid');
	const selector = `--field-selector=involvedObject.uid=${uid ?? pod.uid ?? ''}`;
	const events = await answerOf(reader, [...kubectl, 'events', selector, '-o', 'json'], 8000).catch(() => undefined);
	return parseApiPod(answer, events);
}

/** `kubectl … get` in the namespace, with the kubeconfig that may see most. Throws where there is none. */
export async function kubectlOf(reader: Reader, namespace: string, chosen?: string): Promise<KubectlGet> {
	const kubeconfig = chosen ?? (await firstFile(reader));
	if (kubeconfig === undefined) throw new Absent('no kubeconfig on this node');
	return ['kubectl', '--kubeconfig', kubeconfig, '--request-timeout=5s', '-n', namespace, 'get'];
}

type KubectlGet = readonly [string, ...string[]];

async function firstFile(reader: Reader): Promise<string | undefined> {
	for (const path of kubeconfigs) if ((await reader.kindOf(path).catch(() => undefined)) === 'file') return path;
	return undefined;
}

/** Read `kubectl get pod -o json`, and `kubectl get events -o json` where that could be had. */
export function parseApiPod(pod: Fields, events?: string): ApiPod {
	const spec = optionalFields(pod.spec, 'spec');
	const status = optionalFields(pod.status, 'status');
	const text = (fields: Fields, name: string) => optionalText(fields[name], name);
	const nodeName = text(spec, 'nodeName');
	const reason = text(status, 'reason');
	const message = text(status, 'message');
	const schedulerName = text(spec, 'schedulerName');
	const metadata = optionalFields(pod.metadata, 'metadata');
	const gone = text(metadata, 'deletionTimestamp');
	return {
		phase: text(status, 'phase') ?? 'Unknown',
		restartPolicy: text(spec, 'restartPolicy') ?? 'Always',
		containers: [
			...listOf(status.initContainerStatuses, 'init').map(one => apiContainer(one, true)),
			...listOf(status.containerStatuses, 'containers').map(one => apiContainer(one, false)),
		],
		unmet: listOf(status.conditions, 'conditions').flatMap(condition => {
			if (condition.status === 'True') return [];
			const why = text(condition, 'reason');
			const said = text(condition, 'message');
			return [
				{
					type: textOf(condition.type, 'type'),
					...(why !== undefined && {reason: why}),
					...(said !== undefined && {message: said}),
				},
			];
		}),
		events: events === undefined ? [] : parseEvents(events),
		...preStopsOf(spec),
		finalizers: Array.isArray(metadata.finalizers) ? metadata.finalizers.map(one => textOf(one, 'finalizer')) : [],
		...(gone !== undefined && {goneAtMs: Date.parse(gone)}),
		...(schedulerName !== undefined && {schedulerName}),
		...(nodeName !== undefined && {nodeName}),
		...(reason !== undefined && {reason}),
		...(message !== undefined && {message}),
	};
}

function apiContainer(status: Fields, init: boolean): ApiContainer {
	const state = optionalFields(status.state, 'state');
	const waiting = state.waiting === undefined ? undefined : optionalFields(state.waiting, 'waiting');
	const message = waiting && optionalText(waiting.message, 'message');
	return {
		name: textOf(status.name, 'name'),
		image: optionalText(status.image, 'image') ?? '',
		init,
		ready: status.ready === true,
		restarts: optionalNumber(status.restartCount, 'restartCount') ?? 0,
		running: state.running !== undefined,
		...(waiting !== undefined && {
			waiting: {
				reason: optionalText(waiting.reason, 'reason') ?? 'Waiting',
				...(message !== undefined && {message}),
			},
		}),
	};
}

export function parseEvents(text: string): ApiPod['events'] {
	const items = listOf(fieldsOf(JSON.parse(text), 'answer').items, 'items');
	const when = (event: Fields) =>
		optionalText(event.lastTimestamp, 'lastTimestamp') ?? optionalText(event.eventTime, 'eventTime') ?? '';
	return items
		.toSorted((one, other) => (when(one) < when(other) ? -1 : 1))
		.map(event => {
			const atMs = Date.parse(when(event));
			return {
				reason: optionalText(event.reason, 'reason') ?? '',
				message: optionalText(event.message, 'message') ?? '',
				count: optionalNumber(event.count, 'count') ?? 1,
				warning: event.type === 'Warning',
				...(Number.isFinite(atMs) && {atMs}),
			};
		});
}
