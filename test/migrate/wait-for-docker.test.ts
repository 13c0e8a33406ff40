import {expect, it} from 'vitest';
import type {Engine} from '../../src/migrate/engine.ts';
import type {MigrationFacts} from '../../src/migrate/facts.ts';
import {waitForDocker} from '../../src/migrate/wait-for-docker.ts';
import {dockerNode, podOf, type Told} from '../support/migration-facts.ts';

const containerd = '--container-runtime=remote --container-runtime-endpoint=unix:///run/containerd/containerd.sock';

async function waited(told: Told, why?: Engine<MigrationFacts>['why']) {
	let nowMs = 0;
	const seen = [];
	const going = waitForDocker({
		gather: async () => dockerNode({workloads: {pods: {value: []}}, ...told}),
		nowMs: () => nowMs,
		sleep: async ms => {
			nowMs += ms;
		},
		runtimeOf: () => 'docker://20.10.24',
		why,
	});
	for await (const each of going) seen.push(each);
	return {last: seen.at(-1), nowMs};
}

it('a node that is back on docker is done at once', async () => {
	expect(await waited({})).toMatchObject({last: {ok: true}, nowMs: 0});
});

it('what a person did by hand is named and not waited for', async () => {
	const {last, nowMs} = await waited({flags: containerd});
	expect(last).toMatchObject({ok: false, because: expect.stringContaining('done by hand')});
	expect(nowMs).toBe(0);
});

it('a kubelet that does not start is waited for, and named in the end', async () => {
	const running = {missing: 'no kubelet runs'};
	const {last, nowMs} = await waited({snapshot: {kubelet: {...dockerNode().snapshot.kubelet, running}}});
	expect(last).toMatchObject({ok: false, because: 'no kubelet runs'});
	expect(nowMs).toBe(300_000);
});

it('a pod that only somebody can help ends the waiting after a minute, with what is behind it', async () => {
	const pods = (waiting: string[]) => ({
		pods: {value: [podOf('web', {phase: 'Pending', waiting, runningIds: []})]},
	});
	const asked: unknown[] = [];
	const why = async ({pods: names}: {readonly pods?: readonly string[]}) => {
		asked.push(names);
		return [{id: 'registry-unreachable', because: 'no way', evidence: [], fix: []}];
	};
	const {last, nowMs} = await waited({workloads: pods(['ImagePullBackOff'])}, why);
	expect(nowMs).toBe(60_000);
	expect(last).toMatchObject({
		ok: false,
		because: 'pods on their way: default/web',
		causes: [{id: 'registry-unreachable'}],
	});
	expect(asked).toEqual(Array(3).fill(['default/web']));
	expect((await waited({workloads: pods(['ContainerCreating'])})).nowMs).toBe(300_000);
});
