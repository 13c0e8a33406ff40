import {expect, it} from 'vitest';
import type {Container} from '../../src/model/container.ts';
import type {Image} from '../../src/model/image.ts';
import type {PodSandbox} from '../../src/model/pod-sandbox.ts';
import {type Known, resolveArgv} from '../../src/runtime/resolve-names.ts';
import type {Arg, Lookup} from '../../src/translate/types.ts';

function container(id: string, name: string, pod: string | undefined, more: Partial<Container> = {}): Container {
	return {
		id: id.padEnd(64, '0'),
		name,
		state: 'running',
		attempt: 0,
		image: 'web:1',
		imageId: 'sha256:1',
		...(pod === undefined ? {} : {podId: `pod-${pod}`, podName: pod, podNamespace: 'default'}),
		containerdNamespace: pod === undefined ? 'moby' : 'k8s.io',
		createdAtMs: 1,
		labels: {},
		...more,
	};
}

function sandbox(id: string, name: string, namespace: string, createdAtMs: number): PodSandbox {
	return {
		id,
		name,
		namespace,
		uid: `uid-${name}`,
		state: 'ready',
		attempt: 0,
		createdAtMs,
		labels: {},
		annotations: {},
	};
}

function image(id: string, tags: readonly string[]): Image {
	return {
		id: `sha256:${id.padEnd(64, '0')}`,
		tags,
		digests: [],
		sizeBytes: 1,
		usedBy: [],
		containerdNamespace: 'k8s.io',
	};
}

const known: Known = {
	containers: [
		container('c9d20942d24e', 'web', 'front', {pid: 902}),
		container('aaaa11112222', 'worker', 'report', {state: 'exited', attempt: 1, createdAtMs: 5}),
		container('aaaa33334444', 'worker', 'report', {state: 'exited', attempt: 2, createdAtMs: 9}),
		container('bbbb11112222', 'side', 'front'),
		container('bbbb33334444', 'side', 'back'),
		container('dddd11112222', 'legacy', undefined),
		container('eeee11112222', 'legacy2', undefined, {containerdNamespace: 'default', pid: 7}),
		container('eeee33334444', 'web', undefined),
	],
	pods: [
		sandbox('p1', 'front', 'default', 1),
		sandbox('p2', 'front', 'default', 2),
		sandbox('p3', 'db', 'one', 1),
		sandbox('p4', 'db', 'two', 1),
	],
	images: [
		image('6c9e24d1adc2', ['docker.io/library/nginx:1.27', 'docker.io/library/nginx:latest']),
		image('6c9effff0000', ['reg:5000/a:1']),
	],
};

const web = 'c9d20942d24e'.padEnd(64, '0');
const side = ['default/front/side', 'default/back/side'];

