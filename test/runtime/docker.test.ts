import {expect, it} from 'vitest';
import {CommandFailed, UnexpectedOutput} from '../../src/host/errors.ts';
import type {Finished, Reader} from '../../src/host/host.ts';
import {parseKubernetesName} from '../../src/model/kubernetes-name.ts';
import {createDocker} from '../../src/runtime/docker.ts';
import {parseDockerContainers, parseDockerImages, parseDockerLines} from '../../src/runtime/docker-answers.ts';
import {recordedText} from '../support/recordings.ts';

// biome-ignore format: a table
it.each([
	['docker-20.10.24@dockershim',  {sandboxes: 11, ofPods: 11, alone: 8}],
	['docker-20.10.24@plain',       {sandboxes: 0,  ofPods: 0,  alone: 8}],
	['docker-26.1.5@cri-dockerd',   {sandboxes: 12, ofPods: 11, alone: 1}],
	['docker-26.1.5@plain',         {sandboxes: 0,  ofPods: 0,  alone: 8}],
	['docker-28.5.2@plain',         {sandboxes: 0,  ofPods: 0,  alone: 8}],
])('%s: %j', (recording, {sandboxes, ofPods, alone}) => {
	const lines = parseDockerLines(recordedText(recording, 'ps-a-format-json.json'));
	const containers = parseDockerContainers(recordedText(recording, 'inspect-all.json'));
	expect(lines.map(({id}) => id).toSorted()).toEqual(containers.map(({id}) => id).toSorted());
	const apart = Map.groupBy(containers, each => (each.kind === 'pod-sandbox' ? 'sandboxes' : each.container.podName ? 'ofPods' : 'alone'));
	expect({sandboxes, ofPods, alone}).toEqual({
		sandboxes: apart.get('sandboxes')?.length ?? 0,
		ofPods: apart.get('ofPods')?.length ?? 0,
		alone: apart.get('alone')?.length ?? 0,
	});
});

it("dockershim's container and sandbox, whole", () => {
	const containers = parseDockerContainers(recordedText('docker-20.10.24@dockershim', 'inspect-all.json'));
	expect(containers.find(({id}) => id.startsWith('cd71c39d89d2'))).toMatchObject({
		kind: 'container',
		container: {
			name: 'main',
			podName: 'bare',
			podNamespace: 'default',
			attempt: 0,
			podId: 'b878d31245ff69cd03850a79af4ab64c07525a3ba0da4a720d26ebc60085d027',
			state: 'exited',
			exitCode: 0,
			reason: 'Completed',
			pid: undefined,
			startedAtMs: Date.parse('2026-11-21T11:01:44.516Z'),
			finishedAtMs: Date.parse('2026-11-21T11:01:46.464Z'),
			logPath: '/var/log/pods/default_bare_204747c6-cb37-41ff-bde8-9977e4e2d20a/main/0.log',
			containerdNamespace: 'moby',
		},
	});
	expect(containers.find(({id}) => id.startsWith('da89641d0e3e'))).toMatchObject({
		kind: 'pod-sandbox',
		pod: {
			name: 'crasher',
			namespace: 'default',
			uid: '0b95599f-f988-4aa4-ad23-ddcff627f897',
			attempt: 1,
			state: 'ready',
			hostNetwork: false,
			annotations: {'kubernetes.io/config.source': 'api'},
		},
	});
});

it("docker's own containers: states, exit codes and reasons", () => {
	const containers = parseDockerContainers(recordedText('docker-28.5.2@plain', 'inspect-all.json'));
	const seen = containers.flatMap(each => (each.kind === 'container' ? [each.container] : []));
	expect(seen.map(({name, state, exitCode, reason}) => [name, state, exitCode, reason]).toSorted()).toEqual([
		['created', 'created', undefined, undefined],
		['done', 'exited', 0, 'Completed'],
		['failed', 'exited', 3, 'Error'],
		['legacy-db', 'running', undefined, undefined],
		['legacy-sock', 'running', undefined, undefined],
		['legacy-web', 'running', undefined, undefined],
		['oom', 'exited', 137, 'OOMKilled'],
		['paused', 'running', undefined, undefined],
	]);
});

it.each(['docker-20.10.24@plain', 'docker-26.1.5@plain', 'docker-28.5.2@plain'])('%s: image', recording => {
	expect(parseDockerImages(recordedText(recording, 'image-inspect.json'))).toEqual([
		{
			id: 'sha256:6c9e24d1adc244ebdc040a0946d6a6b392184f53f1e8bc5408c71ccc8165cfac',
			tags: ['web:1.0', 'registry.local:5000/team/web:1.0'],
			digests: [],
			sizeBytes: 1984266,
			usedBy: [],
			containerdNamespace: 'moby',
		},
	]);
});

it('docker before 20.10 has no State, only a Status', () => {
	const line = (Status: string) => JSON.stringify({ID: 'a', Names: 'db/web,web', Status});
	const text = [
		line('Up 5 minutes (Paused)'),
		line('Exited (0) 2 hours ago'),
		line('Created'),
		line('Removal In Progress'),
	].join('\n');
	expect(parseDockerLines(text).map(({name, state}) => [name, state])).toEqual([
		['web', 'running'],
		['web', 'exited'],
		['web', 'created'],
		['web', 'exited'],
	]);
});

// biome-ignore format: a table
it.each([
	['/k8s_web_web-1_default_u-1_2',          {kind: 'container', container: 'web', pod: 'web-1', namespace: 'default', uid: 'u-1', attempt: 2}],
	['k8s_POD_web-1_kube-system_u-1_0',       {kind: 'pod-sandbox', container: 'POD', pod: 'web-1', namespace: 'kube-system', uid: 'u-1', attempt: 0}],
	['k8s_web_web-1_default_u-1_2_9f3c0a1b',  {kind: 'container', container: 'web', pod: 'web-1', namespace: 'default', uid: 'u-1', attempt: 2}],
	['k8s_web', undefined],
	['k8s_a_b_c_d_e', undefined],
	['legacy-web', undefined],
	['k8s_a_b_c_d_1_2_3', undefined],
])('name %s', (name, expected) => {
	expect(parseKubernetesName(name)).toEqual(expected);
});

const answering = (finished: Partial<Finished>) =>
	({query: async () => ({exitCode: 0, stdout: '', stderr: '', durationMs: 1, ...finished})}) as unknown as Reader;

it('one that is gone meanwhile does not take the others away', async () => {
	const stdout = recordedText('docker-28.5.2@plain', 'inspect-all.json');
	const docker = createDocker(answering({exitCode: 1, stdout, stderr: 'Error: No such container: nope\n'}), ['docker']);
	expect(await docker.containers(['nope', 'other'])).toHaveLength(8);
});

it('docker that cannot be asked is an error with its own words', async () => {
	const stderr = 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?\n';
	const docker = createDocker(answering({exitCode: 1, stderr}), ['docker']);
	await expect(docker.lines()).rejects.toThrow(CommandFailed);
	await expect(docker.lines()).rejects.toThrow('Is the docker daemon running?');
});

it('nonsense is an error that names the command', async () => {
	const docker = createDocker(answering({stdout: '<html>'}), ['docker']);
	await expect(docker.lines()).rejects.toThrow(UnexpectedOutput);
	await expect(docker.lines()).rejects.toThrow("docker ps --all --no-trunc --format '{{json .}}': unexpected output");
});
