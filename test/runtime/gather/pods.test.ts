import {expect, it} from 'vitest';
import {parsePods} from '../../../src/runtime/gather/pods.ts';

const message = "0/1 nodes are available: 1 node(s) had taint {site: x}, that the pod didn't tolerate.";

function podWith(conditions: readonly unknown[]) {
	const metadata = {name: 'web', namespace: 'default', uid: '1', creationTimestamp: '2026-01-01T00:00:00Z'};
	return JSON.stringify({items: [{metadata, spec: {containers: []}, status: {phase: 'Pending', conditions}}]});
}

it.each([
	['finds none', [{type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message}], message],
	['found one', [{type: 'PodScheduled', status: 'True'}], undefined],
	['has not looked yet', [], undefined],
])('a pod for which the scheduler %s', (_, conditions, unscheduled) => {
	const [pod] = parsePods(podWith(conditions));
	expect(pod?.unscheduled).toBe(unscheduled);
});
