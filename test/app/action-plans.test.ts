import {describe, expect, it} from 'vitest';
import {planAction} from '../../src/app/acting/plan.ts';
import type {Plan} from '../../src/app/acting/row-action.ts';
import {type Target, targetOf} from '../../src/app/acting/target.ts';
import {actionNamed} from '../../src/app/actions/index.ts';
import {listNamed} from '../../src/app/lists/index.ts';
import type {ActingProgram} from '../../src/runtime/node-runtime.ts';
import {actionNode, imageOfNode, type Paths} from '../support/action-node.ts';
import {containers, facts, image, pods, tasks} from '../support/state.ts';

const web: Target = {kind: 'container', container: containers[0] as (typeof containers)[number]};
const migrate: Target = {kind: 'container', container: containers[2] as (typeof containers)[number]};
const legacy: Target = {kind: 'container', container: containers[3] as (typeof containers)[number]};
const front: Target = {kind: 'pod', pod: pods[0] as (typeof pods)[number]};
const busybox: Target = {kind: 'image', image: imageOfNode};
const imageId = imageOfNode.id;
const task = targetOf(listNamed('tasks'), tasks[0]) as Target;

const planOf = async (
	id: string,
	target: Target | readonly Target[],
	answers = {},
	program: ActingProgram = 'crictl',
	paths: Paths = {},
) => actionNamed(id).plan('kind' in target ? [target] : target, answers, actionNode(program, paths));
const textOf = (plan: Plan) =>
	plan.groups
		.map(group =>
			group
				.map(({text}) => text.replaceAll('--runtime-endpoint unix:///run/containerd/containerd.sock ', ''))
				.join(' && '),
		)
		.join('\n');

// biome-ignore format: a table
it.each<[string, Target, Record<string, string>, ActingProgram, string]>([
	['stop',         web,     {grace: '7'},              'crictl', 'crictl stop --timeout 7 container-web'],
	['stop',         legacy,  {grace: '7'},              'docker', 'docker stop --time 7 container-legacy'],
	['stop',         front,   {},                        'crictl', 'crictl stopp pod-front'],
	['stop',         front,   {},                        'docker', 'docker stop container-web container-proxy pod-front'],
	['stop',         task,    {grace: '1'},              'crictl', 'crictl stop --timeout 1 container-web'],
	['kill',         web,     {signal: 'hup'},           'crictl', 'ctr -n k8s.io task kill --signal SIGHUP container-web'],
	['kill',         legacy,  {signal: 'HUP'},           'ctr',    'ctr -n moby task kill --signal SIGHUP container-legacy'],
	['kill',         legacy,  {signal: '1'},             'docker', 'docker kill --signal SIGHUP container-legacy'],
	['remove',       migrate, {},                        'crictl', 'crictl rm container-migrate'],
	['remove',       web,     {},                        'crictl', 'crictl rm --force container-web'],
	['remove',       legacy,  {},                        'ctr',    'ctr -n moby task rm --force container-legacy && ctr -n moby containers rm container-legacy'],
	['remove',       front,   {},                        'crictl', 'crictl stopp pod-front && crictl rmp pod-front'],
	['remove-image', busybox, {},                        'crictl', `crictl rmi ${imageId}`],
	['remove-image', busybox, {},                        'docker', 'docker rmi docker.io/library/busybox:1.35'],
	['remove-image', busybox, {},                        'ctr',    `ctr -n k8s.io images rm docker.io/library/busybox:1.35 ${imageId}`],
	['pull',         busybox, {image: 'nginx'},          'crictl', 'crictl pull docker.io/library/nginx:latest'],
	['pull',         busybox, {image: 'nginx'},          'docker', 'docker pull nginx'],
	['pull',         busybox, {image: 'nginx'},          'ctr',    'ctr -n k8s.io images pull docker.io/library/nginx:latest'],
	['pause',        web,     {},                        'crictl', 'ctr -n k8s.io task pause container-web'],
	['resume',       legacy,  {},                        'ctr',    'ctr -n moby task resume container-legacy'],
	['resume',       legacy,  {},                        'docker', 'docker unpause container-legacy'],
	['port-forward', front,   {ports: '8080:80'},        'crictl', 'crictl port-forward pod-front 8080:80'],
	['port-forward', web,     {ports: '80'},             'crictl', 'crictl port-forward pod-front 80:80'],
	['copy-out',     web,     {from: '/etc/x', to: '/a b/'}, 'crictl', "cp -R --preserve=mode,timestamps,links /proc/101/root/etc/x '/a b/'"],
	['copy-out',     legacy,  {from: '/etc/x', to: '/tmp'}, 'docker', 'docker cp container-legacy:/etc/x /tmp'],
	['copy-out',     migrate, {from: '/etc/x', to: '/tmp'}, 'crictl', expect.stringMatching(/snapshots mounts .* sh container-migrate \/etc\/x \/tmp$/)],
	['export',       busybox, {file: '/tmp/b.tar'},      'crictl', 'ctr -n k8s.io images export /tmp/b.tar docker.io/library/busybox:1.35'],
	['export',       busybox, {file: '/tmp/b.tar'},      'docker', 'docker save --output /tmp/b.tar docker.io/library/busybox:1.35'],
])('%s %j %j through %s → %s', async (id, target, answers, program, expected) => {
	const plan = await planOf(id, target, answers, program);
	expect(textOf(plan)).toEqual(expected);
	expect(plan.asks).toBe(true);
});

