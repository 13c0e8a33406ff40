import {describe, expect, it} from 'vitest';
import {type ClusterApi, ClusterAway, type Evicted, type PodToDrain} from '../../../src/runtime/cluster/cluster-api.ts';
import {drainNode} from '../../../src/runtime/cluster/drain-node.ts';

const podOf = (name: string, more: Partial<PodToDrain> = {}): PodToDrain => ({
	name,
	namespace: 'default',
	uid: name,
	controller: 'ReplicaSet',
	mirror: false,
	ended: false,
	graceSeconds: 30,
	labels: {app: 'web'},
	finalizers: [],
	runs: true,
	...more,
});

type Answers = {
	/** How an eviction is answered, by pod and by how often it was asked before. */
	evict?(pod: PodToDrain, times: number): Evicted;
	/** Seconds after its eviction at which a pod is gone. */
	readonly stopsAfterSeconds?: number;
	/** Seconds after its eviction at which all of it has ended, and it is there yet. */
	readonly endsAfterSeconds?: number;
	/** Seconds at which the API server is away. */
	readonly away?: readonly [from: number, to: number];
};

/** A cluster whose clock is the drain's own. */
function clusterOf(pods: readonly PodToDrain[], {evict, stopsAfterSeconds = 2, endsAfterSeconds, away}: Answers = {}) {
	let now = 0;
	const evictedAt = new Map<string, number>();
	const asked = new Map<string, number>();
	const told: string[] = [];
	const there = () => {
		if (away && now >= away[0] * 1000 && now < away[1] * 1000) throw new ClusterAway('the API server does not answer');
	};
	const api: ClusterApi = {
		async podsOn() {
			there();
			const isOver = (uid: string, seconds = Number.POSITIVE_INFINITY) =>
				now >= (evictedAt.get(uid) ?? Number.POSITIVE_INFINITY) + seconds * 1000;
			return pods
				.filter(({uid}) => !isOver(uid, stopsAfterSeconds))
				.map(pod =>
					isOver(pod.uid, endsAfterSeconds)
						? {...pod, ended: true, runs: false, goneByMs: evictedAt.get(pod.uid) ?? 0}
						: pod,
				);
		},
		async evict(pod) {
			there();
			const times = asked.get(pod.uid) ?? 0;
			asked.set(pod.uid, times + 1);
			const answer = evict?.(pod, times) ?? {is: 'evicting'};
			if (answer.is === 'evicting') evictedAt.set(pod.uid, now);
			return answer;
		},
		async budgets() {
			const matches = (labels: PodToDrain['labels']) => labels.app === 'web';
			return [{name: 'web', namespace: 'default', allowed: 0, healthy: 2, needed: 2, matches}];
		},
		patchNode: async () => {},
		createPod: async () => 'created',
	};
	const drain = (more: {force?: boolean; timeoutMs?: number} = {}) =>
		drainNode(api, {
			node: 'node1',
			force: true,
			timeoutMs: 60_000,
			nowMs: () => now,
			sleep: async ms => {
				now += ms;
			},
			tell: text => told.push(text.trimEnd()),
			...more,
		});
	return {drain, told, evicted: () => [...evictedAt.keys()], seconds: () => now / 1000};
}

const held = {is: 'held' as const, because: 'The disruption budget web needs 2 healthy pods and has 2 currently'};

