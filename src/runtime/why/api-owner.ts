import type {Reader} from '../../host/host.ts';
import type {ApiOwner, WhyPod} from '../../model/why-facts.ts';
import {answerOf} from '../gather/part.ts';
import {type Fields, fieldsOf, listOf, optionalFields, optionalText} from '../shape.ts';
import {kubectlOf, parseEvents} from './api-pod.ts';

const kinds = 'deployments,statefulsets,daemonsets,jobs,cronjobs,replicasets';
const patienceMs = 8000;

/** A Deployment, Job or the like of this name, and what is said of why it has no pods; undefined where there is none. */
export async function readApiOwner(
	reader: Reader,
	{name, namespace}: WhyPod,
	chosen?: string,
): Promise<ApiOwner | undefined> {
	const kubectl = await kubectlOf(reader, namespace, chosen);
	const found = await answerOf(reader, [...kubectl, kinds, name, '--ignore-not-found', '-o', 'json'], patienceMs);
	const owner = found.trim() === '' ? undefined : parseOwner(found);
	if (owner === undefined) return undefined;
	const selector = `--field-selector=involvedObject.name=${name},type=Warning`;
	const events = await answerOf(reader, [...kubectl, 'events', selector, '-o', 'json'], patienceMs).catch(
		() => undefined,
	);
	const heard = events === undefined ? [] : parseEvents(events);
	return {
		...owner,
		said: [...owner.said, ...heard.map(({reason, message}) => ({source: 'event', text: `${reason}: ${message}`}))],
	};
}

/** Read `kubectl get KINDS NAME -o json`: one object, or a List. Only conditions that are bad news are kept. */
export function parseOwner(text: string): ApiOwner | undefined {
	const answer = fieldsOf(JSON.parse(text), 'answer');
	const [first] = answer.kind === 'List' ? listOf(answer.items, 'items') : [answer];
	if (first === undefined) return undefined;
	const status = optionalFields(first.status, 'status');
	const bad = listOf(status.conditions, 'conditions').filter(isBad);
	// That it takes too long only follows from why it does not go on.
	const causes = bad.filter(({type}) => type !== 'Progressing');
	return {
		kind: optionalText(first.kind, 'kind') ?? 'object',
		said: (causes.length > 0 ? causes : bad).flatMap(condition => {
			const message = optionalText(condition.message, 'message');
			if (message === undefined) return [];
			return [{source: 'API server', text: `${optionalText(condition.reason, 'reason') ?? 'condition'}: ${message}`}];
		}),
	};
}

function isBad({type, status}: Fields): boolean {
	if (type === 'ReplicaFailure' || type === 'Failed' || type === 'FailureTarget') return status === 'True';
	return type === 'Progressing' && status === 'False';
}
