import {expect, it} from 'vitest';
import {dockerToContainerd} from '../../src/migrate/steps/index.ts';
import {lineageOf, troubledPods} from '../../src/migrate/troubled.ts';
import {waitForDocker} from '../../src/migrate/wait-for-docker.ts';
import {parsePods} from '../../src/runtime/gather/pods.ts';
import {dockerNode, podOf, type Told} from '../support/migration-facts.ts';
import {nowMs} from '../support/node-snapshot.ts';

const step = dockerToContainerd.find(({id}) => id === 'pods-running');
const flags = '--container-runtime=remote --container-runtime-endpoint=unix:///run/containerd/containerd.sock';
const onContainerd = (pods: ReturnType<typeof podOf>[], more: Told = {}) =>
	dockerNode({flags, ...more, snapshot: {namespaces: {value: []}, ...more.snapshot}, workloads: {pods: {value: pods}}});
const failing = (name: string, more = {}) =>
	podOf(name, {phase: 'Pending', waiting: ['ImagePullBackOff'], runningIds: [], ...more});
const ofWeb = {controller: 'ReplicaSet', owner: 'web-5b8'};

it('what makes a pod anew under another name is its lineage', () => {
	const owned = {uid: 'u', kind: 'ReplicaSet', name: 'web-5b8', controller: true};
	const pod = (metadata: object) => ({
		metadata: {namespace: 'a', name: 'web-5b8-x', uid: '1', creationTimestamp: '2026-01-01T00:00:00Z', ...metadata},
		spec: {containers: []},
	});
	const items = [pod({ownerReferences: [owned]}), pod({})];
	expect(parsePods(JSON.stringify({items})).map(lineageOf)).toEqual(['a/ReplicaSet/web-5b8', 'a/web-5b8-x']);
});

it('trouble is what waits for somebody, or has not started for five minutes; not what is just being made', () => {
	const starting = {phase: 'Pending', waiting: ['ContainerCreating'], runningIds: []};
	const pods = [
		failing('web-5b8-x', ofWeb),
		failing('elsewhere', {nodeName: 'node2'}),
		podOf('young', starting),
		podOf('old', {...starting, createdAtMs: nowMs - 301_000}),
		podOf('crashes', {waiting: ['CrashLoopBackOff'], runningIds: []}),
	];
	expect(troubledPods(onContainerd(pods, {facts: {nowMs}}))).toEqual(['default/ReplicaSet/web-5b8', 'default/old']);
});

it('a pod that did not start on docker either holds up neither the walk nor the way back, and is named', async () => {
	const facts = {troubled: new Set(['default/ReplicaSet/web-5b8'])};
	const made = failing('web-5b8-new', ofWeb);
	const walked = onContainerd([made], {facts});
	expect(step?.verify(walked)).toBeUndefined();
	expect(step?.remark?.(walked)).toBe('not waited for, for they did not start before either: default/web-5b8-new');
	expect(step?.verify(onContainerd([made]))).toBe('default/web-5b8-new: ImagePullBackOff');
	expect(step?.remark?.(onContainerd([podOf('web', {runningIds: []})], {facts}))).toBeUndefined();
	const back = dockerNode({facts, workloads: {pods: {value: [made]}}});
	const told: unknown[] = [];
	const waiting = {gather: async () => back, nowMs: () => 0, sleep: async () => undefined, runtimeOf: () => 'docker'};
	for await (const each of waitForDocker(waiting)) told.push(each);
	expect(told.at(-1)).toMatchObject({type: 'result', ok: true});
});

it('what only somebody can help is not waited for longer than a minute; what still comes by itself is', () => {
	const after = (pods: ReturnType<typeof podOf>[], waitedMs: number) => step?.hopeless?.(onContainerd(pods), waitedMs);
	expect(after([failing('a')], 59_000)).toBeUndefined();
	expect(after([failing('a')], 60_000)).toBe('default/a: ImagePullBackOff');
	const creating = podOf('b', {phase: 'Pending', waiting: ['ContainerCreating'], runningIds: []});
	expect(after([failing('a'), creating], 170_000)).toBeUndefined();
});

