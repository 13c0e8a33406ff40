import type {Reader} from '../../host/host.ts';
import type {ContainerWords, PodWords} from '../../model/pod-words.ts';
import {type Fields, fieldsOf, listOf, optionalFields, optionalNumber, optionalText, textOf} from '../shape.ts';
import {Absent, answerOf} from './part.ts';

/** The pods of this node, asked as the kubelet itself, which may list its own. Throws where the API server does not answer. */
export async function gatherPodWords(reader: Reader, node: string, kubeconfig: string): Promise<readonly PodWords[]> {
	if ((await reader.kindOf(kubeconfig)) === undefined) throw new Absent(`there is no ${kubeconfig}`);
	const selector = `spec.nodeName=${node}`;
	return parsePodWords(
		await answerOf(reader, [
			'kubectl',
			'--kubeconfig',
			kubeconfig,
			'--request-timeout=4s',
			'get',
			'pods',
			'--all-namespaces',
			'--field-selector',
			selector,
			'-o',
			'json',
		]),
	);
}

export function parsePodWords(text: string): readonly PodWords[] {
	return listOf(fieldsOf(JSON.parse(text), 'answer').items, 'items')
		.filter(pod => fieldsOf(pod.metadata, 'metadata').deletionTimestamp === undefined)
		.map(podOf);
}

function podOf(pod: Fields): PodWords {
	const metadata = fieldsOf(pod.metadata, 'metadata');
	const status = optionalFields(pod.status, 'status');
	const phase = optionalText(status.phase, 'phase');
	const containers = [
		...listOf(status.initContainerStatuses, 'initContainerStatuses'),
		...listOf(status.containerStatuses, 'containerStatuses'),
	];
	const reason = optionalText(status.reason, 'reason');
	const whole = reason === undefined ? [] : [wordsOf(undefined, reason, status)];
	const ready = listOf(status.conditions, 'conditions').some(
		({type, status: state}) => type === 'Ready' && state === 'True',
	);
	const isBare = listOf(metadata.ownerReferences, 'ownerReferences').length === 0;
	const isEvicted = phase === 'Failed' && reason === 'Evicted';
	return {
		namespace: textOf(metadata.namespace, 'namespace'),
		name: textOf(metadata.name, 'name'),
		uid: textOf(metadata.uid, 'uid'),
		createdAtMs: Date.parse(textOf(metadata.creationTimestamp, 'creationTimestamp')),
		settled: ready || phase === 'Succeeded' || isEvicted,
		...(isBare ? {isBare} : {}),
		...(optionalFields(pod.spec, 'spec').hostNetwork === true ? {onHostNetwork: true} : {}),
		words: phase === 'Succeeded' ? [] : [...whole, ...containers.flatMap(containerWords)],
	};
}

const onTheWay = ['ContainerCreating', 'PodInitializing', 'Completed'];

/** Why it does not run now; and how it ended before where it is only waiting for its next try. */
function containerWords(container: Fields): readonly ContainerWords[] {
	const name = textOf(container.name, 'name');
	const state = optionalFields(container.state, 'state');
	if (state.running !== undefined) return [];
	const last = optionalFields(optionalFields(container.lastState, 'lastState').terminated, 'terminated');
	return [optionalFields(state.waiting, 'waiting'), optionalFields(state.terminated, 'terminated'), last].flatMap(
		seen => {
			const reason = optionalText(seen.reason, 'reason');
			const ended = optionalNumber(seen.exitCode, 'exitCode');
			return reason === undefined || onTheWay.includes(reason) || ended === 0 ? [] : [wordsOf(name, reason, seen)];
		},
	);
}

function wordsOf(container: string | undefined, reason: string, seen: Fields): ContainerWords {
	const message = optionalText(seen.message, 'message');
	const exitCode = optionalNumber(seen.exitCode, 'exitCode');
	return {
		...(container === undefined ? {} : {container}),
		reason,
		...(message === undefined ? {} : {message}),
		...(exitCode === undefined ? {} : {exitCode}),
	};
}
