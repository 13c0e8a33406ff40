import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import {type Box, bootBox} from '../support/lab.ts';
import {openConsole, type TestConsole} from '../support/lab-console.ts';
import {podsMs, quickPods, treeOfNode} from '../support/lab-migration.ts';
import {keys} from '../support/terminal.ts';

let box: Box;
let screen: TestConsole | undefined;
let before = '';

const walkMs = 400_000;
const rtconsole = '/rt/rtconsole';
const yes = `${rtconsole} migrate apply --yes --json --consent standalone-containers </dev/null`;

/** A container of a person, beside those of the kubelet; it ends as soon as it is told to. */
const legacy =
	'docker rm -f legacy-web; docker run -d --name legacy-web --restart always --stop-signal KILL -p 8081:8080 web:1.0';

beforeAll(async () => {
	box = await bootBox('cri-dockerd');
	await box.must(`${quickPods}\n${legacy}`, podsMs);
	before = await box.must(treeOfNode);
});
afterEach(() => screen?.close());
afterAll(() => box?.remove());

async function runtimeOfNode(): Promise<string> {
	return box.must('kubectl get node node1 -o jsonpath={.status.nodeInfo.containerRuntimeVersion}');
}

async function firstFinding(): Promise<string> {
	const {stdout} = await box.run(`${rtconsole} check --json`);
	const [root] = (JSON.parse(stdout) as {checks: readonly {id: string; verdict: string}[]}).checks;
	return `${root?.verdict} ${root?.id}`;
}

type Found = {
	readonly id: string;
	readonly verdict: string;
	readonly fix: readonly {readonly argv?: readonly string[]}[];
};

async function preflight(id: string): Promise<Found | undefined> {
	const {stdout} = await box.run(`${rtconsole} migrate plan --json`);
	return (JSON.parse(stdout) as {preflight: readonly Found[]}).preflight.find(each => each.id === id);
}

