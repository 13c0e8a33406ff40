import {describe, expect, it} from 'vitest';
import type {Reader} from '../../src/host/host.ts';
import {parseOwner} from '../../src/runtime/why/api-owner.ts';
import {parseApiPod} from '../../src/runtime/why/api-pod.ts';
import {cgroupState} from '../../src/runtime/why/cgroup-state.ts';
import {findSubject} from '../../src/runtime/why/find-subject.ts';
import {readStatus} from '../../src/runtime/why/status.ts';
import {container, containers, pod, pods} from '../support/state.ts';

describe('what is meant', () => {
	// biome-ignore format: a table
	it.each([
		['front',            'front', ['proxy', 'web']],
		['default/front',    'front', ['proxy', 'web']],
		['web',              'front', ['web']],
		['front/proxy',      'front', ['proxy']],
		['container-migrate', 'database', ['migrate']],
		['data/database',    'database', ['migrate']],
		['nobody',           'nobody', []],
	])('%s', (name, expected, names) => {
		const found = findSubject({by: 'name', name}, {pods, containers});
		expect(found).toMatchObject({pod: {name: expected}});
		expect('attempts' in found ? found.attempts.map(one => one.name).toSorted() : []).toEqual(names);
	});

	it('several pods of one name are named, none is guessed; a pod made again is its newest', () => {
		const two = [pod('same'), pod('same', {namespace: 'other', uid: 'uid-2', id: 'pod-2'})];
		expect(findSubject({by: 'name', name: 'same'}, {pods: two, containers: []})).toEqual({
			error: 'same is several pods: default/same, other/same',
		});
		const again = [pod('same', {uid: 'old', createdAtMs: 1}), pod('same', {uid: 'new', id: 'pod-2', createdAtMs: 2})];
		expect(findSubject({by: 'name', name: 'same'}, {pods: again, containers: []})).toMatchObject({pod: {uid: 'new'}});
	});

	it('the name of what made the pod: its only pod, or all that it has here', () => {
		const one = [pod('web-75dc98b599-lzm6r'), pod('website'), pod('web-cache-0')];
		expect(findSubject({by: 'name', name: 'web'}, {pods: one, containers: []})).toMatchObject({
			pod: {name: 'web-75dc98b599-lzm6r'},
		});
		const two = [...one, pod('web-75dc98b599-bcdfg', {uid: 'uid-2', id: 'pod-2'})];
		expect(findSubject({by: 'name', name: 'web'}, {pods: two, containers: []})).toEqual({
			error: 'web is no pod, and several here are its: default/web-75dc98b599-lzm6r, default/web-75dc98b599-bcdfg',
		});
	});

	it('several containers of one name: those of no pod by their IDs', () => {
		const two = [container('oom', {podId: 'pod-front', podName: 'front'}), container('oom', {id: 'f'.repeat(64)})];
		const alone = two.map(one => (one.id.startsWith('ff') ? {...one, podId: undefined, podName: undefined} : one));
		expect(findSubject({by: 'name', name: 'oom'}, {pods, containers: alone as typeof two})).toEqual({
			error: 'oom is several containers: front/oom, ffffffffffff',
		});
	});

	it('every attempt, the newest first', () => {
		const attempts = [0, 1, 2].map(attempt => container('web', {id: `c${attempt}`, attempt, podId: 'pod-front'}));
		expect(findSubject({by: 'name', name: 'front'}, {pods, containers: attempts})).toMatchObject({
			attempts: [{id: 'c2'}, {id: 'c1'}, {id: 'c0'}],
		});
	});
});

describe('how it ended', () => {
	const exited = container('main', {state: 'exited', exitCode: 137, reason: 'OOMKilled'});

	it('crictl inspect', () => {
		const answer = {
			status: {reason: 'OOMKilled', message: 'the words', exitCode: 137},
			info: {runtimeSpec: {linux: {resources: {memory: {limit: 16_777_216}}}}},
		};
		expect(readStatus(exited, answer)).toMatchObject({
			oomKilled: true,
			message: 'the words',
			memoryLimitBytes: 16_777_216,
		});
	});

	it('docker inspect is a list, and gives what could not be started a code', () => {
		const created = container('main', {state: 'created'});
		const answer = [{State: {OOMKilled: false, ExitCode: 127, Error: 'no such file'}, HostConfig: {Memory: 0}}];
		const status = readStatus(created, answer);
		expect(status).toMatchObject({oomKilled: false, message: 'no such file', container: {exitCode: 127}});
		expect(status.memoryLimitBytes).toBeUndefined();
		expect(readStatus(created, [{HostConfig: {RestartPolicy: {Name: 'on-failure'}}}]).restartPolicy).toBe('on-failure');
	});

	it('docker inspect: paused, and what its health check says', () => {
		const health = {Status: 'unhealthy', Log: [{Output: 'old'}, {Output: 'no such file\n'}]};
		expect(readStatus(container('main'), [{State: {Paused: true, Pid: 42, Health: health}}])).toMatchObject({
			frozen: true,
			health: {status: 'unhealthy', said: 'no such file'},
			container: {pid: 42},
		});
	});

	it.each([[undefined], ['text'], [[]], [{status: 'nonsense', State: 7}]])('of %j no more than the list', answer => {
		expect(readStatus(exited, answer)).toEqual({container: exited, oomKilled: true});
	});
});

