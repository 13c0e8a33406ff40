import {expect, it} from 'vitest';
import type {Task} from '../../src/model/task.ts';
import {nameTasks} from '../../src/runtime/task-names.ts';
import {container, pod} from '../support/state.ts';

const task = (id: string, containerdNamespace = 'k8s.io'): Task => ({
	id,
	containerdNamespace,
	pid: 1,
	state: 'running',
});
const pods = [
	pod('b', {id: 'sandbox-b', containers: [{id: 'of-b', name: 'web', state: 'running', attempt: 0}]}),
	pod('a', {id: 'sandbox-a', containers: [{id: 'of-a', name: 'app', state: 'running', attempt: 0}]}),
];
const legacy = container('legacy', {id: 'of-docker', containerdNamespace: 'moby'});

it('tasks stand in the same order however ctr lists them: by pod, its sandbox first, those of none last', () => {
	const found = [
		task('lonely'),
		task('of-b'),
		task('of-docker', 'moby'),
		task('sandbox-b'),
		task('of-a'),
		task('sandbox-a'),
	];
	const expected = ['sandbox-a', 'of-a', 'sandbox-b', 'of-b', 'lonely', 'of-docker'];
	for (const order of [found, found.toReversed(), found.toSorted((a, b) => (a.id < b.id ? -1 : 1))])
		expect(nameTasks(order, pods, [legacy]).map(({id}) => id)).toEqual(expected);
});
