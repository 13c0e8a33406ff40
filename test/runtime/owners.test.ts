import {expect, it} from 'vitest';
import {parseOwners} from '../../src/runtime/gather/owners.ts';

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