// biome-ignore format: a table
it.each([
	['a name',                          'container',   'web',                            {argv: ['crictl', 'x', web]}],
	['a name with docker\u2019s slash', 'container',   '/web',                           {argv: ['crictl', 'x', web]}],
	['a whole ID',                      'container',   web,                              {argv: ['crictl', 'x', web]}],
	['the beginning of an ID',          'container',   'c9d20942',                       {argv: ['crictl', 'x', web]}],
	['the newest attempt',              'container',   'worker',                         {argv: ['crictl', 'x', 'aaaa33334444'.padEnd(64, '0')]}],
	['pod/container',                   'container',   'back/side',                      {argv: ['crictl', 'x', 'bbbb33334444'.padEnd(64, '0')]}],
	['namespace/pod/container',         'container',   'default/back/side',              {argv: ['crictl', 'x', 'bbbb33334444'.padEnd(64, '0')]}],
	['dockershim\u2019s name',          'container',   'k8s_side_back_default_uid_0',    {argv: ['crictl', 'x', 'bbbb33334444'.padEnd(64, '0')]}],
	['a name in two pods',              'container',   'side',                           {error: 'side is the name of 2 containers', choices: side}],
	['a name of nothing',               'container',   'nosuch',                         {error: 'no such container: nosuch'}],
	['a pod of another namespace',      'container',   'kube-system/back/side',          {error: 'no such container: kube-system/back/side'}],
	['an ID of nothing',                'container',   'f00d00000000',                   {error: 'no such container: f00d00000000'}],
	['docker\u2019s own',               'container',   'legacy',                         {error: 'that container belongs to docker: crictl does not know it; try --target ctr, or ctr -n moby', elsewhere: 'moby'}],
	['the newest sandbox of a pod',     'pod-sandbox', 'front',                          {argv: ['crictl', 'x', 'p2']}],
	['a sandbox by dockershim\u2019s',  'pod-sandbox', 'k8s_POD_front_default_uid-front_0', {argv: ['crictl', 'x', 'p2']}],
	['a pod in two namespaces',         'pod-sandbox', 'db',                             {error: 'db is the name of 2 pods', choices: ['one/db', 'two/db']}],
	['a pod with its namespace',        'pod-sandbox', 'two/db',                         {argv: ['crictl', 'x', 'p4']}],
	['an image by a short name',        'image',       'nginx',                          {argv: ['crictl', 'x', `sha256:${'6c9e24d1adc2'.padEnd(64, '0')}`]}],
	['an image by a short ID',          'image',       '6c9e24d1adc2',                   {argv: ['crictl', 'x', `sha256:${'6c9e24d1adc2'.padEnd(64, '0')}`]}],
	['an image of another registry',    'image',       'reg:5000/a:1',                   {argv: ['crictl', 'x', `sha256:${'6c9effff0000'.padEnd(64, '0')}`]}],
	['an image of nothing',             'image',       'nginx:2',                        {error: 'no such image: nginx:2'}],
] satisfies ReadonlyArray<readonly [string, Lookup['lookup'], string, object]>)('%s: %s %s', (_case, lookup, name, expected) => {
	expect(resolveArgv(['crictl', 'x', {lookup, name}], known)).toEqual(expected);
});

it('two images with one beginning are refused', () => {
	expect(resolveArgv(['ctr', {lookup: 'image', name: 'sha256:6c9e'}], known)).toMatchObject({
		choices: [expect.any(String), expect.any(String)],
	});
});

// biome-ignore format: a table
it.each([
	['the PID in a path',            {lookup: 'container', name: 'web', field: 'pid', before: '/proc/', after: '/root/etc'}, {argv: ['cp', '/proc/902/root/etc']}],
	['the sandbox of a container',   {lookup: 'container', name: 'web', field: 'sandbox'},                                    {argv: ['cp', 'pod-front']}],
	['no PID without a process',     {lookup: 'container', name: 'worker', field: 'pid'},                                     {error: 'container worker is not running: it has no process'}],
] satisfies ReadonlyArray<readonly [string, Arg, object]>)('%s', (_case, arg, expected) => {
	expect(resolveArgv(['cp', arg], known)).toEqual(expected);
});

it('ctr is told the namespace of a container that no pod has', () => {
	const command = {argv: ['ctr', '-n', 'k8s.io', 'task', 'ps', {lookup: 'container', name: 'legacy'}]} as const;
	expect(resolveArgv(command.argv, known)).toEqual({
		argv: ['ctr', '-n', 'moby', 'task', 'ps', 'dddd11112222'.padEnd(64, '0')],
	});
});

it('a text for sh that calls ctr is told that namespace too, one that calls crictl is refused', () => {
	const container = {lookup: 'container', name: 'legacy'} as const;
	const id = 'dddd11112222'.padEnd(64, '0');
	expect(resolveArgv(['sh', '-c', 'x "$(ctr -n k8s.io task ps "$1")"', 'sh', container], known)).toEqual({
		argv: ['sh', '-c', 'x "$(ctr -n moby task ps "$1")"', 'sh', id],
	});
	const both = {argv: ['sh', '-c', 'crictl inspect "$1"; ctr -n k8s.io c ls', 'sh', container]} as const;
	expect(resolveArgv(both.argv, known)).toHaveProperty('error');
});
