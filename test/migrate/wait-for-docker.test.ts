import {expect, it} from 'vitest';
import type {Engine} from '../../src/migrate/engine.ts';
import type {MigrationFacts} from '../../src/migrate/facts.ts';
import {waitForDocker} from '../../src/migrate/wait-for-docker.ts';
import {dockerNode, podOf, type Told} from '../support/migration-facts.ts';

const containerd = '--container-runtime=remote --container-runtime-endpoint=unix:///run/containerd/containerd.sock';

type More = Partial<Parameters<typeof waitForDocker>[0]> & {readonly fromMs?: number};

async function waited(told: Told, why?: Engine<MigrationFacts>['why'], {fromMs = 0, ...more}: More = {}) {
	let nowMs = fromMs;
	const seen = [];
	const going = waitForDocker({
		gather: async () => dockerNode({workloads: {pods: {value: []}}, ...told}),
		nowMs: () => nowMs,
		sleep: async ms => {
			nowMs += ms;
		},
		runtimeOf: () => 'docker://20.10.24',
		why,
		...more,
	});
	for await (const each of going) seen.push(each);
	return {last: seen.at(-1), seen, nowMs};
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

const ran = (...names: readonly string[]) => ({
	lineages: new Map(names.map(name => [name, names.filter(each => each === name).length])),
	begunAtMs: 0,
});
const webs = 'default/ReplicaSet/web-5b8';
const web = (name: string, more = {}) => podOf(name, {controller: 'ReplicaSet', owner: 'web-5b8', ...more});

it('an API server that does not tell of the pods is no proof that they are back', async () => {
	const {last, nowMs} = await waited({workloads: {pods: {missing: 'Unable to connect'}}});
	expect(last).toMatchObject({ok: false, because: 'the pods of this node are not known: Unable to connect'});
	expect(nowMs).toBe(300_000);
});

it('pods that are to be made again are waited for, and named where they do not come', async () => {
	const owners = async () => ({kinds: new Set(['ReplicaSet']), found: new Map([[webs, {wants: 2, has: 0}]])});
	const {last, nowMs} = await waited({}, undefined, {ran: ran(webs, webs), owners});
	expect(last).toMatchObject({ok: false, because: 'not made again yet: 2 of default/web-5b8 (ReplicaSet)'});
	expect(nowMs).toBe(300_000);
});

it('one that found no node since the walk began is waited for, however long ago', async () => {
	const pods = {value: [web('a', {phase: 'Pending', nodeName: undefined, createdAtMs: 1, runningIds: []})]};
	const late = 3_600_000;
	expect((await waited({workloads: {pods}}, undefined, {ran: ran(webs), fromMs: late})).last).toMatchObject({
		because: 'pods on their way: default/a',
	});
	// As many as before run: one more had no room even then.
	const enough = {value: [...pods.value, web('b')]};
	expect((await waited({workloads: {pods: enough}}, undefined, {ran: ran(webs), fromMs: late})).last).toMatchObject({
		ok: true,
	});
});

it('what may be elsewhere, or is made again by nobody, is named at the end', async () => {
	const {seen} = await waited({}, undefined, {ran: ran('default/lone', webs)});
	expect(seen).toContainEqual(
		expect.objectContaining({
			state: 'verified',
			detail: 'not seen again on this node, and perhaps on another: default/lone, 1 of default/web-5b8 (ReplicaSet)',
		}),
	);
});
