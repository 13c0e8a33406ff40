import {expect, it} from 'vitest';
import type {Container} from '../../src/model/container.ts';
import {createNodeRuntime} from '../../src/runtime/create-runtime.ts';
import {discover} from '../../src/runtime/discover.ts';
import {parseEvent} from '../../src/runtime/events.ts';
import type {LogOptions, Subject} from '../../src/runtime/node-runtime.ts';
import {present, recordedReader, recordedText} from '../support/recordings.ts';

const containerd = '/run/containerd/containerd.sock';
const container = (fields: Partial<Container>): Container => ({
	id: 'abc',
	name: 'web',
	state: 'running',
	attempt: 0,
	image: 'web:1',
	imageId: 'x',
	containerdNamespace: 'k8s.io',
	createdAtMs: 1,
	labels: {},
	...fields,
});

async function open(programs: readonly string[], sockets: readonly string[] = [containerd]) {
	const reader = recordedReader(['ctr-1.7.24'], present({programs, sockets}));
	return createNodeRuntime(reader, await discover(reader, {env: {}, hostname: 'node1'}));
}

const all = ['crictl', 'ctr', 'docker'];
const crictl = 'crictl --runtime-endpoint unix:///run/containerd/containerd.sock';
const ofPod = container({podId: 'p', logPath: '/var/log/pods/x/0.log'});
const ofDocker = container({containerdNamespace: 'moby', logPath: '/var/lib/docker/containers/abc/abc-json.log'});
const byHand = container({containerdNamespace: 'default'});

// biome-ignore format: a table
it.each<[string, readonly string[], Container, LogOptions, string]>([
	['crictl',           all,     ofPod,    {follow: true, tail: 100},                   `${crictl} logs --follow --tail 100 abc`],
	['crictl, stamped',  all,     ofPod,    {follow: false, timestamps: true},           `${crictl} logs --timestamps abc`],
	['docker',           all,     ofDocker, {follow: true, tail: 5, timestamps: true},   'docker logs --follow --tail 5 --timestamps abc'],
	['no crictl',        ['ctr'], ofPod,    {follow: true, tail: 100},                   'tail -n 100 -F -- /var/log/pods/x/0.log'],
	['no crictl, whole', ['ctr'], ofPod,    {follow: false},                             'tail -n +1 -- /var/log/pods/x/0.log'],
	['no docker',        ['ctr'], ofDocker, {follow: false, tail: 1},                    'tail -n 1 -- /var/lib/docker/containers/abc/abc-json.log'],
])('log: %s', async (_, programs, subject, options, command) => {
	expect((await open(programs)).logsCommand(subject, options).join(' ')).toBe(command);
});

it('a container of ctr has no log', async () => {
	const runtime = await open(all);
	expect(() => runtime.logsCommand(byHand, {follow: true})).toThrow(
		'web has no log: ctr hands the output of its containers to whoever started them',
	);
});

// biome-ignore format: a table
it.each<[string, readonly string[], Container, RegExp]>([
	['crictl', all,     ofPod,    /^crictl --runtime-endpoint \S+ exec --interactive --tty abc sh -c a b$/],
	['docker', all,     ofDocker, /^docker exec --interactive --tty abc sh -c a b$/],
	['ctr',    all,     byHand,   /^ctr --namespace default tasks exec --tty --exec-id rtconsole-[0-9a-f]{8} abc sh -c a b$/],
	['ctr in the place of crictl', ['ctr'], ofPod, /^ctr --namespace k8s\.io tasks exec --tty --exec-id rtconsole-[0-9a-f]{8} abc sh -c a b$/],
])('shell: %s', async (_, programs, subject, command) => {
	expect((await open(programs)).shellCommand(subject, ['sh', '-c', 'a b']).join(' ')).toMatch(command);
});