// biome-ignore format: a table
it.each<[string, object, Readonly<Record<string, string>>]>([
	['v1, frozen',     {frozen: true},  {'/proc/42/cgroup': '7:freezer:/k/c\n4:memory:/k/c\n0::/', '/sys/fs/cgroup/freezer/k/c/freezer.state': 'FROZEN\n'}],
	['v1, killed',     {oomKills: 3},   {'/proc/42/cgroup': '7:freezer:/k/c\n4:memory:/k/c\n', '/sys/fs/cgroup/freezer/k/c/freezer.state': 'THAWED\n', '/sys/fs/cgroup/memory/k/c/memory.oom_control': 'oom_kill_disable 0\noom_kill 3\n'}],
	['v2, frozen',     {frozen: true, oomKills: 0}, {'/proc/42/cgroup': '0::/k/c\n', '/sys/fs/cgroup/k/c/cgroup.freeze': '1\n', '/sys/fs/cgroup/k/c/memory.events': 'oom 0\noom_kill 0\n'}],
	['it is gone',     {},              {}],
])('what its cgroups tell: %s', async (_name, expected, files) => {
	const readText = async (path: string) => {
		const text = files[path];
		if (text === undefined) throw new Error('ENOENT');
		return text;
	};
	expect(await cgroupState(container('main', {state: 'running', pid: 42}), {readText} as Reader)).toEqual(expected);
});

it('what should have made a pod: its bad news, of a list or alone', () => {
	const conditions = [
		{type: 'Available', status: 'False', reason: 'MinimumReplicasUnavailable', message: 'not yet'},
		{type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded', message: 'has timed out progressing'},
		{type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: 'no service account'},
	];
	const expected = {kind: 'Deployment', said: [{source: 'API server', text: 'FailedCreate: no service account'}]};
	const deployment = {kind: 'Deployment', status: {conditions}};
	expect(parseOwner(JSON.stringify(deployment))).toEqual(expected);
	expect(parseOwner(JSON.stringify({kind: 'List', items: [deployment]}))).toEqual(expected);
	expect(parseOwner(JSON.stringify({kind: 'List', items: []}))).toBeUndefined();
});

it('what runs before SIGTERM', () => {
	const spec = {
		containers: [
			{name: 'main', lifecycle: {preStop: {exec: {command: ['sleep', '900']}}}},
			{name: 'side', lifecycle: {preStop: {httpGet: {path: '/bye'}}}},
			{name: 'plain'},
		],
	};
	expect(parseApiPod({spec}).preStops).toEqual([
		{name: 'main', hook: 'sleep 900'},
		{name: 'side', hook: 'httpGet /bye'},
	]);
	expect(parseApiPod({}).preStops).toBeUndefined();
});

it('a pod that is to end: when, and what keeps it', () => {
	const metadata = {deletionTimestamp: '2026-11-26T10:00:00Z', finalizers: ['acme.io/cleanup']};
	expect(parseApiPod({metadata, spec: {schedulerName: 'volcano'}})).toMatchObject({
		goneAtMs: Date.parse('2026-11-26T10:00:00Z'),
		finalizers: ['acme.io/cleanup'],
		schedulerName: 'volcano',
	});
});

it('a pod of the API server: what waits, what is not met, events oldest first', () => {
	const read = parseApiPod(
		{
			spec: {nodeName: 'node1', restartPolicy: 'Never'},
			status: {
				phase: 'Pending',
				initContainerStatuses: [{name: 'init', ready: false, restartCount: 0, state: {running: {}}}],
				containerStatuses: [
					{name: 'main', ready: false, restartCount: 2, state: {waiting: {reason: 'ErrImagePull', message: 'why'}}},
				],
				conditions: [
					{type: 'PodScheduled', status: 'True'},
					{type: 'Ready', status: 'False', reason: 'ContainersNotReady', message: 'main'},
				],
			},
		},
		JSON.stringify({
			items: [
				{reason: 'Second', message: 'b', lastTimestamp: '2026-11-26T10:00:02Z', type: 'Warning', count: 3},
				{reason: 'First', message: 'a', lastTimestamp: '2026-11-26T10:00:01Z', type: 'Normal'},
			],
		}),
	);
	expect(read).toEqual({
		phase: 'Pending',
		restartPolicy: 'Never',
		finalizers: [],
		nodeName: 'node1',
		containers: [
			{name: 'init', image: '', init: true, ready: false, restarts: 0, running: true},
			{
				name: 'main',
				image: '',
				init: false,
				ready: false,
				restarts: 2,
				running: false,
				waiting: {reason: 'ErrImagePull', message: 'why'},
			},
		],
		unmet: [{type: 'Ready', reason: 'ContainersNotReady', message: 'main'}],
		events: [
			{reason: 'First', message: 'a', count: 1, warning: false, atMs: Date.parse('2026-11-26T10:00:01Z')},
			{reason: 'Second', message: 'b', count: 3, warning: true, atMs: Date.parse('2026-11-26T10:00:02Z')},
		],
	});
});
