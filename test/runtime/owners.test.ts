import {expect, it} from 'vitest';
import type {Reader} from '../../src/host/host.ts';
import {gatherOwners, parseOwners} from '../../src/runtime/gather/owners.ts';

const item = (kind: string, name: string, spec: unknown, status: unknown) => ({
	kind,
	metadata: {namespace: 'default', name},
	spec,
	status,
});

it('what makes pods tells how many it wants and has', () => {
	const items = [
		item('ReplicaSet', 'web', {replicas: 2}, {replicas: 1}),
		item('ReplicaSet', 'old', {replicas: 0}, {}),
		item('DaemonSet', 'agent', {}, {desiredNumberScheduled: 3, currentNumberScheduled: 2}),
		item('Job', 'runs', {completions: 3, parallelism: 2}, {succeeded: 2, active: 1}),
		item('Job', 'ended', {}, {conditions: [{type: 'Failed', status: 'True'}]}),
		item('Other', 'x', {}, {}),
	];
	expect(Object.fromEntries(parseOwners(JSON.stringify({items})))).toEqual({
		'default/ReplicaSet/web': {wants: 2, has: 1},
		'default/ReplicaSet/old': {wants: 0, has: 0},
		'default/DaemonSet/agent': {wants: 3, has: 2},
		'default/Job/runs': {wants: 1, has: 1},
		'default/Job/ended': {wants: 0, has: 0},
	});
});

it('a static pod is made by its manifest, and by nobody once that is gone', async () => {
	const names: Record<string, readonly string[]> = {'/m': ['etcd.yaml']};
	const reader = {
		listNames: async (path: string) => names[path] ?? [],
		readText: async (path: string) => (path === '/m/etcd.yaml' ? 'metadata:\n  name: etcd\n' : undefined),
		kindOf: async () => undefined,
		openFile: async () => undefined,
	} as unknown as Reader;
	const lineages = ['kube-system/Node/etcd-node1', 'kube-system/Node/gone-node1', 'default/ReplicaSet/web'];
	const {kinds, found} = await gatherOwners(reader, lineages, {
		kubeconfig: undefined,
		manifests: '/m',
		nodeName: 'node1',
	});
	expect([[...kinds], [...found.keys()]]).toEqual([['Node'], ['kube-system/Node/etcd-node1']]);
});
