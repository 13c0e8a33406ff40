import {mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {createCommandLog} from '../../src/host/command-log.ts';
import type {Reader} from '../../src/host/host.ts';
import {createLocalHost} from '../../src/host/local.ts';
import {parseSandbox} from '../../src/runtime/left-behind/bundles.ts';
import {parseDockerFile} from '../../src/runtime/left-behind/docker-files.ts';
import {leftBehind} from '../../src/runtime/left-behind/left-behind.ts';
import {findLog} from '../../src/runtime/log-files.ts';
import {id} from '../support/state.ts';

const local = createLocalHost({log: createCommandLog(() => 0), env: {}});
let root: string;
beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), 'rtconsole-left-'));
});
afterEach(() => rmSync(root, {recursive: true, force: true}));

const within = (path: string) => join(root, path);
const reader = (): Reader => ({
	...local,
	readText: path => local.readText(within(path)),
	listNames: path => local.listNames(within(path)),
	openFile: path => local.openFile(within(path)),
	identityOf: path => local.identityOf(within(path)),
});

function write(path: string, text: string): void {
	mkdirSync(dirname(within(path)), {recursive: true});
	writeFileSync(within(path), text);
}

const task = (namespace: string, key: string) => `/run/containerd/io.containerd.runtime.v2.task/${namespace}/${key}`;
const web = '/var/log/pods/default_web_uid-1/app';

function writeTask(
	namespace: string,
	key: string,
	pid: number,
	annotations: Record<string, string>,
	alive = true,
): void {
	write(`${task(namespace, key)}/config.json`, JSON.stringify({annotations}));
	write(`${task(namespace, key)}/init.pid`, String(pid));
	if (alive) write(`/proc/${pid}/cgroup`, `0::/kubepods/podx/${key}\n`);
}

const cri = (type: string, sandbox: string, more: Record<string, string> = {}) => ({
	'io.kubernetes.cri.container-type': type,
	'io.kubernetes.cri.sandbox-id': sandbox,
	'io.kubernetes.cri.sandbox-name': 'web',
	'io.kubernetes.cri.sandbox-namespace': 'default',
	...more,
});

