import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import {type Box, bootBox, type LabState} from '../support/lab.ts';
import {agree, answer, choose} from '../support/lab-actions.ts';
import {openReadyConsole, type TestConsole} from '../support/lab-console.ts';
import {keys} from '../support/terminal.ts';

// What a kubelet makes of it: on containerd, and on dockershim, where docker is asked.
describe.each<[LabState, RegExp, RegExp]>([
	['modern', /crictl .* stop --timeout 2/, /crictl .* rm --force/],
	['docker', /docker stop --time 2/, /docker rm --force/],
])('on a node of state %s', (state, stopped, removed) => {
	let box: Box;
	let console: TestConsole;
	beforeAll(async () => {
		box = await bootBox(state);
	});
	afterEach(() => console?.close());
	afterAll(() => box?.remove());

	const list = async () =>
		JSON.parse(await box.must('/rt/rtconsole containers --json')) as ReadonlyArray<Record<string, unknown>>;
	const mains = async () => (await list()).filter(({name, podName}) => name === 'main' && podName === 'bare');
	/** The kubelet waits a while before it makes a container anew. */
	const running = () =>
		expect
			.poll(async () => (await mains()).some(({state: now}) => now === 'running'), {timeout: 50_000, interval: 1000})
			.toBe(true);
	const open = async () => {
		await running();
		console = await openReadyConsole(box, {columns: 140, rows: 40});
		return console;
	};

	it('stop: the kubelet makes the container anew, as was said', async () => {
		await open();
		const [before] = await mains();
		await choose(console, 'containers', 'main.*bare.*running', 's');
		await answer(console, /^seconds to end/, '2');
		const question = await agree(console);
		expect(question).toMatch(stopped);
		expect(question).toContain('the kubelet makes it anew');
		await console.waitFor(/^done in/, 30_000);
		await console.escape();
		await console.waitFor(/main +bare +exited|main.*bare.*running/, 30_000);
		await expect
			.poll(async () => (await mains()).find(({state: now}) => now === 'running')?.id, {
				timeout: 40_000,
				interval: 1000,
			})
			.not.toBe(before?.id);
	});

	it('describe, YAML and the log of a container', async () => {
		await open();
		await console.goTo('containers');
		await console.select('main.*bare.*running');
		console.type('d');
		await console.waitFor(/^ {2}Pod +default\/bare/);
		await console.waitFor(/^ {2}State +running/);
		await console.waitFor(/^ {2}PID +\d+/);
		console.type('y');
		await console.waitFor(/^(status:|- Id:)/);
		await console.escape();
		console.type('l');
		await console.waitFor(/logs of bare\/main/);
	});

	it('remove: a running container is killed first, and that is said', async () => {
		await open();
		const [before] = (await mains()).filter(({state: now}) => now === 'running');
		await choose(console, 'containers', 'main.*bare.*running', 'x');
		const question = await agree(console);
		expect(question).toContain('This cannot be undone');
		expect(question).toContain('it is killed first');
		expect(question).toMatch(removed);
		await console.waitFor(/^done in/, 30_000);
		expect((await list()).map(({id}) => id)).not.toContain(before?.id);
	});

	it('w: why a pod does not run, on the screen and as a command', async () => {
		await box.must(`kubectl delete pod unpulled failing --ignore-not-found --now
			kubectl run unpulled --image=127.0.0.1:5999/none:1 --restart=Never
			kubectl run failing --image=busybox:1.35 --image-pull-policy=IfNotPresent -- sh -c 'echo cannot open /etc/app.conf; exit 3'`);
		const why = async (pod: string) => JSON.parse((await box.run(`/rt/rtconsole why ${pod} --json`)).stdout);
		const patience = {timeout: 60_000, interval: 1000};
		await expect.poll(async () => (await why('unpulled')).causes?.[0]?.id, patience).toMatch(/^(registry|image)-/);
		await expect.poll(async () => (await why('failing')).causes?.[0]?.id, patience).toBe('program-failed');
		expect(await box.run('/rt/rtconsole why failing')).toMatchObject({exitCode: 3});

		await open();
		await console.select('failing');
		console.type('w');
		await console.waitFor(/ended by itself with exit code 3/, 30_000);
		await console.waitFor(/^next: the kubelet starts failing again/);
		await console.waitFor(/log of failing: cannot open \/etc\/app\.conf/);
		await console.escape();
		await choose(console, 'pods', 'unpulled', 'w');
		await console.waitFor(/^pod default\/unpulled: .*(registry|image)/i, 30_000);
		await console.waitFor(/^next: the kubelet pulls again/);
		await console.waitFor(/^ {2}fix: /);
		await box.must('kubectl delete pod unpulled failing --grace-period=0 --force');
	}, 150_000);

	it('a shell, and root in it', async () => {
		await open();
		await choose(console, 'containers', 'main.*bare.*running', 'r');
		await console.waitFor(/[#$] ?$/);
		console.type(`echo user-$(id -u)${keys.enter}`);
		await console.waitFor('user-0');
		console.type('exit\r');
		await console.waitFor(/^containers /);
	});
});
