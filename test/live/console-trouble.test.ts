import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import {type Box, bootBox} from '../support/lab.ts';
import {openConsole, openReadyConsole, type TestConsole} from '../support/lab-console.ts';
import {keepContainerdDown, reviveContainerd, signalContainerd} from '../support/lab-containerd.ts';
import {keys} from '../support/terminal.ts';

let box: Box;
let console: TestConsole;
beforeAll(async () => {
	box = await bootBox('plain');
	await keepContainerdDown(box);
});
afterEach(async () => {
	await console?.close();
	await reviveContainerd(box);
});
afterAll(() => box?.remove());

const web = 'web-7d9f8c6b5-x2x7k';
const notFresh = /(STALE: \d+s old|NO ANSWER)/;

describe('containerd is killed while the console is open', () => {
	it('the last good list stays, marked with its age; it recovers by itself', async () => {
		console = await openReadyConsole(box);
		await signalContainerd(box, 'KILL');
		await console.waitFor(/STALE: \d+s old/);
		expect(console.text()).toContain(web);
		expect(console.text()).toContain('containerd.sock');
		const first = ageOnScreen();
		await console.waitFor(() => ageOnScreen() > first + 1);
		console.type('j');
		await console.waitFor(/^pods +2\/4$/);
		await reviveContainerd(box);
		await console.waitFor(seen => !notFresh.test(seen.join()) && seen.join().includes(web), 30_000);
	});

	it('events come again after the restart: a new pod is seen within seconds', async () => {
		console = await openReadyConsole(box);
		await signalContainerd(box, 'KILL');
		await console.waitFor(notFresh);
		await reviveContainerd(box);
		await console.waitFor(seen => !notFresh.test(seen.join()) && seen.join().includes(web), 30_000);
		await box.must(`cd /tmp/rec; sed 's/${web}/reborn/g; s/0c1a0001/0c1a0008/g; s/18080/18088/' ${web}.pod.json > re.json
			for i in $(seq 50); do crictl runp re.json && exit 0; sleep 0.2; done; exit 1`);
		await console.waitFor('reborn', 15_000);
		await box.must('crictl rmp -f $(crictl pods -q --name reborn)');
	});

	it('opened while containerd is down: says so, and shows the pods when it is back', async () => {
		await signalContainerd(box, 'KILL');
		console = openConsole(box);
		await console.waitFor('NO RUNTIME: from files');
		await console.waitFor(web);
		await reviveContainerd(box);
		await console.waitFor(seen => !/NO RUNTIME/.test(seen.join()) && seen.join().includes('notready'), 30_000);
	});

	it('opened while containerd is down: its containers are known from files, and their logs are read', async () => {
		await signalContainerd(box, 'KILL');
		console = openConsole(box);
		await console.waitFor('NO RUNTIME: from files');
		await console.goTo('containers');
		await console.waitFor(/log-sidecar +web-7d9f8c6b5-x2x7k +running/);
		await console.waitFor(/worker +report-28312345-abcde +exited/);
		console.type('/log-sidecar');
		console.type(keys.enter);
		await console.waitFor(/^containers.* 1\/1( of \d+)?$/);
		console.type('l');
		await console.waitFor(/^# read from the file/);
		await console.waitFor(/^line \d+$/);
		await console.escape();
		await reviveContainerd(box);
		await console.waitFor(seen => !/NO RUNTIME/.test(seen.join()), 30_000);
	});

	it('opened when nothing but the binaries is there: the runtime is found when it comes', async () => {
		await box.must('mv /etc/crictl.yaml /tmp/crictl.yaml; systemctl stop docker docker.socket');
		await signalContainerd(box, 'KILL');
		await box.must('rm -f /run/containerd/containerd.sock');
		console = openConsole(box);
		await console.waitFor('NO RUNTIME: from files');
		await console.waitFor('no CRI endpoint');
		await reviveContainerd(box);
		await console.waitFor(seen => !/NO RUNTIME|no CRI endpoint/.test(seen.join()) && seen.join().includes(web), 30_000);
		await box.must('mv /tmp/crictl.yaml /etc/; systemctl start docker');
	});
});

describe('containerd hangs while the console is open', () => {
	it('the list is marked after the timeout, keys answer at once, and it recovers', async () => {
		console = openConsole(box, ['--timeout', '2s']);
		await console.waitFor(web);
		await signalContainerd(box, 'STOP');
		console.type('r');
		await console.waitFor(/STALE: \d+s old/, 8000);
		const startedAt = performance.now();
		console.type('j');
		await console.waitFor(/^pods +2\/4$/);
		expect(performance.now() - startedAt).toBeLessThan(1000);
		await console.goTo('images');
		await console.waitFor('NO ANSWER', 10_000);
		await signalContainerd(box, 'CONT');
		await console.waitFor(/busybox:1\.35 .*(MB|kB)/, 20_000);
	});

	it('q leaves at once', async () => {
		console = await openReadyConsole(box);
		await signalContainerd(box, 'STOP');
		console.type('r');
		const startedAt = performance.now();
		console.type('q');
		expect((await console.exit).exitCode).toBe(0);
		expect(performance.now() - startedAt).toBeLessThan(2000);
	});
});

function ageOnScreen(): number {
	return Number(/STALE: (\d+)s old/.exec(console.text())?.[1] ?? Number.NaN);
}
