import {describe, expect, it} from 'vitest';
import {
	CommandFailed,
	CommandTimedOut,
	NoSuchNamespace,
	NothingToAsk,
	OfAnotherRuntime,
	UnexpectedOutput,
} from '../../src/host/errors.ts';
import type {Reader} from '../../src/host/host.ts';
import type {RecordedLine} from '../../src/host/recording.ts';
import type {Argv} from '../../src/model/argv.ts';
import {createNodeRuntime} from '../../src/runtime/create-runtime.ts';
import {discover} from '../../src/runtime/discover.ts';
import {present, recordedFiles, recordedReader} from '../support/recordings.ts';

const containerd = '/run/containerd/containerd.sock';
const dockerRuns: RecordedLine = {kind: 'kind', at: 0, path: '/var/run/docker.pid', found: 'file'};
const options = {env: {}, hostname: 'node1'};

async function open(reader: Reader, containerdNamespace?: string) {
	return createNodeRuntime(reader, await discover(reader, options), {containerdNamespace});
}

const plain = (crictl: string, ctr: string, programs = ['crictl', 'ctr']) =>
	recordedReader([crictl, ctr], present({sockets: [containerd], programs}));

/** The same reader, with another answer to some questions. */
function changed(
	reader: Reader,
	answer: (argv: Argv) => {exitCode?: number; stdout?: string; stderr?: string} | undefined,
): Reader {
	return {
		...reader,
		async query(argv, limits) {
			const other = answer(argv);
			return other ? {exitCode: 0, stdout: '', stderr: '', durationMs: 1, ...other} : reader.query(argv, limits);
		},
	};
}

// biome-ignore format: a table
describe.each([
	['crictl-1.20+containerd-1.6.20', 'ctr-1.6.20'],
	['crictl-1.26+containerd-1.7.24', 'ctr-1.7.24'],
	['crictl-1.32+containerd-2.1.9',  'ctr-2.1.9'],
])('%s, %s', (crictl, ctr) => {
	it('pods with their containers', async () => {
		const pods = await (await open(plain(crictl, ctr))).pods();
		expect(pods.map(({name, state, containers}) => [name, state, containers.length])).toEqual([
			['gone-0', 'notready', 1],
			['agent-w4tqz', 'ready', 2],
			['report-28312345-abcde', 'ready', 6],
			['web-7d9f8c6b5-x2x7k', 'ready', 2],
		]);
		expect(pods[3]?.containers.map(({name, state}) => `${name} ${state}`)).toEqual(['web running', 'log-sidecar running']);
	});

	it('addresses of pods, once they were asked for', async () => {
		const runtime = await open(plain(crictl, ctr));
		const before = await runtime.pods();
		expect(before.every(({ip}) => ip === undefined)).toBe(true);
		await runtime.podDetails(before.map(({id}) => id));
		const after = await runtime.pods();
		expect(after.map(({name, ip, hostNetwork}) => [name, ip, hostNetwork])).toEqual([
			['gone-0', undefined, false],
			['agent-w4tqz', undefined, true],
			['report-28312345-abcde', undefined, undefined],
			['web-7d9f8c6b5-x2x7k', '10.244.0.2', false],
		]);
	});

	it('containers with what only inspect knows', async () => {
		const containers = await (await open(plain(crictl, ctr))).containers();
		expect(containers).toHaveLength(11);
		expect(containers.find(({name}) => name === 'oom')).toMatchObject({exitCode: 137, reason: 'OOMKilled', podName: 'report-28312345-abcde'});
		expect(containers.find(({name}) => name === 'web')).toMatchObject({state: 'running', pid: expect.any(Number), exitCode: undefined});
	});

	it('images with the containers that use them', async () => {
		const images = await (await open(plain(crictl, ctr))).images();
		expect(images.map(({tags, usedBy}) => [tags[0], usedBy.length])).toEqual([
			['docker.io/library/busybox:1.35', 10],
			['docker.io/library/web:1.0', 1],
			['k8s.gcr.io/pause:3.2', 0],
		]);
	});

	it('tasks with the names of what they run', async () => {
		const tasks = await (await open(plain(crictl, ctr))).tasks();
		expect(tasks.map(({container}) => `${container?.podName} ${container?.name}`).toSorted()).toEqual([
			'agent-w4tqz agent',
			'agent-w4tqz pod sandbox',
			'report-28312345-abcde pod sandbox',
			'web-7d9f8c6b5-x2x7k log-sidecar',
			'web-7d9f8c6b5-x2x7k pod sandbox',
			'web-7d9f8c6b5-x2x7k web',
		]);
	});

	it('snapshots and namespaces', async () => {
		const runtime = await open(plain(crictl, ctr));
		expect(await runtime.namespaces()).toEqual([
			{name: 'k8s.io', owner: 'kubelet', containers: 15, tasks: 6, images: 3, snapshots: (await runtime.snapshots()).length},
		]);
	});
});

