import {describe, expect, it} from 'vitest';
import {withBarePod} from '../../src/checks/parts/bare-pod.ts';
import type {PodWords} from '../../src/model/pod-words.ts';
import {parsePodWords} from '../../src/runtime/gather/pod-words.ts';
import {healthyNode, nowMs} from '../support/node-snapshot.ts';

const pod: PodWords = {
	namespace: 'default',
	name: 'sock1',
	uid: '69e83ddf-deb5',
	createdAtMs: nowMs,
	settled: false,
	isBare: true,
	words: [],
};
const found = (id: string, text: string) =>
	({id, title: id, verdict: 'warning', because: '', fix: [], evidence: [{source: 'journal', text}]}) as const;
const typed = (one: PodWords, id: string, text: string) =>
	withBarePod(found(id, text), healthyNode({pods: {value: [one]}})).fix.flatMap(({argv}) =>
		argv ? [argv.join(' ')] : [],
	);

describe('a pod that nobody makes anew, and that cannot start as it is', () => {
	const command = 'kubectl --kubeconfig /etc/kubernetes/kubelet.conf --namespace default delete pod sock1';

	it.each([
		['named by its ID', pod, 'journal-dockersock-mount', 'podName:69e83ddf-deb5 nodeName:', [command]],
		['named by its name', pod, 'journal-command-not-found', 'pod default/sock1, container c: StartError', [command]],
		[
			'one of a Deployment stays',
			{...pod, isBare: undefined},
			'journal-command-not-found',
			'pod default/sock1, container c',
			[],
		],
		['one that runs stays', {...pod, settled: true}, 'journal-command-not-found', 'pod default/sock1, container c', []],
		['what may pass by itself', pod, 'journal-image-pull', 'pod default/sock1, container c: ErrImagePull', []],
		['another pod', pod, 'journal-command-not-found', 'pod default/other, container c', []],
	] as ReadonlyArray<readonly [string, PodWords, string, string, readonly string[]]>)(
		'%s',
		(_, one, id, text, expected) => {
			expect(typed(one, id, text)).toEqual(expected);
		},
	);
});

it('a pod that was evicted is over, whoever made it', () => {
	const answer = (more: object) =>
		JSON.stringify({
			items: [
				{
					metadata: {namespace: 'default', name: 'a', uid: 'u', creationTimestamp: '2026-11-24T00:00:00Z', ...more},
					status: {phase: 'Failed', reason: 'Evicted', message: 'The node was low on resource'},
				},
			],
		});
	expect(parsePodWords(answer({}))).toMatchObject([{settled: true, isBare: true}]);
	expect(parsePodWords(answer({ownerReferences: [{kind: 'ReplicaSet'}]}))[0]).not.toHaveProperty('isBare');
});
