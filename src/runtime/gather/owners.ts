import type {Reader} from '../../host/host.ts';
import {kindOfLineage, type Owners, type PodOwner} from '../../model/pod-owners.ts';
import {type Fields, fieldsOf, listOf, optionalFields, textOf} from '../shape.ts';
import {answerOf} from './part.ts';

const patienceMs = 8000;

/** Kinds whose pods are counted by themselves. Source: Kubernetes API, apps/v1, v1 and batch/v1. */
const counted: Readonly<Record<string, (spec: Fields, status: Fields) => PodOwner>> = {
	ReplicaSet: replicas,
	ReplicationController: replicas,
	StatefulSet: replicas,
	DaemonSet: (_, status) => ({
		wants: numberOf(status.desiredNumberScheduled),
		has: numberOf(status.currentNumberScheduled),
	}),
	Job(spec, status) {
		const ended = listOf(status.conditions, 'conditions').some(
			({type, status: is}) => is === 'True' && (type === 'Complete' || type === 'Failed'),
		);
		const left = Math.max(0, numberOf(spec.completions, 1) - numberOf(status.succeeded));
		const wants = ended || spec.suspend === true ? 0 : Math.min(numberOf(spec.parallelism, 1), left);
		return {wants, has: numberOf(status.active)};
	},
};

/** What makes the pods of these lineages; undefined where the API server does not tell. */
export async function gatherOwners(
	reader: Reader,
	kubeconfig: string,
	lineages: readonly string[],
): Promise<Owners | undefined> {
	const kinds = new Set(lineages.flatMap(lineage => kindOfLineage(lineage) ?? []).filter(kind => kind in counted));
	if (kinds.size === 0) return undefined;
	const names = [...kinds].map(kind => kind.toLowerCase()).join(',');
	const kubectl = ['kubectl', '--kubeconfig', kubeconfig, '--request-timeout=5s'] as const;
	const answer = await answerOf(reader, [...kubectl, 'get', names, '--all-namespaces', '-o', 'json'], patienceMs).catch(
		() => undefined,
	);
	return answer === undefined ? undefined : {kinds, found: parseOwners(answer)};
}

/** Read `kubectl get replicasets,jobs -o json`. */
export function parseOwners(text: string): ReadonlyMap<string, PodOwner> {
	const items = listOf(fieldsOf(JSON.parse(text), 'answer').items, 'items');
	return new Map(
		items.flatMap((item): ReadonlyArray<readonly [string, PodOwner]> => {
			const kind = textOf(item.kind, 'kind');
			const count = counted[kind];
			if (count === undefined) return [];
			const {namespace, name} = fieldsOf(item.metadata, 'metadata');
			const owner = count(optionalFields(item.spec, 'spec'), optionalFields(item.status, 'status'));
			return [[`${textOf(namespace, 'namespace')}/${kind}/${textOf(name, 'name')}`, owner]];
		}),
	);
}

function replicas(spec: Fields, status: Fields): PodOwner {
	return {wants: numberOf(spec.replicas, 1), has: numberOf(status.replicas)};
}

function numberOf(value: unknown, otherwise = 0): number {
	return typeof value === 'number' ? value : otherwise;
}
