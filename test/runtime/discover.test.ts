import {describe, expect, it} from 'vitest';
import {createCommandLog} from '../../src/host/command-log.ts';
import type {RecordedLine} from '../../src/host/recording.ts';
import {createReplayHost} from '../../src/host/replay.ts';
import {discover} from '../../src/runtime/discover.ts';
import {present, recordedFiles} from '../support/recordings.ts';

type Env = Readonly<Record<string, string>>;

async function look(lines: readonly RecordedLine[], {env = {}, flag}: {env?: Env; flag?: string} = {}) {
	const log = createCommandLog(() => 0);
	const facts = await discover(createReplayHost(lines, {log, refuses: 'a test'}), {
		env,
		runtimeEndpoint: flag,
		hostname: 'node1',
	});
	expect(log.entries(), 'no process is started').toEqual([]);
	return facts;
}

const containerd = '/run/containerd/containerd.sock';
const dockershim = '/var/run/dockershim.sock';
const all = ['crictl', 'ctr', 'docker', 'kubelet'];
const text = (path: string, content: string): RecordedLine => ({kind: 'text', at: 0, path, text: content});
const flagsEnv = (flags: string) => text('/var/lib/kubelet/kubeadm-flags.env', `KUBELET_KUBEADM_ARGS="${flags}"\n`);

// biome-ignore format: a table
it.each([
	['node-files@modern',        [containerd],                          'unix:///run/containerd/containerd.sock', 'crictl.yaml', '/etc/crictl.yaml'],
	['node-files@containerd',    [containerd],                          'unix:///run/containerd/containerd.sock', 'crictl.yaml', '/etc/crictl.yaml'],
	['node-files@docker',        [containerd, dockershim],              'unix:///var/run/dockershim.sock', 'kubelet', 'its default: no --container-runtime-endpoint is set'],
	['node-files@control-plane', [containerd, dockershim],              'unix:///var/run/dockershim.sock', 'kubelet', 'its default: no --container-runtime-endpoint is set'],
	['node-files@cri-dockerd',   [containerd, '/run/cri-dockerd.sock'], 'unix:///run/cri-dockerd.sock', 'kubelet', '/var/lib/kubelet/kubeadm-flags.env'],
])('%s', async (recording, sockets, url, source, detail) => {
	const facts = await look([...recordedFiles(recording), ...present({sockets, programs: all})]);
	expect(facts).toMatchObject({hostname: 'node1', endpoint: {url, source, detail}, listing: {through: 'crictl'}, warnings: []});
	expect(facts.containerdAddress).toBe(containerd);
});

describe('the endpoint', () => {
	const yaml = text('/etc/crictl.yaml', 'runtime-endpoint: "unix:///run/y.sock"\nimage-endpoint: ""\n');
	const kubelet = flagsEnv('--container-runtime-endpoint=unix:///run/k.sock');
	const sockets = present({sockets: [containerd], programs: all});
	const env = {CONTAINER_RUNTIME_ENDPOINT: 'unix:///run/e.sock'};

	// biome-ignore format: a table
	it.each([
		['flag',        [yaml, kubelet, ...sockets], {env, flag: '/run/f.sock'}, 'unix:///run/f.sock'],
		['environment', [yaml, kubelet, ...sockets], {env},                      'unix:///run/e.sock'],
		['crictl.yaml', [yaml, kubelet, ...sockets], {},                         'unix:///run/y.sock'],
		['kubelet',     [kubelet, ...sockets],       {},                         'unix:///run/k.sock'],
		['socket',      [...sockets],                {},                         'unix:///run/containerd/containerd.sock'],
	])('comes from %s before the rest', async (source, lines, options, url) => {
		expect((await look(lines, options)).endpoint).toMatchObject({source, url});
	});

	it('is none where there is nothing', async () => {
		const facts = await look(present({programs: ['crictl']}));
		expect(facts.endpoint).toBeUndefined();
		expect(facts.listing).toEqual({through: 'nothing', because: 'no container runtime socket was found'});
	});
});

// biome-ignore format: a table
it.each([
	['a flag with =',        flagsEnv('--v=2 --container-runtime-endpoint=unix:///run/a.sock'), 'unix:///run/a.sock'],
	['a flag with a space',  flagsEnv('--container-runtime-endpoint /run/a.sock --v=2'), 'unix:///run/a.sock'],
	['unix:/path',           flagsEnv('--container-runtime-endpoint=unix:/run/a.sock'), 'unix:///run/a.sock'],
	['a distribution\'s file', text('/etc/sysconfig/kubelet', 'KUBELET_EXTRA_ARGS=--container-runtime-endpoint=unix:///run/a.sock\n'), 'unix:///run/a.sock'],
	['a commented flag',     text('/etc/default/kubelet', '# --container-runtime-endpoint=unix:///run/a.sock\n'), undefined],
	['KubeletConfiguration', text('/var/lib/kubelet/config.yaml', 'kind: KubeletConfiguration\ncontainerRuntimeEndpoint: unix:///run/a.sock\n'), 'unix:///run/a.sock'],
	['… empty',              text('/var/lib/kubelet/config.yaml', 'containerRuntimeEndpoint: ""\n'), undefined],
	['… as JSON',            text('/etc/kubernetes/kubelet/config.json', '{"kind": "X",\n  "containerRuntimeEndpoint": "unix:///run/a.sock"}'), 'unix:///run/a.sock'],
	['kubeadm 1.32',         text('/var/lib/kubelet/instance-config.yaml', 'containerRuntimeEndpoint: "unix:///run/a.sock"\n'), 'unix:///run/a.sock'],
	['k3s',                  text('/etc/rancher/k3s/config.yaml', 'write-kubeconfig-mode: "0644"\ncontainer-runtime-endpoint: /run/a.sock\n'), 'unix:///run/a.sock'],
])("the kubelet's endpoint from %s", async (_, line, url) => {
	expect((await look([line])).kubeletEndpoint?.url).toBe(url);
});