describe('what is on a node whose runtime is down', () => {
	it('each attempt that left a log, with its path; only that the last of them is not known to have ended', async () => {
		write(`${web}/0.log`, '2026-11-23T12:00:00.5Z stdout F one\n');
		write(`${web}/1.log`, '2026-11-23T12:05:00Z stderr F two\n');
		write(`${web}/1.log.20261123-120000`, 'rotated\n');
		write('/var/log/pods/default_web_uid-1/empty/0.log', '');
		const {pods, containers} = await leftBehind(reader());
		expect(containers.map(({name, attempt, state, createdAtMs}) => [name, attempt, state, createdAtMs])).toEqual([
			['app', 1, 'unknown', Date.UTC(2026, 10, 23, 12, 5)],
			['app', 0, 'exited', Date.UTC(2026, 10, 23, 12) + 500],
			['empty', 0, 'unknown', Number.NaN],
		]);
		expect(containers[0]).toMatchObject({
			id: 'uid-1/app/1',
			podId: 'uid-1',
			podName: 'web',
			podNamespace: 'default',
			logPath: `${web}/1.log`,
		});
		expect(pods).toMatchObject([{id: 'uid-1', name: 'web', namespace: 'default', uid: 'uid-1', state: 'unknown'}]);
		expect(pods[0]?.containers.map(({name}) => name)).toEqual(['empty', 'app', 'app']);
		const place = await findLog(reader(), containers[0] as never, true);
		expect(place).toMatchObject({path: `${web}/0.log`});
	});

	it('what a shim keeps says what runs, under its ID and its PID', async () => {
		write(`${web}/0.log`, '2026-11-23T12:00:00Z stdout F one\n');
		writeTask('k8s.io', id('5a'), 41, cri('sandbox', id('5a')));
		writeTask(
			'k8s.io',
			id('c1'),
			42,
			cri('container', id('5a'), {
				'io.kubernetes.cri.container-name': 'app',
				'io.kubernetes.cri.image-name': 'busybox:1.35',
			}),
		);
		writeTask(
			'k8s.io',
			id('c2'),
			43,
			cri('container', id('5a'), {'io.kubernetes.cri.container-name': 'silent'}),
			false,
		);
		writeTask('default', 'by-hand', 44, {});
		const {pods, containers} = await leftBehind(reader());
		expect(containers.map(one => [one.name, one.id, one.state, one.pid, one.podId, one.containerdNamespace])).toEqual([
			['app', id('c1'), 'running', 42, id('5a'), 'k8s.io'],
			['by-hand', 'by-hand', 'running', 44, undefined, 'default'],
			['silent', id('c2'), 'exited', undefined, id('5a'), 'k8s.io'],
		]);
		expect(containers[0]?.image).toBe('busybox:1.35');
		expect(pods).toMatchObject([{id: id('5a'), name: 'web', uid: 'uid-1', state: 'ready'}]);
	});

	it('a process that has taken the PID is not taken for the container', async () => {
		write(`${web}/0.log`, '');
		writeTask('k8s.io', id('c1'), 42, cri('container', id('5a'), {'io.kubernetes.cri.container-name': 'app'}), false);
		write('/proc/42/cgroup', '0::/system.slice/sshd.service\n');
		expect((await leftBehind(reader())).containers).toMatchObject([{name: 'app', state: 'exited', pid: undefined}]);
	});

	it("the kubelet's links name the containers", async () => {
		write(`${web}/0.log`, '');
		mkdirSync(within('/var/log/containers'), {recursive: true});
		symlinkSync(within(`${web}/0.log`), within(`/var/log/containers/web_default_app-${id('c1')}.log`));
		expect((await leftBehind(reader())).containers).toMatchObject([{id: id('c1'), logPath: `${web}/0.log`}]);
	});

	it("docker's own containers and those of a kubelet on docker, each once", async () => {
		const docker = (key: string, name: string, state: object, labels = {}) =>
			write(
				`/var/lib/docker/containers/${key}/config.v2.json`,
				JSON.stringify({
					ID: key,
					Name: name,
					Created: '2026-11-23T11:00:00Z',
					State: state,
					Config: {Image: 'busybox:1.35', Labels: labels},
					LogPath: `/var/lib/docker/containers/${key}/${key}-json.log`,
				}),
			);
		const ran = {Running: true, Pid: 50, StartedAt: '2026-11-23T11:00:01Z'};
		docker(id('d1'), '/legacy', {...ran, Running: false, Pid: 0, ExitCode: 3});
		docker(id('d2'), '/k8s_app_web_default_uid-1_0', {...ran, Pid: 51}, {'io.kubernetes.sandbox.id': id('d3')});
		docker(id('d3'), '/k8s_POD_web_default_uid-1_0', {...ran, Pid: 52});
		docker(id('d4'), '/never', {Running: false, StartedAt: '0001-01-01T00:00:00Z'});
		write('/proc/51/cgroup', `4:memory:/kubepods/${id('d2')}\n`);
		write(`${web}/0.log`, '{"log":"x\\n","stream":"stdout","time":"2026-11-23T12:00:00Z"}\n');
		const {pods, containers} = await leftBehind(reader());
		expect(containers.map(({name, state, exitCode, podName}) => [name, state, exitCode, podName])).toEqual([
			['legacy', 'exited', 3, undefined],
			['app', 'running', undefined, 'web'],
			['never', 'created', undefined, undefined],
		]);
		// dockerd died before it could note that the pause process is gone.
		expect(pods).toMatchObject([{id: id('d3'), name: 'web', namespace: 'default', uid: 'uid-1', state: 'notready'}]);
	});

	it('names that are no pods, and a node without any of it', async () => {
		write('/var/log/pods/strange/app/0.log', '');
		write('/var/log/pods/a_b_c_d/app/0.log', '');
		write('/var/log/pods/default_web_uid-1/app/note.txt', '');
		expect(await leftBehind(reader())).toEqual({pods: [], containers: []});
	});

	it.each([['no JSON'], ['{}'], ['{"annotations": 1}'], ['{"Name": "/x"}'], ['']])(
		'a file that says %j is passed over',
		text => {
			expect([parseSandbox(text), parseDockerFile(text)]).toEqual([undefined, undefined]);
		},
	);
});
