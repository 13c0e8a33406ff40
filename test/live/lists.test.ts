import {afterAll, beforeAll, describe, expect, it, vi} from 'vitest';
import {type Box, bootBox} from '../support/lab.ts';
import {json, lines, type Row, sorted} from '../support/lab-answers.ts';

/** A node lives while it is asked: a list that changed between two questions is asked again. */
const sameSoon = (compare: () => Promise<void>) => vi.waitFor(compare, {timeout: 40_000, interval: 500});

describe.each(['plain', 'modern'] as const)('the lists of a node of state %s', state => {
	let box: Box;
	beforeAll(async () => {
		box = await bootBox(state);
	});
	afterAll(() => box?.remove());

	it('pods: those of crictl pods', () =>
		sameSoon(async () => {
			const ids = lines(await box.must('crictl pods -q --no-trunc'));
			const pods = await json(box, 'pods');
			expect(ids.length).toBeGreaterThan(2);
			expect(pods.length).toBe(ids.length);
			expect(sorted(pods.map(({id}) => id))).toEqual(sorted(ids));
		}));

	it('pods: names, namespaces and states of crictl pods, and the containers of each', () =>
		sameSoon(async () => {
			const asked = JSON.parse(await box.must('crictl pods -o json')).items as readonly Row[];
			const containers = JSON.parse(await box.must('crictl ps -a -o json')).containers as readonly Row[];
			const pods = await json(box, 'pods');
			for (const {id, metadata, state: sandbox} of asked) {
				const pod = pods.find(row => row.id === id);
				const {name, namespace, uid, attempt = 0} = metadata as Row;
				const ready = sandbox === 'SANDBOX_READY' ? 'ready' : 'notready';
				expect(pod).toMatchObject({name, namespace, uid, attempt, state: ready});
				const own = containers.filter(({podSandboxId}) => podSandboxId === id).map(container => container.id);
				const listed = (pod?.containers ?? []) as readonly Row[];
				expect(sorted(listed.map(container => container.id))).toEqual(sorted(own));
			}
		}));

	it('containers: those of k8s.io are those of crictl ps -a', () =>
		sameSoon(async () => {
			const ids = lines(await box.must('crictl ps -aq --no-trunc'));
			const rows = (await json(box, 'containers')).filter(row => row.containerdNamespace === 'k8s.io');
			expect(ids.length).toBeGreaterThan(2);
			expect(sorted(rows.map(({id}) => id))).toEqual(sorted(ids));
		}));

	it('containers: the pids of the running ones are those of ctr tasks ls', () =>
		sameSoon(async () => {
			const tasks = await tasksOf(box, 'k8s.io');
			const rows = (await json(box, 'containers')).filter(row => row.containerdNamespace === 'k8s.io');
			const running = rows.filter(row => row.state === 'running');
			expect(running.length).toBeGreaterThan(1);
			for (const {id, pid} of running) expect(`${id} ${pid}`).toBe(`${id} ${tasks.get(id as string)?.pid}`);
		}));

	it('images: those of crictl images', () =>
		sameSoon(async () => {
			const ids = lines(await box.must('crictl images -q --no-trunc'));
			const rows = (await json(box, 'images')).filter(row => row.containerdNamespace === 'k8s.io');
			expect(ids.length).toBeGreaterThan(1);
			expect(sorted(rows.map(({id}) => id))).toEqual(sorted([...new Set(ids)]));
		}));

	it('tasks: those of ctr tasks ls, in every containerd namespace', () =>
		sameSoon(async () => {
			const rows = await json(box, 'tasks');
			for (const namespace of lines(await box.must('ctr namespaces ls -q'))) {
				const own = rows.filter(row => row.containerdNamespace === namespace);
				const seen = own.map(({id, pid, state: task}) => [id, pid, String(task).toUpperCase()].join(' '));
				const tasks = [...(await tasksOf(box, namespace))].map(([id, task]) => [id, task.pid, task.status].join(' '));
				expect(sorted(seen)).toEqual(sorted(tasks));
			}
		}));

	it('namespaces: those of ctr namespaces ls', () =>
		sameSoon(async () => {
			const names = lines(await box.must('ctr namespaces ls -q'));
			const rows = await json(box, 'namespaces');
			expect(sorted(rows.map(({name}) => name))).toEqual(sorted(names));
			for (const name of names) {
				const containers = lines(await box.must(`ctr -n ${name} containers ls -q`));
				const tasks = lines(await box.must(`ctr -n ${name} tasks ls -q`));
				expect(rows.find(row => row.name === name)).toMatchObject({containers: containers.length, tasks: tasks.length});
			}
		}));

	it('snapshots: as many as ctr snapshots ls has', () =>
		sameSoon(async () => {
			const keys = lines(await box.must('ctr -n k8s.io snapshots ls'))
				.slice(1)
				.map(line => line.split(/\s+/)[0]);
			const rows = (await json(box, 'snapshots')).filter(row => row.containerdNamespace === 'k8s.io');
			expect(keys.length).toBeGreaterThan(2);
			expect(sorted(rows.map(({key}) => key))).toEqual(sorted(keys));
		}));

	it('pods and containers as tables: each name, in a line of its own', () =>
		sameSoon(async () => {
			const pods = await box.run('/rt/rtconsole pods');
			expect(pods.exitCode).toBe(0);
			const names = (JSON.parse(await box.must('crictl pods -o json')).items as readonly Row[]).map(
				({metadata}) => (metadata as Row).name,
			);
			expect(lines(pods.stdout).length).toBe(names.length + 1);
			for (const name of names) expect(pods.stdout).toContain(` ${name} `);
			const containers = await box.must('/rt/rtconsole containers');
			const labels = JSON.parse(await box.must('crictl ps -a -o json')).containers as readonly Row[];
			for (const {metadata} of labels) expect(containers).toContain(` ${(metadata as Row).name} `);
		}));
});

async function tasksOf(box: Box, namespace: string): Promise<ReadonlyMap<string, {pid: number; status: string}>> {
	const table = lines(await box.must(`ctr -n ${namespace} tasks ls`)).slice(1);
	return new Map(
		table.map(line => {
			const [id = '', pid, status = ''] = line.split(/\s+/);
			return [id, {pid: Number(pid), status}];
		}),
	);
}