// biome-ignore format: a table
it.each<[readonly string[], Subject, string]>([
	[all,     {kind: 'pod-sandbox', id: 'p'},                                 `${crictl} inspectp --output json p`],
	[all,     {kind: 'container', id: 'c', containerdNamespace: 'k8s.io'},    `${crictl} inspect --output json c`],
	[all,     {kind: 'image', id: 'sha256:1', containerdNamespace: 'k8s.io'}, `${crictl} inspecti --output json sha256:1`],
	[all,     {kind: 'container', id: 'c', containerdNamespace: 'moby'},      'docker inspect --type container c'],
	[all,     {kind: 'container', id: 'c', containerdNamespace: 'default'},   'ctr --namespace default containers info c'],
	[all,     {kind: 'task', id: 't', containerdNamespace: 'k8s.io'},         'ctr --namespace k8s.io tasks ps t'],
	[all,     {kind: 'snapshot', id: 's', containerdNamespace: 'k8s.io'},     'ctr --namespace k8s.io snapshots info s'],
	[['ctr'], {kind: 'pod-sandbox', id: 'p'},                                 'ctr --namespace k8s.io containers info p'],
	[['ctr'], {kind: 'image', id: 'a/b:1', containerdNamespace: 'default'},   'ctr --namespace default images ls name=="a/b:1"'],
])('inspect with %j: %j', async (programs, subject, command) => {
	expect((await open(programs)).inspectCommand(subject).join(' ')).toBe(command);
});

it('another socket of containerd is named to ctr', async () => {
	const runtime = await open(['ctr'], ['/run/k3s/containerd/containerd.sock']);
	const command = runtime.inspectCommand({kind: 'task', id: 't', containerdNamespace: 'k8s.io'});
	expect(command).toEqual([
		'ctr',
		'--address',
		'/run/k3s/containerd/containerd.sock',
		'--namespace',
		'k8s.io',
		'tasks',
		'ps',
		't',
	]);
});

it('what cannot be parsed as JSON is shown as it is', async () => {
	const runtime = await open(['ctr']);
	const id = 'e4301b5f60cf5815f51bf42b38c9d2e4a7cd15430224057c0d1a8b6ebe304493';
	expect(await runtime.inspect({kind: 'container', id, containerdNamespace: 'k8s.io'})).toMatchObject({ID: id});
});

it.each(['ctr-1.6.20', 'ctr-1.7.24', 'ctr-2.1.9'])(
	'%s: every event of a container that ran once is a change',
	recording => {
		const lines = recordedText(recording, 'events.txt')
			.split('\n')
			.filter(line => / \/(containers|tasks|snapshot|images)\//.test(line));
		expect(lines.length).toBeGreaterThan(4);
		expect(lines.filter(line => !parseEvent(line)?.isChange)).toEqual([]);
	},
);

// biome-ignore format: a table
it.each([
	['exec-added',   '2026-11-23 19:44:20 +0000 UTC moby /tasks/exec-added {"container_id":"a","exec_id":"b"}', false],
	['exec-started', '2026-11-23 19:44:20 +0000 UTC moby /tasks/exec-started {"container_id":"a","exec_id":"b","pid":1}', false],
	['its exit',     '2026-11-23 19:44:20 +0000 UTC moby /tasks/exit {"container_id":"a","id":"b","pid":1}', false],
	['an exit',      '2026-11-23 19:44:20 +0000 UTC moby /tasks/exit {"container_id":"a","id":"a","pid":1}', true],
	["docker's probe", '{"status":"exec_create: /bin/sh -c true","id":"a","Type":"container"}', false],
	["docker's start", '{"status":"start","id":"a","Type":"container"}', true],
])('event: %s', (_, line, expected) => {
	expect(parseEvent(line)?.isChange).toBe(expected);
});

it('events are followed through ctr, of all containerd namespaces; a line that cannot be read counts as a change', async () => {
	const asked: unknown[] = [];
	const reader = recordedReader([], present({programs: all, sockets: [containerd]}));
	const at = '2026-11-23 19:44:20 +0000 UTC k8s.io';
	const runtime = createNodeRuntime(
		{
			...reader,
			async *follow(argv) {
				asked.push(argv);
				yield {
					from: 'stdout',
					lines: [`${at} /tasks/exec-added {"container_id":"a"}`, `${at} /tasks/start {"container_id":"a","pid":7}`],
				};
				yield {from: 'stderr', lines: ['a warning']};
				yield {from: 'stdout', lines: ['what is this']};
			},
		},
		await discover(reader, {env: {}, hostname: 'node1'}),
	);
	const seen: unknown[] = [];
	for await (const batch of runtime.events({signal: new AbortController().signal}))
		seen.push(...batch.map(({number, topic, subject, isChange}) => [number, topic, subject, isChange]));
	expect(seen).toEqual([
		[1, '/tasks/exec-added', 'a', false],
		[2, '/tasks/start', 'a', true],
		[3, '?', '', true],
	]);
	expect(asked).toEqual([['ctr', 'events']]);
});