it("a kubelet's node: images named as in the pod's specification", async () => {
	const files = [
		...recordedFiles('node-files@modern'),
		...present({sockets: [containerd], programs: ['crictl', 'ctr']}),
	];
	const runtime = await open(recordedReader(['crictl-1.30+kubelet-1.30-node'], files));
	const containers = await runtime.containers();
	expect(containers).toHaveLength(18);
	expect(new Set(containers.map(({image}) => image.replace('docker.io/library/', '')))).toEqual(
		new Set(['busybox:1.35', 'web:1.0']),
	);
	expect(await runtime.pods()).toHaveLength(20);
});

describe('a kubelet on dockershim', () => {
	const sockets = ['/var/run/dockershim.sock', containerd, '/var/run/docker.sock'];
	const files = [
		...recordedFiles('node-files@docker'),
		...present({sockets, programs: ['crictl', 'ctr', 'docker', 'kubelet']}),
		dockerRuns,
	];

	it('is listed through docker where crictl does not speak its CRI', async () => {
		const runtime = await open(recordedReader(['crictl-1.30+dockershim-1.20', 'docker-20.10.24@dockershim'], files));
		expect(runtime.facts.listing).toEqual({through: 'crictl'});
		const pods = await runtime.pods();
		expect(pods.map(({state}) => state).toSorted()).toEqual([...Array(5).fill('notready'), ...Array(6).fill('ready')]);
		expect(runtime.facts.listing).toEqual({
			through: 'docker',
			because: 'this crictl speaks CRI v1, which unix:///var/run/dockershim.sock does not answer (dockershim)',
		});
		const containers = await runtime.containers();
		expect(containers.filter(({podName}) => podName)).toHaveLength(11);
		expect(containers.filter(({podName}) => !podName).map(({name}) => name)).toContain('legacy-web');
		expect(containers.every(({containerdNamespace}) => containerdNamespace === 'moby')).toBe(true);
	});

	it('is listed through crictl where it is old enough', async () => {
		const runtime = await open(recordedReader(['crictl-1.20+dockershim', 'docker-20.10.24@dockershim'], files));
		expect(await runtime.pods()).toHaveLength(11);
		const containers = await runtime.containers();
		expect(new Set(containers.map(({id}) => id)).size).toBe(containers.length);
		// docker was recorded a little later, when the crashing container had one more attempt.
		expect(containers.filter(({podName}) => podName)).toHaveLength(12);
		expect(containers.filter(({podName}) => !podName)).toHaveLength(8);
	});
});

it("cri-dockerd: the kubelet's through crictl, the standalone one through docker", async () => {
	const sockets = ['/run/cri-dockerd.sock', containerd];
	const files = [
		...recordedFiles('node-files@cri-dockerd'),
		...present({sockets, programs: ['crictl', 'ctr', 'docker']}),
		dockerRuns,
	];
	const runtime = await open(recordedReader(['crictl-1.30+cri-dockerd', 'docker-26.1.5@cri-dockerd'], files));
	const containers = await runtime.containers();
	expect(containers.map(({podName, name}) => podName ?? name).filter(name => name.startsWith('legacy'))).toEqual([
		'legacy-web',
	]);
	expect(containers).toHaveLength(12);
	expect(containers.find(({name}) => name === 'builder')).toMatchObject({
		image: 'busybox:1.35',
		containerdNamespace: 'moby',
	});
});

