import type * as Client from '@kubernetes/client-node';
import type {Reader} from '../../host/host.ts';
import {inTime} from '../../model/in-time.ts';
import {fieldsOf, listOf, optionalFields, optionalText, textOf} from '../shape.ts';
import {
	type Budget,
	type ClusterApi,
	ClusterAway,
	ClusterRefused,
	type Evicted,
	type PodToDrain,
} from './cluster-api.ts';
import {type LabelSelector, matchesLabels} from './label-match.ts';
import {refusalOf} from './refusal.ts';

const answerMs = 15_000;

/**
 * The API server of a kubeconfig, through @kubernetes/client-node. Undefined where that does not do: no such file, or one
 * that starts a program to log in, which is for kubectl.
 */
export async function openCluster(reader: Reader, path: string): Promise<ClusterApi | undefined> {
	const text = await reader.readText(path).catch(() => undefined);
	if (text === undefined) return undefined;
	const client = await import('@kubernetes/client-node');
	const config = new client.KubeConfig();
	try {
		config.loadFromString(text);
		config.makePathsAbsolute(path.slice(0, path.lastIndexOf('/')) || '/');
	} catch {
		return undefined;
	}
	const user = config.getCurrentUser();
	if (config.getCurrentCluster() === null || user === null || user.exec || user.authProvider) return undefined;
	return clusterOf(client, config);
}

function clusterOf(client: typeof Client, config: Client.KubeConfig): ClusterApi {
	const core = config.makeApiClient(client.CoreV1Api);
	const custom = config.makeApiClient(client.CustomObjectsApi);
	const policy = config.makeApiClient(client.PolicyApi);
	let versions: Promise<readonly string[]> | undefined;
	const policyVersions = () => {
		versions ??= ask(async () => (await policy.getAPIGroup({})).versions.map(({version}) => version)).catch(
			(error: unknown) => {
				versions = undefined;
				throw error;
			},
		);
		return versions;
	};

	return {
		podsOn: node =>
			ask(async () => {
				const {items} = await core.listPodForAllNamespaces({fieldSelector: `spec.nodeName=${node}`});
				return items.map(podOf);
			}),
		async evict(pod) {
			const known = await policyVersions();
			// policy/v1 has budgets since Kubernetes 1.21 and evictions since 1.22.
			for (const version of ['v1', 'v1beta1'].filter(each => known.includes(each))) {
				const answer = await evictAs(`policy/${version}`, pod);
				if (answer !== undefined) return answer;
			}
			return {is: 'refused', because: 'the API server knows no eviction'};
		},
		async budgets() {
			const known = await policyVersions();
			const version = known.includes('v1') ? 'v1' : 'v1beta1';
			const list = await ask(() =>
				custom.listClusterCustomObject({group: 'policy', version, plural: 'poddisruptionbudgets'}),
			);
			return listOf(fieldsOf(list, 'answer').items, 'items').map(budgetOf);
		},
		patchNode: (node, body) =>
			ask(async () => {
				const options = client.setHeaderOptions('Content-Type', client.PatchStrategy.StrategicMergePatch);
				await core.patchNode({name: node, body}, options);
			}),
		createPod: manifest => createPod(manifest),
	};

	/** Undefined: this version of the eviction is not known there. */
	async function evictAs(apiVersion: string, {namespace, name, uid}: PodToDrain): Promise<Evicted | undefined> {
		try {
			const body = {apiVersion, kind: 'Eviction', metadata: {name, namespace}, deleteOptions: {preconditions: {uid}}};
			await inTime(core.createNamespacedPodEviction({name, namespace, body}), answerMs, away);
			return {is: 'evicting'};
		} catch (error) {
			const {code, because} = refusalOf(client, error);
			if (code === 404 || code === 409) return {is: 'gone'};
			if (code === 429) return {is: 'held', because};
			if (code === 400 && /no kind|no matches|unable to recognize|could not find/i.test(because)) return undefined;
			return {is: 'refused', because};
		}
	}

	async function createPod(
		manifest: Readonly<Record<string, unknown>>,
		again = true,
	): Promise<'created' | 'there' | 'ending'> {
		const metadata = fieldsOf(manifest.metadata, 'metadata');
		const name = textOf(metadata.name, 'name');
		const namespace = optionalText(metadata.namespace, 'namespace') ?? 'default';
		try {
			const body = manifest as unknown as Client.V1Pod;
			await inTime(core.createNamespacedPod({namespace, body}), answerMs, away);
			return 'created' as const;
		} catch (error) {
			const {code, because} = refusalOf(client, error);
			if (code !== 409) throw new ClusterRefused(`pod ${namespace}/${name}: ${because}`);
			const there = await ask(() => core.readNamespacedPod({namespace, name})).catch(() => undefined);
			if (there === undefined || there.metadata?.deletionTimestamp !== undefined) return 'ending' as const;
			const uid = there.metadata?.uid;
			// Evicted by its kubelet, for want of disk say: it stays as a name, and nobody makes it again.
			if (!again || uid === undefined || there.status?.phase !== 'Failed' || !there.status.reason)
				return 'there' as const;
			const body = {gracePeriodSeconds: 0, preconditions: {uid}};
			await ask(() => core.deleteNamespacedPod({namespace, name, body}));
			return createPod(manifest, false);
		}
	}

	async function ask<T>(question: () => Promise<T>): Promise<T> {
		try {
			return await inTime(question(), answerMs, away);
		} catch (error) {
			throw new ClusterRefused(refusalOf(client, error).because);
		}
	}
}

/** A server that takes a question and does not answer it counts as away. */
function away(): never {
	throw new ClusterAway(`the API server does not answer within ${answerMs / 1000} s`);
}

function podOf({metadata, spec, status}: Client.V1Pod): PodToDrain {
	const owner = metadata?.ownerReferences?.find(({controller}) => controller === true);
	return {
		name: metadata?.name ?? '',
		namespace: metadata?.namespace ?? '',
		uid: metadata?.uid ?? '',
		...(owner === undefined ? {} : {controller: owner.kind}),
		mirror: metadata?.annotations?.['kubernetes.io/config.mirror'] !== undefined,
		ended: status?.phase === 'Succeeded' || status?.phase === 'Failed',
		graceSeconds: spec?.terminationGracePeriodSeconds ?? 30,
		labels: metadata?.labels ?? {},
		finalizers: metadata?.finalizers ?? [],
		runs: (status?.containerStatuses ?? []).some(({state}) => state?.running !== undefined),
		...(metadata?.deletionTimestamp === undefined ? {} : {goneByMs: Date.parse(String(metadata.deletionTimestamp))}),
	};
}

function budgetOf(item: Readonly<Record<string, unknown>>): Budget {
	const metadata = fieldsOf(item.metadata, 'metadata');
	const status = optionalFields(item.status, 'status');
	const {selector} = optionalFields(item.spec, 'spec');
	const number = (value: unknown) => (typeof value === 'number' ? value : 0);
	return {
		name: textOf(metadata.name, 'name'),
		namespace: textOf(metadata.namespace, 'namespace'),
		allowed: number(status.disruptionsAllowed),
		healthy: number(status.currentHealthy),
		needed: number(status.desiredHealthy),
		matches: labels => matchesLabels(selector as LabelSelector | undefined, labels),
	};
}
