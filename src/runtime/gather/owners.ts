import type {Reader} from '../../host/host.ts';
import {kindOfLineage, type Owners, type PodOwner} from '../../model/pod-owners.ts';
import {type Fields, fieldsOf, listOf, optionalFields, textOf} from '../shape.ts';
import {answerOf} from './part.ts';
import {gatherStaticPods} from './static-pods.ts';

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

export type OwnersOptions = {
	/** Of who may list what makes pods; undefined where nobody here may. */
	readonly kubeconfig: string | undefined;
	/** The folder of static pods. */
	readonly manifests: string;
	readonly nodeName: string;
};

/** What makes the pods of these lineages, as far as it can be told: the API server knows of controllers, a folder of static pods. */
export async function gatherOwners(
	reader: Reader,
	lineages: readonly string[],
	{kubeconfig, manifests, nodeName}: OwnersOptions,
): Promise<Owners> {
	const all = new Set(lineages.flatMap(lineage => kindOfLineage(lineage) ?? []));
	const kinds = [...all].filter(kind => kind in counted);
	const [text, files] = await Promise.all([
		kubeconfig === undefined || kinds.length === 0 ? undefined : controllers(reader, kubeconfig, kinds),
		all.has('Node') ? gatherStaticPods(reader, manifests) : [],
	]);
	const isStatic = (lineage: string) => files.some(({name}) => lineage.endsWith(`/Node/${name}-${nodeName}`));
	const found = new Map([
		...(text === undefined ? [] : parseOwners(text)),
		...lineages.filter(isStatic).map(lineage => [lineage, {wants: 1, has: 0}] as const),
	]);
	return {kinds: new Set([...(text === undefined ? [] : kinds), ...(all.has('Node') ? ['Node'] : [])]), found};
}

function controllers(reader: Reader, kubeconfig: string, kinds: readonly string[]): Promise<string | undefined> {
	const kubectl = ['kubectl', '--kubeconfig', kubeconfig, '--request-timeout=5s'] as const;
	const names = kinds.map(kind => kind.toLowerCase()).join(',');
	return answerOf(reader, [...kubectl, 'get', names, '--all-namespaces', '-o', 'json'], patienceMs).catch(
		() => undefined,
	);
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