describe('without crictl', () => {
	it('pods and containers come from what the CRI plugin left in containerd', async () => {
		const recorded = plain('crictl-1.26+containerd-1.7.24', 'ctr-1.7.24', ['ctr']);
		// Only one container and its sandbox were asked for when this was recorded.
		const ids =
			'e4301b5f60cf5815f51bf42b38c9d2e4a7cd15430224057c0d1a8b6ebe304493\nb10a2ab35ba340020312c2bd417928221ea1891fc1b4686df8f470fd84721665\n';
		const runtime = await open(changed(recorded, argv => (argv.includes('--quiet') ? {stdout: ids} : undefined)));
		expect(runtime.facts.listing).toEqual({through: 'ctr', because: 'crictl is not on this node'});
		expect(await runtime.pods()).toMatchObject([
			{name: 'web-7d9f8c6b5-x2x7k', state: 'ready', ip: '10.244.0.2', containers: [{name: 'web', state: 'running'}]},
		]);
		expect(await runtime.containers()).toMatchObject([
			{name: 'web', state: 'running', pid: 813, image: 'docker.io/library/web:1.0'},
		]);
	});
});

describe('what goes wrong', () => {
	const recorded = () => plain('crictl-1.32+containerd-2.1.9', 'ctr-2.1.9');

	it.each([
		['nonsense', 'warning: hello'],
		['truncated JSON', '{"items": [{"id": "40c8'],
		['another answer', '{"error": "no"}'],
	])('%s instead of pods names the command', async (_, stdout) => {
		const runtime = await open(changed(recorded(), argv => (argv.includes('pods') ? {stdout} : undefined)));
		const error: unknown = await runtime.pods().catch((thrown: unknown) => thrown);
		expect(error).toBeInstanceOf(UnexpectedOutput);
		expect(String(error)).toContain(
			'crictl --runtime-endpoint unix:///run/containerd/containerd.sock pods --output json: unexpected output',
		);
		expect(String(error)).toContain(stdout.slice(0, 20));
	});

	it('the words of crictl, without the frame around them', async () => {
		const stderr =
			'time="2026-11-21T10:37:42Z" level=fatal msg="validate service connection: dial unix \\"/run/x\\": connect: no such file or directory"\n';
		const runtime = await open(changed(recorded(), argv => (argv[0] === 'crictl' ? {exitCode: 1, stderr} : undefined)));
		await expect(runtime.pods()).rejects.toThrow(CommandFailed);
		await expect(runtime.pods()).rejects.toThrow(
			/exit 1: validate service connection: dial unix "\/run\/x": connect: no such file or directory$/,
		);
	});

	it('ctr that fails does not take the list of the CRI away, and is a warning until it answers', async () => {
		let broken = true;
		const runtime = await open(
			changed(recorded(), argv => (argv[0] === 'ctr' && broken ? {exitCode: 1, stderr: 'ctr: no'} : undefined)),
		);
		expect(await runtime.containers()).toHaveLength(11);
		expect(runtime.facts.warnings).toEqual(['containerd namespaces: ctr namespaces ls: exit 1: ctr: no']);
		broken = false;
		await runtime.containers();
		expect(runtime.facts.warnings).toEqual([]);
	});

	// Their only source: an empty list would be a lie.
	it.each(['tasks', 'snapshots', 'namespaces'] as const)('%s: ctr that fails fails the list', async name => {
		const stderr = 'ctr: failed to dial "/x": connection error';
		const runtime = await open(changed(recorded(), argv => (argv[0] === 'ctr' ? {exitCode: 1, stderr} : undefined)));
		await expect(runtime[name]()).rejects.toThrow(`ctr namespaces ls: exit 1: ${stderr}`);
	});

	it.each(['tasks', 'snapshots', 'namespaces'] as const)('%s: containerd that hangs fails the list', async name => {
		const reader = recorded();
		const runtime = await open({
			...reader,
			async query(argv, limits) {
				if (argv[0] === 'ctr') throw new CommandTimedOut(argv, 2000);
				return reader.query(argv, limits);
			},
		});
		await expect(runtime[name]()).rejects.toThrow('ctr namespaces ls: no answer within 2 s');
	});

	it('what said that containerd is not running is over once the list of the CRI answers again', async () => {
		let isThere = false;
		const reader = recorded();
		const runtime = await open({...reader, isWritable: async path => (isThere ? reader.isWritable(path) : undefined)});
		await runtime.tree().catch(() => undefined);
		expect(runtime.facts.warnings.filter(text => text.includes('is not running'))).not.toEqual([]);
		isThere = true;
		await runtime.pods();
		expect(runtime.facts.warnings).toEqual([]);
	});

	it('a containerd socket that is gone: said at once, and the list of the CRI stands', async () => {
		const asked: string[] = [];
		const reader = recorded();
		const runtime = await open(reader);
		const gone = await open({
			...reader,
			isWritable: async () => undefined,
			query(argv, limits) {
				asked.push(argv[0]);
				return reader.query(argv, limits);
			},
		});
		const sentence = `ctr namespaces ls: there is no ${containerd}: containerd is not running`;
		await expect(gone.tasks()).rejects.toThrow(sentence);
		await expect(gone.snapshots()).rejects.toThrow(sentence);
		await expect(gone.namespaces()).rejects.toThrow(sentence);
		expect(await gone.containers()).toEqual(await runtime.containers());
		expect(gone.facts.warnings).toEqual([`containerd namespaces: ${sentence}`]);
		expect(asked).not.toContain('ctr');
	});

	it.each(['tasks', 'snapshots', 'namespaces'] as const)('%s without ctr says that it is not there', async name => {
		const runtime = await open(plain('crictl-1.32+containerd-2.1.9', 'ctr-2.1.9', ['crictl']));
		await expect(runtime[name]()).rejects.toThrow('ctr is not on this node');
	});

	it('a container that is gone between list and inspect does not take the details of the others away', async () => {
		const gone = '7e03621790bfe02929856ecba14a244a925b3bf76e5cd6090561a3c26ec6e405';
		const stderr = 'level=fatal msg="rpc error: code = NotFound desc = an error occurred when try to find container"';
		const runtime = await open(
			changed(recorded(), argv =>
				argv.includes('inspect') && argv.includes(gone) ? {exitCode: 1, stderr} : undefined,
			),
		);
		const containers = await runtime.containers();
		const stopped = containers.find(({id}) => id === gone);
		expect([stopped?.state, stopped?.exitCode]).toEqual(['exited', undefined]);
		expect(containers.find(({name}) => name === 'oom')).toMatchObject({exitCode: 137});
	});

	it('a containerd namespace that does not exist names those that do', async () => {
		const runtime = await open(recorded(), 'nope');
		await expect(runtime.containers()).rejects.toThrow(NoSuchNamespace);
		await expect(runtime.containers()).rejects.toThrow('no containerd namespace nope on this node, there are: k8s.io');
	});

	it('what CRI-O has no such thing of is no missing answer', async () => {
		const crio = '/run/crio/crio.sock';
		const runtime = await open(recordedReader([], present({sockets: [crio], programs: ['crictl']})));
		for (const ask of ['tasks', 'snapshots', 'content', 'leases', 'namespaces'] as const) {
			await expect(runtime[ask]()).rejects.toThrow(OfAnotherRuntime);
			await expect(runtime[ask]()).rejects.toThrow(/containerd’s alone. :containers has what runs/);
		}
	});

	it('nothing to ask says why', async () => {
		const runtime = await open(recordedReader([], present({programs: ['crictl']})));
		await expect(runtime.pods()).rejects.toThrow(NothingToAsk);
		await expect(runtime.pods()).rejects.toThrow('no container runtime socket was found');
	});
});

