import {afterAll, afterEach, beforeAll, expect, it, vi} from 'vitest';
import {type Box, bootBox} from '../support/lab.ts';
import {json, lines, type Row, sorted} from '../support/lab-answers.ts';
import {aboveInfo, checkUp} from '../support/lab-check.ts';
import {openReadyConsole, type TestConsole} from '../support/lab-console.ts';
import {keys} from '../support/terminal.ts';

// A kubelet 1.20 on dockershim, where pods are docker containers and this crictl has nobody to talk to.
let box: Box;
let console: TestConsole;
beforeAll(async () => {
	box = await bootBox('docker');
});
afterEach(() => console?.close());
afterAll(() => box?.remove());

const because = 'this crictl speaks CRI v1, which unix:///var/run/dockershim.sock does not answer';

it('pods: the pod sandboxes of docker ps, and why they come from there', () =>
	soon(async () => {
		const ids = lines(await box.must('docker ps -aq --no-trunc --filter label=io.kubernetes.docker.type=podsandbox'));
		expect(ids.length).toBeGreaterThan(3);
		expect(sorted((await json(box, 'pods')).map(({id}) => id))).toEqual(sorted(ids));
		const {stderr, stdout} = await box.run('/rt/rtconsole pods');
		expect(stderr).toContain(because);
		expect(stdout).toContain('docker-builder');
	}));

it('containers: those of docker ps, the pod sandboxes aside, with pod and pid', () =>
	soon(async () => {
		const sandboxes = lines(
			await box.must('docker ps -aq --no-trunc --filter label=io.kubernetes.docker.type=podsandbox'),
		);
		const all = lines(await box.must('docker ps -aq --no-trunc'));
		const rows = await json(box, 'containers');
		expect(sorted(rows.map(({id}) => id))).toEqual(sorted(all.filter(id => !sandboxes.includes(id))));
		const bare = rows.find(({name, state}) => name === 'main' && state === 'running') as Row;
		const pid = await box.must(`docker inspect --format '{{.State.Pid}}' ${bare.id}`);
		expect(bare).toMatchObject({podName: 'bare', podNamespace: 'default', pid: Number(pid)});
	}));

it('check: a healthy node has nothing above a note', () =>
	soon(async () => expect(aboveInfo(await checkUp(box))).toEqual([])));

it('images: those of docker images', () =>
	soon(async () => {
		const ids = new Set(lines(await box.must('docker images -q --no-trunc')));
		expect(sorted((await json(box, 'images')).map(({id}) => id))).toEqual(sorted([...ids]));
	}));

it('the console: pods by name, the header says why, containers and their log', async () => {
	console = await openReadyConsole(box, {columns: 120, rows: 40});
	await console.waitFor('docker-builder');
	expect(console.text()).toContain(because);
	await console.select('bare.* ready');
	console.type(keys.enter);
	await console.waitFor(/^[0-9a-f ]*main +bare +running/);
	await console.goTo('containers');
	await console.waitFor('builder');
	await console.select('web.* running.*|x');
	await console.escape();
});

it('the console: the log of a container, as docker has it, and a shell', async () => {
	console = await openReadyConsole(box, {columns: 120, rows: 40});
	await console.goTo('containers');
	await console.waitFor('builder');
	await console.select('builder.* running');
	console.type('l');
	await console.waitFor('docker.sock');
	await console.waitFor(/docker logs/);
	await console.escape();
	console.type('e');
	await console.waitFor(/[#$] ?$/);
	console.type('echo in-$((40+2))\r');
	await console.waitFor('in-42');
	console.type('exit\r');
	await console.waitFor(/^containers .*1\/1 of/);
});

it('the console: a container that never starts is seen as it is made and as it goes, with no poll between', async () => {
	console = await openReadyConsole(box, {columns: 120, rows: 40});
	await console.goTo('containers');
	await console.waitFor('builder');
	await box.must('docker create --name never-started busybox:1.35 true');
	// The safety net asks every 20 seconds only.
	await console.waitFor(/never-started .*created/, 10_000);
	await box.must('docker rm never-started');
	await console.waitFor(seen => !seen.join().includes('never-started'), 10_000);
	await console.goTo('events');
	await console.waitFor('/container/destroy');
});

it('the console: l on a pod with one container opens its log at once', async () => {
	console = await openReadyConsole(box, {columns: 120, rows: 40});
	await console.select('docker-builder.* ready');
	console.type('l');
	await console.waitFor(/logs of docker-builder\/builder/);
	await console.waitFor('docker.sock');
	await console.waitFor(/read from the file/);
});

function soon(compare: () => Promise<void>): Promise<void> {
	return vi.waitFor(compare, {timeout: 40_000, interval: 500});
}