async function onDockerAgain(): Promise<void> {
	const {exitCode, stdout} = await box.run(`${rtconsole} migrate undo --yes --json`, {timeoutMs: walkMs});
	expect({exitCode, last: stdout.trim().split('\n').at(-1)}).toMatchObject({exitCode: 0});
	expect(await runtimeOfNode()).toMatch(/^docker:\/\//);
	expect(await box.must(treeOfNode)).toBe(before);
	expect(await box.must('docker inspect -f {{.State.Running}} legacy-web; ctr -n k8s.io c ls -q')).toBe('true\n');
}

async function onContainerd(): Promise<void> {
	expect(await runtimeOfNode()).toMatch(/^containerd:\/\//);
	const pods = await box.must('kubectl get pods -A --no-headers');
	const notRunning = pods
		.split('\n')
		.filter(line => line !== '' && !line.includes('crasher') && !/ 1\/1 +Running /.test(line));
	expect(notRunning).toEqual([]);
	expect(await box.must('kubectl exec bare -- echo hello; ctr -n moby c ls -q')).toBe('hello\n');
	expect(await box.run('systemctl is-active docker docker.socket cri-docker cri-docker.socket')).toMatchObject({
		stdout: 'inactive\ninactive\ninactive\ninactive\n',
	});
}

describe('a node whose kubelet uses docker through cri-dockerd', () => {
	it('the lists and the header ask cri-dockerd, and nothing is wrong', async () => {
		const ready = await box.must(
			'crictl --runtime-endpoint unix:///run/cri-dockerd.sock pods --state ready -q | wc -l',
		);
		expect(await box.must(`${rtconsole} pods --json | grep -c '"state": "ready"'`)).toBe(ready);
		expect((await firstFinding()).split(' ')[0]).not.toBe('fatal');
		screen = openConsole(box);
		await screen.waitFor(/^unix:\/\/\/run\/cri-dockerd\.sock \(\/var\/lib\/kubelet\/kubeadm-flags\.env\)/);
	});

	it('a container of a person is not accepted by --yes', async () => {
		const {exitCode, stderr} = await box.run(`${rtconsole} migrate apply --yes </dev/null`);
		expect({exitCode, stderr}).toMatchObject({
			exitCode: 3,
			stderr: expect.stringContaining('--consent standalone-containers'),
		});
		expect(await box.must(treeOfNode)).toBe(before);
	});
});

describe('what is broken there', () => {
	const stop = 'systemctl stop cri-docker.socket cri-docker.service';

	it.each([
		['cri-dockerd is dead', stop, 'fatal cri-dockerd-running'],
		['its socket is masked', `${stop}; systemctl mask cri-docker.socket`, 'fatal unit-masked'],
		['docker is dead under it', 'systemctl stop docker.socket docker.service', 'fatal docker-running'],
	])(
		'%s: check names it first, the preflight refuses and tells what to type',
		{timeout: 120_000},
		async (_, fault, finding) => {
			await box.must(fault);
			expect(await firstFinding()).toBe(finding);
			const found = await preflight('runtime');
			expect(found?.verdict).toBe('no-go');
			for (const {argv} of found?.fix ?? []) await box.must((argv ?? ['false']).join(' '));
			expect((await preflight('runtime'))?.verdict).toBe('go');
		},
	);
});

it('a docker that would not start again is named beforehand, and what is to be typed mends it', async () => {
	const dropIn = '/etc/systemd/system/docker.service.d/own.conf';
	await box.must(
		`mkdir -p $(dirname ${dropIn}); printf '[Service]\\nExecStart=\\nExecStart=/usr/sbin/dockerd -H fd:// --containerd=/run/containerd/containerd.sock --log-driver=json-file\\n' > ${dropIn}
		systemctl daemon-reload`,
	);
	const found = await preflight('docker-restarts');
	expect(found?.verdict).toBe('consent');
	for (const {argv} of found?.fix ?? []) await box.must((argv ?? ['false']).map(word => `'${word}'`).join(' '));
	expect(await preflight('docker-restarts')).toBeUndefined();
	await box.must(`rm -r $(dirname ${dropIn}); systemctl daemon-reload`);
});

it('pods that do not come are explained; one that did not start on docker either holds nothing up', {
	timeout: walkMs,
}, async () => {
	const profile = '/var/lib/kubelet/seccomp/own.json';
	const deployment = (name: string, image: string, more = '') =>
		`printf '%s' '{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"${name}"},"spec":{"selector":{"matchLabels":{"app":"${name}"}},"template":{"metadata":{"labels":{"app":"${name}"}},"spec":{"terminationGracePeriodSeconds":1,"containers":[{"name":"c","image":"${image}","imagePullPolicy":"IfNotPresent","command":["sleep","100000"]${more}}]}}}}' | kubectl apply -f -`;
	await box.must(
		`mkdir -p $(dirname ${profile}); echo '{"defaultAction":"SCMP_ACT_ALLOW"}' > ${profile}
		${deployment('sec', 'busybox:1.35', ',"securityContext":{"seccompProfile":{"type":"Localhost","localhostProfile":"own.json"}}')}
		${deployment('never', 'nowhere.example/none:1')}
		kubectl rollout status deployment sec --timeout=60s
		for i in $(seq 1 300); do kubectl get pods -l app=never | grep -q -e ErrImagePull -e ImagePullBackOff && break; sleep 0.2; done
		rm ${profile}`,
	);
	const stopped = await box.run(yes, {timeoutMs: walkMs});
	const last = JSON.parse(stopped.stdout.trim().split('\n').at(-1) ?? '{}');
	expect(last).toMatchObject({
		ok: false,
		failedStep: 'pods-running',
		because: expect.stringMatching(/^default\/sec-\S+: CreateContainerError$/),
	});
	expect(last.causes).toEqual([expect.objectContaining({id: 'seccomp-profile-missing'})]);
	expect(JSON.stringify(last.causes)).toContain(profile);
	await box.must(`echo '{"defaultAction":"SCMP_ACT_ALLOW"}' > ${profile}`);
	const {exitCode, stdout} = await box.run(yes, {timeoutMs: walkMs});
	expect({exitCode, stdout}).toMatchObject({
		exitCode: 0,
		stdout: expect.stringContaining('not waited for, for they did not start before either: default/never-'),
	});
	await onDockerAgain();
	await box.must('kubectl delete deployment sec never; kubectl wait --for=delete pod -l app=sec --timeout=60s');
});

it('kill -9 while docker is stopped, and the same again: containerd, and every file back', {
	timeout: walkMs,
}, async () => {
	const killed = await box.must(
		`${yes} > /tmp/killed.log 2>&1 & pid=$!
		for i in $(seq 1 900); do grep -q 'systemctl disable docker' /tmp/killed.log && break; sleep 0.1; done
		kill -9 $pid && echo killed`,
		{timeoutMs: walkMs},
	);
	expect(killed).toBe('killed\n');
	const {exitCode, stdout} = await box.run(yes, {timeoutMs: walkMs});
	expect({exitCode, last: stdout.trim().split('\n').at(-1)}).toMatchObject({exitCode: 0});
	await onContainerd();
	const states = JSON.parse(await box.must(`${rtconsole} check --json || true`)) as {checks: readonly Found[]};
	expect(states.checks.find(({id}) => id === 'sockets')?.verdict).toBe('ok');
	await onDockerAgain();
});

it('by keys, at 80x24: accepted by name, walked, and docker is removed with what it frees', {
	timeout: walkMs,
}, async () => {
	screen = openConsole(box, ['migrate'], {columns: 80, rows: 24});
	await screen.waitFor(/^CONSENT: 1 of \d+ findings must be accepted/, 120_000);
	screen.type('ca');
	await screen.waitFor(/walk \d+ steps, from cri-dockerd to containerd\?/);
	await screen.waitFor(/^accepts +standalone-containers: legacy-web/);
	screen.type(`yes${keys.enter}`);
	await screen.waitFor(/done in /, walkMs);
	await onContainerd();
	const held = async () => Number.parseInt(await box.must('du -sk --one-file-system /var/lib/docker'), 10);
	expect(await held()).toBeGreaterThan(500);
	const told = await box.run(`${rtconsole} migrate clean-up`);
	expect(told.stdout).toMatch(/\[docker-data\]: frees \d+\.\d MB/);
	expect(await box.must(`${rtconsole} migrate clean-up --yes --consent docker-data`, {timeoutMs: walkMs})).toMatch(
		/freed \d+\.\d MB/,
	);
	expect(await held()).toBeLessThan(100);
	expect(await box.must('ls -d /var/lib/cri-dockerd /run/cri-dockerd.sock 2>/dev/null || true')).toBe('');
	const back = await box.run(`${rtconsole} migrate undo --yes`);
	expect({exitCode: back.exitCode, stderr: back.stderr}).toMatchObject({
		exitCode: 1,
		stderr: expect.stringContaining('no way back'),
	});
	await onContainerd();
});