it('a taint of the node that keeps pods away is said with what takes it away; the pods are those asked about', () => {
	const {nodeName: _, ...late} = podOf('web', {createdAtMs: 200, phase: 'Pending', runningIds: []});
	const unscheduled = "0/1 nodes are available: 1 node(s) had taint {site: x}, that the pod didn't tolerate.";
	const base = dockerNode().snapshot.node;
	const node = 'value' in base ? {value: {...base.value, taints: ['site=x:NoExecute']}} : base;
	const facts = onContainerd([{...late, unscheduled}, failing('a')], {facts: {begunAtMs: 100}, snapshot: {node}});
	expect(step?.verify(facts)).toContain(
		`${unscheduled} (where it was left behind: kubectl taint node node1 site=x:NoExecute-)`,
	);
	expect(step?.hopeless?.(facts, 60_000)).toContain('site=x:NoExecute-');
	expect(step?.pods?.(facts)).toEqual(['default/web', 'default/a']);
});

it('a bare pod that the kubelet put an end to is made again, and says so where that happens once more', () => {
	const status = (phase: string, reason?: string) => ({phase, ...(reason && {reason})});
	const pod = (state: object) => ({
		metadata: {namespace: 'default', name: 'bare', uid: '1', creationTimestamp: '2026-01-01T00:00:00Z'},
		spec: {nodeName: 'node1', containers: []},
		status: state,
	});
	const read = (state: object) => parsePods(JSON.stringify({items: [pod(state)]}));
	expect(read(status('Failed', 'Evicted'))[0]?.endedFor).toBe('Evicted');
	expect(read(status('Failed'))[0]?.endedFor).toBeUndefined();
	const savedPods = JSON.stringify({items: [{kind: 'Pod', metadata: {namespace: 'default', name: 'bare'}}]});
	const facts = (state: object) =>
		dockerNode({
			flags,
			snapshot: {namespaces: {value: []}},
			workloads: {pods: {value: read(state)}},
			facts: {did: new Set(['bare-pods']), savedPods},
		});
	const restore = dockerToContainerd.find(({id}) => id === 'restore-pods');
	expect(restore?.check(facts(status('Failed', 'Evicted')))).toEqual({is: 'todo'});
	expect(restore?.check(facts(status('Failed')))).toEqual({is: 'done'});
	expect(step?.verify(facts(status('Failed', 'Evicted')))).toBe(
		'default/bare was made again, and the kubelet put an end to it: Evicted',
	);
});

it("bare pods that nobody here may make again hold up no walk: what makes them elsewhere is told, the kubelet's dead ones first deleted", () => {
	const savedPods = JSON.stringify({
		items: ['gone', 'evicted'].map(name => ({kind: 'Pod', metadata: {namespace: 'default', name}})),
	});
	const evicted = podOf('evicted', {phase: 'Failed', endedFor: 'Evicted', runningIds: []});
	const facts = (access: object) =>
		dockerNode({
			flags,
			snapshot: {namespaces: {value: []}},
			workloads: {access, pods: {value: [evicted]}},
			facts: {did: new Set(['bare-pods']), savedPods},
		});
	const restore = dockerToContainerd.find(({id}) => id === 'restore-pods');
	const drain = dockerToContainerd.find(({id}) => id === 'drain');
	for (const access of [{marks: '/k'}, {drains: '/a', makesNone: true as const}]) {
		expect(restore?.check(facts(access))).toEqual({is: 'done'});
		expect(step?.verify(facts(access))).toBeUndefined();
		expect(step?.remark?.(facts(access))).toBe(
			'gone, and nobody on this node may make them again: default/gone, default/evicted; where one may: kubectl -n default delete pod evicted; ssh node1 sudo cat /var/lib/rtconsole/migrate/bare-pods.json | kubectl apply -f -',
		);
	}
	expect(drain?.plan(facts({drains: '/a', makesNone: true}))).toMatchObject([{undo: []}]);
	expect(restore?.check(facts({drains: '/a'}))).toEqual({is: 'todo'});
});