it('a flag wins over the configuration, and a drop-in over the unit', async () => {
	const unit = '/etc/systemd/system/kubelet.service';
	const facts = await look([
		text('/var/lib/kubelet/config.yaml', 'containerRuntimeEndpoint: unix:///run/config.sock\n'),
		text(unit, 'ExecStart=/usr/bin/kubelet --container-runtime-endpoint=unix:///run/unit.sock\n'),
		text(`${unit}.d/20-x.conf`, 'Environment="X=--container-runtime-endpoint=unix:///run/drop-in.sock"\n'),
		{kind: 'names', at: 0, path: `${unit}.d`, names: ['20-x.conf', 'README']},
	]);
	expect(facts.kubeletEndpoint).toEqual({
		url: 'unix:///run/drop-in.sock',
		source: 'kubelet',
		detail: `${unit}.d/20-x.conf`,
	});
});

describe('a kubelet that talks to another runtime', () => {
	const yaml = text('/etc/crictl.yaml', 'runtime-endpoint: unix:///run/containerd/containerd.sock\n');

	it('is the first warning', async () => {
		const facts = await look([yaml, flagsEnv('--container-runtime-endpoint=unix:///run/cri-dockerd.sock')]);
		expect(facts.warnings).toEqual([
			'the kubelet uses unix:///run/cri-dockerd.sock (/var/lib/kubelet/kubeadm-flags.env), this screen shows unix:///run/containerd/containerd.sock (/etc/crictl.yaml): its pods may be missing here',
		]);
	});

	it('is none where only the spelling differs', async () => {
		const facts = await look([yaml, flagsEnv('--container-runtime-endpoint=/var/run/containerd/containerd.sock')]);
		expect(facts.warnings).toEqual([]);
	});
});

// biome-ignore format: a table
it.each([
	['no crictl',                 {sockets: [containerd], programs: ['ctr']}, {through: 'ctr', because: 'crictl is not on this node'}],
	['no crictl, dockershim',     {sockets: [containerd, dockershim, '/var/run/docker.sock'], programs: ['ctr', 'docker', 'kubelet']}, {through: 'docker', because: 'crictl is not on this node'}],
	['only docker',               {sockets: ['/var/run/docker.sock'], programs: ['docker']}, {through: 'docker', because: 'crictl is not on this node'}],
	['a socket and no tool',      {sockets: [containerd], programs: []}, {through: 'nothing', because: `unix://${containerd} was found, but neither crictl nor ctr to ask it`}],
	['nothing at all',            {}, {through: 'nothing', because: 'neither a container runtime socket nor crictl was found'}],
])('%s', async (_, there, listing) => {
	expect((await look(present(there))).listing).toEqual(listing);
});

it('a socket that this user may not use', async () => {
	const facts = await look([
		...present({sockets: [containerd], programs: all}),
		{kind: 'writable', at: 0, path: containerd, writable: false},
	]);
	expect(facts.listing).toEqual({through: 'nothing', because: `permission denied on ${containerd}: run it with sudo`});
});

it('a docker socket that this user may not use', async () => {
	const facts = await look([
		...present({sockets: ['/var/run/docker.sock'], programs: ['docker']}),
		{kind: 'writable', at: 0, path: '/var/run/docker.sock', writable: false},
	]);
	expect(facts.listing).toEqual({
		through: 'nothing',
		because: 'permission denied on /var/run/docker.sock: run it with sudo',
	});
});

it('a file that may not be read counts as absent', async () => {
	const facts = await look([
		{kind: 'unreadable', at: 0, path: '/var/lib/kubelet/config.yaml', message: 'EACCES'},
		...present({sockets: [containerd], programs: all}),
	]);
	expect(facts.endpoint?.source).toBe('socket');
});

// biome-ignore format: a table
it.each([
	['k3s',      {sockets: ['/run/k3s/containerd/containerd.sock'], programs: ['k3s']}, [['k3s', 'crictl'], ['k3s', 'ctr'], ['k3s', 'kubectl']], '/run/k3s/containerd/containerd.sock'],
	['k0s',      {sockets: ['/run/k0s/containerd.sock'], programs: ['k0s']}, [undefined, ['k0s', 'ctr'], ['k0s', 'kubectl']], '/run/k0s/containerd.sock'],
	['microk8s', {sockets: ['/var/snap/microk8s/common/run/containerd.sock'], programs: ['microk8s']}, [undefined, ['microk8s', 'ctr'], ['microk8s', 'kubectl']], '/var/snap/microk8s/common/run/containerd.sock'],
])('the tools of %s', async (_, there, commands, address) => {
	const {tools, containerdAddress} = await look(present(there));
	expect([tools.crictl?.command, tools.ctr?.command, tools.kubectl?.command]).toEqual(commands);
	expect(containerdAddress).toBe(address);
});

it('the tools of rke2, in a data folder that was moved', async () => {
	const facts = await look([
		text('/etc/rancher/rke2/config.yaml', 'data-dir: /data/rke2\n'),
		{kind: 'kind', at: 0, path: '/data/rke2/bin/crictl', found: 'file'},
	]);
	expect(facts.tools.crictl?.command).toEqual(['/data/rke2/bin/crictl']);
	expect(facts.lookedFor[0]).toBe(
		'crictl: found as /data/rke2/bin/crictl (searched: PATH, k3s crictl, /data/rke2/bin)',
	);
	expect(facts.lookedFor.find(line => line.startsWith('nerdctl'))).toBe('nerdctl: not found (searched: PATH)');
});