// biome-ignore format: a table
it.each<[string, Target, Record<string, string>, Paths, RegExp]>([
	['stop',         web,     {},                       {}, /web of the pod default\/front: the kubelet makes it anew/],
	['stop',         legacy,  {},                       {}, /legacy is docker's/],
	['stop',         front,   {},                       {}, /with it 2 containers: web, proxy/],
	['remove',       web,     {},                       {}, /web runs: it is killed first/],
	['remove',       legacy,  {},                       {}, /^(?!.*dockerd)/s],
	['kill',         legacy,  {signal: 'HUP'},          {}, /one without goes on.*\nif it ends: legacy is docker's: it stays down(?!.*dockerd is not asked)/s],
	['kill',         web,     {signal: 'KILL'},         {}, /^it ends at once, with everything that it started\nif it ends: web of the pod/],
	['kill',         web,     {signal: 'WINCH'},        {}, /^$/],
	['stop',         legacy,  {grace: '5'},             {}, /^legacy is docker's: it stays down; with the restart policy always until dockerd starts anew$/],
	['remove',       migrate, {},                       {}, /The log goes too/],
	['remove-image', busybox, {},                       {}, /goes with its name: docker.io\/library\/busybox:1.35/],
	['remove-image', busybox, {},                       {}, /in use by 1: front\/web \(running\)/],
	['copy-out',     web,     {from: '/x', to: '/tmp'}, {'/tmp': 'directory', '/tmp/x': 1234}, /! \/tmp\/x exists \(1\.23kB\) and is overwritten/],
	['copy-in',      web,     {from: '/f', to: '/etc'}, {'/f': 'file', '/proc/101/root': 'directory', '/proc/101/root/bin': ['sh'], '/proc/101/root/etc': 'directory', '/proc/101/root/etc/f': 5}, /! \/etc\/f in the container exists \(5B\) and is overwritten/],
	['export',       busybox, {file: '/tmp/b.tar'},     {'/tmp/b.tar': 10}, /! \/tmp\/b.tar exists \(10B\) and is overwritten/],
])('%s %j says what it touches', async (id, target, answers, paths, expected) => {
	expect((await planOf(id, target, answers, target === legacy ? 'docker' : 'crictl', paths)).radius.join('\n')).toMatch(expected);
});

// biome-ignore format: a table
it.each([
	['registry.k8s.io/pause:3.9',      /the sandbox of every pod is made of one \(\d+ of them here\)/],
	['rancher/mirrored-pause:3.6',     /no pod starts any more/],
	['k8s.gcr.io/pause-amd64:3.1',     /no pod starts any more/],
	['reg.example:5000/pauser:3.1',    /no container uses it/],
	['reg.example:5000/pause/web:3.1', /no container uses it/],
])('removing %s: what needs it', async (tag, expected) => {
	const one = image(tag);
	const node = actionNode('crictl', {}, {images: async () => [one]});
	const {radius} = await actionNamed('remove-image').plan([{kind: 'image', image: one}], {}, node);
	expect(radius.filter(line => /sandbox|uses it/.test(line))).toEqual([expect.stringMatching(expected)]);
});

describe('without ctr', () => {
	const {ctr: _ctr, ...tools} = facts.tools;
	const node = actionNode('crictl', {}, {facts: {...facts, tools}} as never);

	it('a signal is sent by kill, a root shell is one of the node', async () => {
		expect(textOf(await actionNamed('kill').plan([web], {signal: 'SIGHUP'}, node))).toBe('kill -s HUP 101');
		const shell = await actionNamed('root-shell').plan([web], {}, node);
		expect(shell.asks).toBe(true);
		expect(textOf(shell)).toContain('nsenter');
	});

	it('what nothing else does is refused before it is asked for', async () => {
		const seen: unknown[] = [];
		const store = {state: () => ({tables: node.tables}), dispatch: (action: unknown) => seen.push(action)};
		const effect = {type: 'plan', id: 1, action: 'pause', targets: [web], answers: {}} as const;
		await planAction(effect, {host: node.reader, runtime: node.runtime, now: () => 0} as never, store as never);
		expect(seen).toEqual([
			{type: 'not-planned', id: 1, error: 'ctr is not on this node, and nothing else does that here'},
		]);
	});
});

describe('shells', () => {
	const noShell: Paths = {'/proc/101/root': 'directory', '/proc/101/root/bin': ['app'], '/bin/busybox': 'file'};

	it("where there is none in the image, the node's busybox, after a question", async () => {
		for (const id of ['shell', 'root-shell', 'host-shell']) {
			const plan = await planOf(id, web, {}, 'crictl', noShell);
			expect([plan.asks, plan.groups[0]?.[0]?.argv.slice(-4)]).toEqual([true, ['101', '/bin', 'busybox', 'sh']]);
		}
		const plan = await planOf('shell', web, {}, 'crictl', {...noShell, '/bin/busybox': undefined as never});
		expect(plan.radius.join()).toContain('busybox');
	});

	it('where there is one, it is taken at once; root through ctr', async () => {
		const paths: Paths = {...noShell, '/proc/101/root/bin': ['sh']};
		expect(await planOf('shell', web, {}, 'crictl', paths)).toMatchObject({asks: false});
		expect(textOf(await planOf('root-shell', web, {}, 'crictl', paths))).toMatch(
			/^ctr -n k8s\.io task exec --exec-id \S+ --user 0 --tty container-web sh -c/,
		);
		expect(textOf(await planOf('root-shell', legacy, {}, 'ctr', paths))).toMatch(/^ctr -n moby task exec /);
		expect(textOf(await planOf('root-shell', legacy, {}, 'docker', paths))).toMatch(
			/^docker exec --interactive --tty --user 0 container-legacy sh/,
		);
	});
});

describe('pause containers', () => {
	const pause: Target = {
		kind: 'task',
		task: {
			id: 'pod-front',
			containerdNamespace: 'k8s.io',
			pid: 9,
			state: 'running',
			container: {name: 'pod sandbox', podName: 'front'},
		},
	};

	it('take the pod with them, which is said', async () => {
		const plan = await planOf('kill', pause, {signal: 'KILL'});
		expect([textOf(plan), plan.radius.join()]).toEqual([
			'ctr -n k8s.io task kill --signal SIGKILL pod-front',
			expect.stringContaining('takes the pod with it (2 containers)'),
		]);
		expect(textOf(await planOf('stop', pause))).toBe('crictl stopp pod-front');
	});
});

describe('several rows', () => {
	it('one command each, so that one failure keeps nothing', async () => {
		const plan = await planOf(
			'stop',
			[web, {kind: 'container', container: containers[1] as (typeof containers)[number]}],
			{grace: '3'},
		);
		expect([plan.title, plan.groups.length]).toEqual(['stop front/web and 1 more', 2]);
	});
});

describe('what cannot be done is refused with a sentence', () => {
	// biome-ignore format: a table
	it.each<[string, Target, Record<string, string>, ActingProgram, Paths, string]>([
		['stop',         {kind: 'container', container: {...(containers[0] as (typeof containers)[number]), id: 'gone'}}, {}, 'crictl', {}, 'web is gone'],
		['stop',         front,   {},                 'ctr',    {}, 'without crictl no pod is stopped whole: stop its containers'],
		['port-forward', front,   {ports: '1:2'},     'docker', {}, 'docker forwards no ports; from this node the pod answers at 10.244.0.2:2 itself'],
		['copy-in',      web,     {from: '/nope', to: '/'}, 'crictl', {}, 'there is no /nope on this node'],
		['export',       busybox, {file: '/tmp'},     'crictl', {'/tmp': 'directory'}, '/tmp is a directory: name a file in it'],
		['remove-image', {kind: 'image', image: image('gone')}, {}, 'crictl', {}, 'the image gone is gone'],
	])('%s', async (id, target, answers, program, paths, sentence) => {
		await expect(planOf(id, target, answers, program, paths)).rejects.toThrow(sentence);
	});
});
