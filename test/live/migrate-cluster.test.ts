import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type Box, bootBox, joinBox} from '../support/lab.ts';
import {treeOfNode} from '../support/lab-migration.ts';

let controlPlane: Box;
let worker: Box;
const trees = new Map<Box, string>();
beforeAll(async () => {
	controlPlane = await bootBox('control-plane');
	worker = await joinBox(controlPlane);
	await controlPlane.must(
		`${admin} kubectl scale deployment web --replicas=4 && kubectl rollout status deployment web --timeout=50s`,
	);
	for (const box of [controlPlane, worker]) trees.set(box, await box.must(treeOfNode));
}, 400_000);
afterAll(async () => {
	await worker?.remove();
	await controlPlane?.remove();
});

const walkMs = 600_000;
const admin = 'export KUBECONFIG=/etc/kubernetes/admin.conf;';

type Last = {readonly exitCode: number; readonly last: unknown};

async function walk(box: Box, verb: 'apply' | 'undo'): Promise<Last> {
	const {exitCode, stdout} = await box.run(
		`/rt/rtconsole migrate ${verb} --yes --json </dev/null | tee /tmp/${verb}.log`,
		{
			timeoutMs: walkMs,
		},
	);
	return {exitCode, last: JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}')};
}

/** The drain that the walk asks for, typed where it may be done; what it asked for is read from what it says. */
async function drainWhenAsked(verb: 'apply' | 'undo'): Promise<void> {
	for (let attempt = 0; attempt < 200; attempt++) {
		const {stdout} = await worker.run(`cat /tmp/${verb}.log 2>/dev/null`);
		const [, command] =
			/waiting: no kubeconfig of this node may drain it; where one may: (kubectl drain [^(]+) \(/.exec(stdout) ?? [];
		if (command !== undefined) {
			// It waits for every pod to end: as long as their time for it, and longer than a script usually may take.
			const drained = await controlPlane.run(`${admin} ${command}`, {timeoutMs: walkMs});
			expect(drained).toMatchObject({exitCode: 0});
			return;
		}
		await new Promise(resolve => setTimeout(resolve, 1000));
	}
	throw new Error(`the walk never asked for a drain: ${(await worker.run(`tail -3 /tmp/${verb}.log`)).stdout}`);
}

async function runtimes(): Promise<string> {
	return controlPlane.must(
		`${admin} kubectl get node -o jsonpath='{range .items[*]}{.metadata.name} {.status.nodeInfo.containerRuntimeVersion} {.spec.unschedulable}{"\\n"}{end}' | sed 's|//.*[0-9]||'`,
	);
}

describe('a cluster of two', () => {
	it('the worker, which has no kubeconfig of an administrator: the drain is asked for elsewhere, and checked', {
		timeout: walkMs,
	}, async () => {
		const [walked] = await Promise.all([walk(worker, 'apply'), drainWhenAsked('apply')]);
		expect(walked).toMatchObject({exitCode: 0, last: {ok: true, runtime: expect.stringMatching(/^containerd:/)}});
		expect(await worker.must('ctr -n moby c ls -q')).toBe('');
	});

	it('then the control plane, whose etcd and API server die with docker', {timeout: walkMs}, async () => {
		expect(await walk(controlPlane, 'apply')).toMatchObject({exitCode: 0, last: {ok: true}});
		expect(await runtimes()).toBe('node1 containerd: \nnode2 containerd: \n');
	});

	it('the control plane goes back, every file as it was', {timeout: walkMs}, async () => {
		expect(await walk(controlPlane, 'undo')).toMatchObject({exitCode: 0, last: {ok: true}});
		expect(await controlPlane.must(treeOfNode)).toBe(trees.get(controlPlane));
	});

	it('and the worker: its pods are moved away first, as asked', {timeout: walkMs}, async () => {
		const [walked] = await Promise.all([walk(worker, 'undo'), drainWhenAsked('undo')]);
		expect(walked).toMatchObject({exitCode: 0, last: {ok: true, runtime: expect.stringMatching(/^docker:/)}});
		expect(await worker.must(treeOfNode)).toBe(trees.get(worker));
		expect(await runtimes()).toBe('node1 docker: \nnode2 docker: \n');
	});
});
