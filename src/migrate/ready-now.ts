import {known} from '../model/node-snapshot.ts';
import {isSaidBefore} from '../model/said-before.ts';
import type {MigrationFacts} from './facts.ts';

/**
 * What keeps the node from being Ready; undefined where it is. What the kubelet said before it was last started is no answer: docker's
 * name stands in the cluster before and after a walk that stays with docker. Each kubelet tells the API server anew as soon as it runs,
 * with the time of its own clock. Source: Kubernetes, kubelet_node_status.go, lastStatusReportTime.
 */
export function notReadyNow({snapshot}: MigrationFacts): string | undefined {
	const node = known(snapshot.node);
	if (node === undefined) return 'the API server does not answer yet';
	const ready = node.conditions.find(({type}) => type === 'Ready');
	if (!node.ready) return `the node is not Ready: ${ready?.message || ready?.reason || 'it has not said why'}`;
	const started = snapshot.processes.find(({name}) => name === 'kubelet')?.startedAtMs;
	const saidAtMs = ready?.saidMs;
	if (started === undefined || saidAtMs === undefined) return undefined;
	return isSaidBefore(saidAtMs, started)
		? 'the cluster has not heard from the kubelet since it was started'
		: undefined;
}