describe('a drain', () => {
	it('moves what a controller makes again, and with force what nobody does; not DaemonSets, static pods and what has ended', async () => {
		const pods = [
			podOf('web-1'),
			podOf('agent', {controller: 'DaemonSet'}),
			podOf('etcd', {mirror: true}),
			podOf('job', {ended: true}),
		];
		const {controller: _, ...bare} = podOf('bare');
		const forced = clusterOf([...pods, bare]);
		expect(await forced.drain()).toBeUndefined();
		expect(forced.evicted()).toEqual(['web-1', 'bare']);
		const gentle = clusterOf([...pods, bare]);
		expect(await gentle.drain({force: false})).toBeUndefined();
		expect(gentle.evicted()).toEqual(['web-1']);
	});

	it('tells of each pod what happens to it', async () => {
		const {drain, told} = clusterOf([podOf('web-1')]);
		await drain();
		expect(told).toEqual(['evicting pod default/web-1 (up to 30 s)', 'pod default/web-1 is gone']);
	});

	it('waits for a pod that has ended and whose kubelet does not let go of it, and says why in the end', async () => {
		const cluster = clusterOf([podOf('web-1')], {endsAfterSeconds: 2, stopsAfterSeconds: 20});
		expect(await cluster.drain()).toBeUndefined();
		expect(cluster.seconds()).toBe(20);
		const stays = clusterOf([podOf('web-1')], {endsAfterSeconds: 2, stopsAfterSeconds: 900});
		expect(await stays.drain()).toMatch(/default\/web-1 has stopped, and the kubelet has not let go of it for 60 s/);
	});

	it('waits for a budget, says so once, and goes on when it allows it', async () => {
		const cluster = clusterOf([podOf('web-1'), podOf('web-2')], {
			evict: ({name}, times) => (name === 'web-2' && times < 3 ? held : {is: 'evicting'}),
		});
		expect(await cluster.drain()).toBeUndefined();
		expect(cluster.told.filter(text => text.includes('has to wait'))).toEqual([
			`pod default/web-2 has to wait: ${held.because}`,
		]);
		expect(cluster.told.at(-1)).toBe('pod default/web-2 is gone');
	});

	it('ends its waiting, and names the budget and the pods that it holds up, and those that do not stop', async () => {
		const pods = [podOf('web-1'), podOf('web-2'), podOf('slow', {labels: {}})];
		const {drain, seconds, told} = clusterOf(pods, {
			evict: ({name}) => (name === 'slow' ? {is: 'evicting'} : held),
			stopsAfterSeconds: 1000,
		});
		expect(await drain({timeoutMs: 30_000})).toBe(
			"not drained within 30 s; PodDisruptionBudget default/web (needs 2 healthy pods, has 2, allows 0 to go) holds up default/web-1, default/web-2: an eviction would violate the pod's disruption budget; not gone yet: default/slow",
		);
		expect(seconds()).toBe(30);
		expect(told).toContain(
			'still here: default/web-1 (held up by its budget), default/web-2 (held up by its budget), default/slow (stopping)',
		);
	});

	it('an API server that is away meanwhile is waited for; that nothing was seen is not that nothing is there', async () => {
		const cluster = clusterOf([podOf('web-1')], {away: [0, 5]});
		expect(await cluster.drain()).toBeUndefined();
		expect(cluster.evicted()).toEqual(['web-1']);
		const gone = clusterOf([podOf('web-1')], {away: [0, 1000]});
		await expect(gone.drain({timeoutMs: 10_000})).rejects.toThrow('the API server does not answer');
	});

	it('what may not be evicted at all is said at once', async () => {
		const {drain} = clusterOf([podOf('web-1')], {evict: () => ({is: 'refused', because: 'pods "web-1" is forbidden'})});
		expect(await drain()).toBe('pod default/web-1 cannot be evicted: pods "web-1" is forbidden');
	});

	it('a finalizer that keeps a pod is named at once, with what takes it off; at the end too', async () => {
		const kept = podOf('kept', {finalizers: ['example.org/hold'], runs: false, goneByMs: 0});
		const {drain, told} = clusterOf([kept], {stopsAfterSeconds: 1000});
		const take = `kubectl --namespace default patch pod kept --type=merge --patch '{"metadata":{"finalizers":null}}'`;
		expect(await drain({timeoutMs: 15_000})).toContain(take);
		expect(told.find(text => text.startsWith('still here'))).toContain('the finalizer example.org/hold keeps it');
	});

	it.each([
		['runs on after its time', {runs: true, goneByMs: 0}, 'default/p still runs 30 s after its time to end'],
		[
			'has stopped and stays',
			{runs: false, goneByMs: 0},
			'default/p has stopped, and the kubelet has not let go of it for 30 s',
		],
		['has its time left', {runs: true, goneByMs: 60_000}, 'not gone yet: default/p'],
		[
			'is of a Job that counts it',
			{runs: false, goneByMs: 29_000, finalizers: ['batch.kubernetes.io/job-tracking']},
			'not gone yet: default/p',
		],
	])('a pod that %s is told apart', async (_, more, said) => {
		const {drain} = clusterOf([podOf('p', more)], {stopsAfterSeconds: 1000});
		expect(await drain({timeoutMs: 30_000})).toContain(said);
	});
});