it('inspect of what has ended is asked once', async () => {
	const asked: string[] = [];
	const reader = plain('crictl-1.32+containerd-2.1.9', 'ctr-2.1.9');
	const runtime = await open({
		...reader,
		query(argv, limits) {
			asked.push(argv.includes('inspect') ? `inspect ${argv.length - 6}` : '');
			return reader.query(argv, limits);
		},
	});
	await runtime.containers();
	await runtime.containers();
	// Five of the eleven were never inspected when this was recorded.
	expect(asked.filter(Boolean)).toEqual(['inspect 11', 'inspect 5']);
});

it('a container made by hand in the namespace of the kubelet is listed, and asked for through ctr', async () => {
	const info = {
		ID: 'byhand',
		Labels: null,
		Image: 'docker.io/library/busybox:1.35',
		CreatedAt: '2026-11-23T19:55:00Z',
		Extensions: null,
		Spec: {},
	};
	const runtime = await open(
		changed(plain('crictl-1.32+containerd-2.1.9', 'ctr-2.1.9'), argv => {
			if (argv.at(-1)?.startsWith('labels.')) return {stdout: 'byhand\n'};
			return argv.at(-1) === 'byhand' ? {stdout: JSON.stringify(info)} : undefined;
		}),
	);
	const containers = await runtime.containers();
	expect(containers).toHaveLength(12);
	expect(containers.at(-1)).toMatchObject({
		name: 'byhand',
		state: 'exited',
		image: 'docker.io/library/busybox:1.35',
		containerdNamespace: 'k8s.io',
	});
	const command = runtime.inspectCommand({kind: 'container', id: 'byhand', containerdNamespace: 'k8s.io'});
	expect(command).toEqual(['ctr', '--namespace', 'k8s.io', 'containers', 'info', 'byhand']);
});

