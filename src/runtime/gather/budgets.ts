import type {Reader} from '../../host/host.ts';
import type {HoldingBudget, PodOnNode} from '../../model/node-workloads.ts';
import {type LabelSelector, matchesLabels} from '../cluster/label-match.ts';
import {fieldsOf, listOf, optionalFields, textOf} from '../shape.ts';
import {answerOf} from './part.ts';

/** Budgets that hold up pods of this node: not all of them may go at once. Throws where nobody here may list them. */
export async function gatherBudgets(
	reader: Reader,
	kubeconfig: string | undefined,
	pods: readonly PodOnNode[],
	patienceMs: number,
): Promise<readonly HoldingBudget[]> {
	if (kubeconfig === undefined) throw new Error('no kubeconfig on this node can list budgets');
	const kubectl = ['kubectl', '--kubeconfig', kubeconfig, '--request-timeout=5s'] as const;
	const argv = [...kubectl, 'get', 'poddisruptionbudgets', '--all-namespaces', '-o', 'json'] as const;
	return parseBudgets(await answerOf(reader, argv, patienceMs), pods);
}

/** Read `kubectl get poddisruptionbudgets -o json`. */
export function parseBudgets(text: string, pods: readonly PodOnNode[]): readonly HoldingBudget[] {
	return listOf(fieldsOf(JSON.parse(text), 'answer').items, 'items').flatMap(item => {
		const metadata = fieldsOf(item.metadata, 'metadata');
		const status = optionalFields(item.status, 'status');
		const selector = optionalFields(item.spec, 'spec').selector as LabelSelector | undefined;
		const [namespace, name] = [textOf(metadata.namespace, 'namespace'), textOf(metadata.name, 'name')];
		const held = pods.filter(pod => pod.namespace === namespace && matchesLabels(selector, pod.labels));
		const allowed = numberOf(status.disruptionsAllowed);
		if (allowed >= held.length) return [];
		return [
			{
				name: `${namespace}/${name}`,
				needed: numberOf(status.desiredHealthy),
				healthy: numberOf(status.currentHealthy),
				...(allowed > 0 ? {allowed} : {}),
				pods: held.map(pod => `${pod.namespace}/${pod.name}`),
			},
		];
	});
}

const numberOf = (value: unknown) => (typeof value === 'number' ? value : 0);
