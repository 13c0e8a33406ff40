import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import {type Box, bootBox, type LabState} from '../support/lab.ts';
import {lines} from '../support/lab-answers.ts';
import {openReadyConsole, type TestConsole} from '../support/lab-console.ts';

/** A container that ends at once, again and again, and what it was started with. */
const pod = {
	apiVersion: 'v1',
	kind: 'Pod',
	metadata: {name: 'again'},
	spec: {
		containers: [
			{
				name: 'c',
				image: 'busybox:1.35',
				imagePullPolicy: 'Never',
				command: ['sh', '-c', 'echo born $(cat /proc/uptime); sleep 2; echo dying >&2; exit 3'],
			},
		],
	},
};

describe.each<[LabState, string, RegExp]>([
	['docker', 'docker json', /^\$ tail .*\/var\/log\/pods\/default_again_.*\/c\/\d+\.log/],
	['modern', 'CRI', /^\$ tail .*\/var\/log\/pods\/default_again_.*\/c\/\d+\.log/],
])('%s: a kubelet whose logs are %s', (state, _, file) => {
	let box: Box;
	let console: TestConsole;
	beforeAll(async () => {
		box = await bootBox(state);
		const text = Buffer.from(JSON.stringify(pod)).toString('base64');
		await box.must(
			`for i in $(seq 60); do echo ${text} | base64 -d | kubectl apply -f - && exit 0; sleep 1; done; exit 1`,
		);
	});
	afterEach(() => console?.close());
	afterAll(() => box?.remove());

	it('the log of the container that came back, and of the attempt before it', async () => {
		await box.must(
			'for i in $(seq 50); do ls /var/log/pods/default_again_*/c/ | grep -q "^[1-9]" && exit 0; sleep 1; done; exit 1',
		);
		console = await openReadyConsole(box, {columns: 160, rows: 45});
		await console.goTo('containers');
		await console.waitFor(/^\S+ +c +again /);
		console.type('/^\\S+ c again\r');
		await console.waitFor(/^\S+ +c +again /);
		console.type('l');
		await console.waitFor(file);
		await console.waitFor(/^born/);
		const attempt = Number(/\/c\/(\d+)\.log/.exec(console.text())?.[1]);
		const uptime = /born (\S+)/.exec(console.text())?.[1];
		expect(attempt).toBeGreaterThan(0);
		console.type('p');
		await console.waitFor(new RegExp(`/c/${attempt - 1}\\.log|attempt ${attempt - 1} \\(previous\\)`));
		await console.waitFor(seen => /born \S+/.test(seen.join('\n')) && !seen.join('\n').includes(`born ${uptime}`));
		await console.waitFor(/^dying$/);
	}, 120_000);

	it('a line that a container wrote a second ago; what is saved is what the kubelet keeps', async () => {
		console = await openReadyConsole(box, {columns: 200, rows: 45});
		await console.goTo('containers');
		await console.waitFor(/docker-builder/);
		console.type('/agent.*running\r');
		await console.waitFor(/ 1\/1 of /);
		console.type('l');
		await console.waitFor('read from the file');
		const path = /-- (\/var\/log\/pods\/\S+\.log)/.exec(console.text())?.[1] ?? '';
		const last = lines(await box.must(`tail -n 1 ${path}`))[0] ?? '';
		const text = /^\{"log"/.test(last) ? JSON.parse(last).log.trim() : last.replace(/^\S+ \S+ \S+ /, '');
		await console.waitFor(text, 3000);
		console.type('\u0013');
		const seen = await console.waitFor(/saved all \d+ lines/);
		const [, count, to] = /saved all (\d+) lines \([^)]*\): (\S+\.log)/.exec(seen.join('\n')) ?? [];
		const wanted =
			state === 'docker'
				? 'docker logs "$(docker ps -q -f name=k8s_agent)"'
				: 'crictl logs "$(crictl ps -q --name agent)"';
		await box.must(`${wanted} 2>&1 | head -n ${count} | cmp - ${to}`);
	}, 60_000);
});