it('250 containers are inspected a hundred at a time', async () => {
	const containers = Array.from({length: 250}, (_, index) => ({
		id: `c${index}`,
		metadata: {name: 'c'},
		state: 'CONTAINER_RUNNING',
		createdAt: '1',
	}));
	const sizes: number[] = [];
	const reader = changed(plain('crictl-1.32+containerd-2.1.9', 'ctr-2.1.9'), argv => {
		if (argv.includes('ps')) return {stdout: JSON.stringify({containers})};
		if (!argv.includes('inspect')) return undefined;
		const ids = argv.slice(argv.indexOf('json') + 1);
		sizes.push(ids.length);
		return {stdout: JSON.stringify(ids.map(id => ({status: {id, state: 'CONTAINER_RUNNING', logPath: `/${id}`}})))};
	});
	const listed = await (await open(reader)).containers();
	expect(sizes).toEqual([100, 100, 50]);
	expect(listed.every(({id, logPath}) => logPath === `/${id}`)).toBe(true);
});

it('docker that hangs is a warning, and is waited for less the second time', async () => {
	const waited: Array<number | undefined> = [];
	const there = [...present({sockets: [containerd], programs: ['crictl', 'ctr', 'docker']}), dockerRuns];
	const recorded = recordedReader(['crictl-1.32+containerd-2.1.9', 'ctr-2.1.9'], there);
	const stdout = 'NAME   LABELS \nk8s.io        \nmoby          \n';
	const withMoby = changed(recorded, argv => (argv.join(' ') === 'ctr namespaces ls' ? {stdout} : undefined));
	const runtime = await open({
		...withMoby,
		async query(argv, limits) {
			if (argv[0] !== 'docker') return withMoby.query(argv, limits);
			waited.push(limits?.timeoutMs);
			throw new CommandTimedOut(argv, limits?.timeoutMs ?? 0);
		},
	});
	expect(await runtime.containers()).toHaveLength(11);
	await runtime.containers();
	expect(waited).toEqual([3000, 1000]);
	expect(runtime.facts.warnings[0]).toBe(
		"containers of docker: docker ps --all --no-trunc --format '{{json .}}': no answer within 1 s",
	);
});
