import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import {type Box, bootBox, type LabState} from '../support/lab.ts';
import {lines} from '../support/lab-answers.ts';
import {openReadyConsole, type TestConsole} from '../support/lab-console.ts';
import {keys} from '../support/terminal.ts';

const wide = {columns: 160, rows: 45};

// A container of a pod that runs, on each node; on `plain` crictl made it, on `modern` the kubelet.
const states: ReadonlyArray<readonly [LabState, {pod: string; container: string; label: string}]> = [
	['plain', {pod: 'web-7d9f8c6b5-x2x7k', container: 'log-sidecar', label: 'io.kubernetes.container.name=log-sidecar'}],
	['modern', {pod: 'docker-builder', container: 'builder', label: 'io.kubernetes.container.name=builder'}],
];

describe.each(states)('%s', (state, {pod, container, label}) => {
	let box: Box;
	let console: TestConsole;
	beforeAll(async () => {
		box = await bootBox(state);
	});
	afterEach(() => console?.close());
	afterAll(() => box?.remove());

	const rowsWith = (text: string) => console.screen().filter(line => line.includes(text));

	it('stats: a busy container is seen as one, first when sorted by CPU, with its curve', async () => {
		const [id = ''] = lines(await box.must(`crictl ps --quiet --name '^${container}$'`));
		console = await openReadyConsole(box, wide);
		await console.goTo('stats');
		await console.waitFor(/^NAME +POD +CPU%/);
		const busy = box.run(`timeout 12 crictl exec ${id} sh -c 'while :; do :; done'`);
		console.type('C');
		await console.waitFor(/CPU%↓/);
		// One core, give or take what a busy machine leaves of it.
		await console.waitFor(
			screen =>
				Number(/^\S+ +\S+ +(\d+\.\d) /.exec(screen[4] ?? '')?.[1]) > 2 && (screen[4] ?? '').startsWith(container),
			12_000,
		);
		await console.waitFor(/[▄▅▆▇█].*k8s\.io/, 5000);
		await busy;
	});

	it('containers and pods: CPU and memory come without a key and without a process, the busiest first with C', async () => {
		const [id = ''] = lines(await box.must(`crictl ps --quiet --name '^${container}$'`));
		console = await openReadyConsole(box, wide);
		const busy = box.run(`timeout 30 crictl exec ${id} sh -c 'while :; do :; done'`);
		const cpuOfFirst = (screen: readonly string[]) =>
			Number(/ (\d+\.\d) +[\d.]+[kMG]?B /.exec(screen[4] ?? '')?.[1] ?? 0);
		console.type('C');
		await console.waitFor(screen => (screen[4] ?? '').includes(pod) && cpuOfFirst(screen) > 2, 20_000);
		await console.goTo('containers');
		await console.waitFor(/^CONTAINER +NAME +POD/);
		console.type('C');
		await console.waitFor(screen => (screen[4] ?? '').includes(container) && cpuOfFirst(screen) > 2, 20_000);
		console.type('!');
		await console.waitFor(/^\$ every process/);
		expect(rowsWith(' stats ')).toEqual([]);
		await busy;
	});

	it('stats are asked for only while they are on the screen', async () => {
		console = await openReadyConsole(box, wide);
		await console.goTo('stats');
		await console.waitFor(/^NAME +POD +CPU%/);
		await console.goTo('namespaces');
		await console.waitFor(/^NAMESPACE +OWNER/);
		const asked = async () => {
			console.type('!');
			await console.waitFor(/^\$ every process/);
			const count = rowsWith(' stats --output json').length;
			await console.escape();
			return count;
		};
		const before = await asked();
		await new Promise(done => setTimeout(done, 6000));
		expect(before).toBeGreaterThan(0);
		expect(await asked()).toBe(before);
	});

	it('events: a container that comes and goes, newest first, filtered as any list', async () => {
		console = await openReadyConsole(box, wide);
		await console.goTo('events');
		await console.waitFor(/^events/);
		await box.must('ctr -n k8s.io run --rm docker.io/library/busybox:1.35 passing sh -c "exit 0"');
		await console.waitFor(/\/containers\/delete +passing/, 8000);
		console.type(`/passing${keys.enter}`);
		await console.waitFor(/\/tasks\/start +passing/);
		const topics = rowsWith('passing').flatMap(line => /(\/\w+\/\w+)/.exec(line)?.[1] ?? []);
		expect(topics.indexOf('/tasks/exit')).toBeLessThan(topics.indexOf('/tasks/start'));
		expect(topics.indexOf('/tasks/start')).toBeLessThan(topics.indexOf('/containers/create'));
	});

	it('tree: from the pod down, and each row leads on', async () => {
		const [id = ''] = lines(await box.must(`crictl ps --quiet --name '^${container}$'`));
		const pid = (await box.must(`crictl inspect --output go-template --template '{{.info.pid}}' ${id}`)).trim();
		const cgroup = lines(await box.must(`cat /proc/${pid}/cgroup`)).find(line => line.includes('memory:'));
		console = await openReadyConsole(box, wide);
		console.type(`/${pod} ready${keys.enter}`);
		await console.waitFor(/ 1\/1 of /);
		console.type('x');
		await console.waitFor(new RegExp(`tree of ${pod}`));
		await console.waitFor(`PID ${pid}`);
		for (const kind of ['pod', 'sandbox', 'container', 'task', 'image', 'snapshot', 'log'])
			await console.waitFor(new RegExp(` ${kind} `));
		const isTree = (screen: readonly string[]) => new RegExp(`^pods › tree of ${pod} `).test(screen[2] ?? '');
		const lead = async (filter: string, wanted: string | RegExp) => {
			console.type(`/${filter}${keys.enter}`);
			await console.waitFor(/ 1\/\d+ of /);
			console.type(keys.enter);
			await console.waitFor(wanted);
			await console.escape();
			await console.waitFor(screen => isTree(screen) && (screen[2] ?? '').includes(`/${filter}`));
			await console.escape();
			await console.waitFor(screen => isTree(screen) && !(screen[2] ?? '').includes(`/${filter}`));
		};
		await lead(`PID ${pid}`, cgroup?.split(':')[2] ?? 'no cgroup');
		await lead('image docker', /^pods.*› images/);
		await lead('writable layer', /^pods.*› snapshots/);
		await lead(`${container}/0.log|${container}/1.log`, /logs of/);
		await lead('sandbox [0-9a-f]', /› pod-sandbox /);
	});

	it('content and leases are what ctr says, of every namespace; a blob that is text opens', async () => {
		const digests = lines(await box.must('ctr -n k8s.io content ls -q'));
		await box.must('ctr -n k8s.io leases create --id held foo=bar');
		console = await openReadyConsole(box, wide);
		await console.goTo('content');
		await console.waitFor(new RegExp(`^content.* 1/${digests.length}`));
		for (const digest of digests.slice(0, 20)) expect(console.text()).toContain(digest.slice(7, 20));
		console.type(`/manifest${keys.enter}${keys.enter}`);
		await console.waitFor('"schemaVersion"');
		await console.goTo('leases');
		await console.waitFor(/^held +\d+s +23h/);
		await box.must('ctr -n k8s.io leases rm held');
		console.type('r');
		await console.waitFor(screen => !screen.some(line => line.startsWith('held')));
	});

	it('snapshots: u asks how much disk one takes, and the answer stays', async () => {
		const usage = lines(await box.must('ctr -n k8s.io snapshots usage'));
		const [key = '', amount = ''] = (usage.find(line => /^sha256:\S+ +[\d.]+ [KM]iB/.test(line)) ?? '').split(/ +/);
		expect(Number(amount)).toBeGreaterThan(0);
		console = await openReadyConsole(box, wide);
		await console.goTo('snapshots');
		await console.waitFor(/^SNAPSHOT +PARENT/);
		console.type(`/^${key.slice(7, 20)}${keys.enter}`);
		await console.waitFor(/ 1\/1 of /);
		console.type('u');
		await console.waitFor(new RegExp(`^${key.slice(7, 20)} .*\\d+(\\.\\d+)?[kM]B`), 8000);
		console.type('r');
		await new Promise(done => setTimeout(done, 1000));
		expect(console.text()).toMatch(/\d[kM]B/);
	});

	it('order, marks, labels, fuzzy, wide, and a filter that is no regular expression', async () => {
		console = await openReadyConsole(box, wide);
		await console.goTo('containers');
		await console.waitFor(container);
		console.type('NN');
		await console.waitFor(/NAME↓/);
		const names = console
			.screen()
			.slice(4, 12)
			.flatMap(line => /^[0-9a-f]{13} +(\S+)/.exec(line)?.[1] ?? []);
		expect(names).toEqual(names.toSorted((one, other) => -one.localeCompare(other, 'en', {numeric: true})));
		console.type(`/-l ${label}${keys.enter}`);
		await console.waitFor(/ 1\/\d of /);
		expect(rowsWith(` ${container} `).length).toBeGreaterThan(0);
		await console.escape();
		console.type(`/-f ${pod.slice(0, 3)} ${container.slice(0, -2)}r${keys.enter}`);
		await console.waitFor(/ 1\/\d+ of /);
		await console.escape();
		console.type('/web[');
		await console.waitFor('no regular expression');
		await console.escape();
		console.type('g  ');
		await console.waitFor(/2 marked/);
		console.type('jj\u0000');
		await console.waitFor(/5 marked/);
		console.type('\\');
		await console.waitFor(screen => !screen.some(line => line.includes('marked')));
		console.type('\u0017');
		await console.waitFor(/K8S NS/);
	});
});
