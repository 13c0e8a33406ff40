import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {unusualFiles} from '../../src/checks/parts/control-plane-usual.ts';
import {namedIn} from '../../src/checks/parts/named-setting.ts';
import {runChecks} from '../../src/checks/run.ts';
import type {NodeSnapshot} from '../../src/model/node-snapshot.ts';
import {readToml} from '../../src/runtime/gather/toml.ts';
import {
	containerdOf,
	dockerConfigOf,
	flagsOf,
	healthyNode,
	nowMs,
	tomlText,
	unitOf,
	withState,
} from '../support/node-snapshot.ts';

const {kubelet} = healthyNode();

function found(id: string, more: Partial<NodeSnapshot>) {
	const one = runChecks(healthyNode(more), undefined).checks.find(check => check.id === id);
	return {
		verdict: one?.verdict,
		because: one?.because ?? '',
		fix: (one?.fix ?? []).flatMap(({argv}) => (argv ? [argv] : [])),
	};
}

describe('typographic characters', () => {
	const path = '/etc/default/kubelet';
	const down = {value: {'kubelet.service': unitOf('kubelet.service', {activeState: 'activating'})}};
	const told = (text: string, units: NodeSnapshot['units'] = down) =>
		found('odd-characters', {units, kubelet: {...kubelet, environmentFiles: [{path, text}]}});

	// biome-ignore format: a table
	it.each([
		['quotes',           'KUBELET_EXTRA_ARGS=“--node-labels=disk=ssd --v=2”', 'KUBELET_EXTRA_ARGS="--node-labels=disk=ssd --v=2"'],
		['single ones',      'KUBELET_EXTRA_ARGS=‘--v=2’',                         "KUBELET_EXTRA_ARGS='--v=2'"],
		['a dash for two',   'KUBELET_EXTRA_ARGS=–v=2',                            'KUBELET_EXTRA_ARGS=--v=2'],
		['two dashes',       'KUBELET_EXTRA_ARGS=––v=2',                           'KUBELET_EXTRA_ARGS=--v=2'],
		['a hard space',     'KUBELET_EXTRA_ARGS=--v=2\u00a0--max-pods=50',        'KUBELET_EXTRA_ARGS=--v=2 --max-pods=50'],
		['a zero width one', 'KUBELET_EXTRA_ARGS=\u200b--v=2',                     'KUBELET_EXTRA_ARGS=--v=2'],
	])('%s are typed again by the printed command, whatever the locale', (_, text, right) => {
		const folder = mkdtempSync(join(tmpdir(), 'odd-'));
		try {
			const file = join(folder, 'kubelet');
			writeFileSync(file, `# it’s “ours”\n${text}\n`);
			const {verdict, fix} = told(`# it’s “ours”\n${text}\n`);
			expect(verdict).toBe('fatal');
			const [sed = ['']] = fix;
			execFileSync(sed[0] as string, [...sed.slice(1, -1), file], {env: {...process.env, LC_ALL: 'C'}});
			expect(readFileSync(file, 'utf8')).toBe(`# it’s “ours”\n${right}\n`);
		} finally {
			rmSync(folder, {recursive: true});
		}
	});

	it('are nothing in a comment, and a note while the service runs', () => {
		expect(told('# it’s “ours”\nA=b\n').verdict).toBe('ok');
		const up = {value: {'kubelet.service': unitOf('kubelet.service')}};
		expect(told('A=“b”\n', up).verdict).toBe('info');
	});
});

it('a flag of one letter is named with its dashes', () => {
	const words = 'failed to parse kubelet flag: invalid argument "x" for "-v, --v" flag: strconv.ParseUint';
	expect(namedIn(words, flagsOf('--v=x --max-pods=50')).map(({name}) => name)).toEqual(['--v']);
	expect(namedIn('unknown --vmodule', flagsOf('--v=x'))).toEqual([]);
});

describe('what config.toml imports', () => {
	const path = '/etc/containerd/conf.d/99-gpu.toml';
	const text = `version = 2
[plugins."io.containerd.grpc.v1.cri".containerd]
  default_runtime_name = "gpu"
  [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.gpu.options]
    BinaryName = "/usr/bin/gpu-runtime"
`;
	const imports = [readToml(path, text)];

	it('is where a runtime comes from whose program is not there', () => {
		const effective = {value: {...imports[0]?.data, version: 2, root: '/var/lib/containerd'}};
		const {verdict, fix} = found('runtime-handlers', {containerd: containerdOf(tomlText, {imports, effective})});
		expect(verdict).toBe('fatal');
		expect(fix).toEqual([
			['sed', '-i.aside', 's/^/# /', path],
			['systemctl', 'restart', 'containerd'],
		]);
	});

	it('takes a whole section away from it', () => {
		const effective = {value: {...imports[0]?.data, version: 2, root: '/var/lib/containerd'}};
		const {verdict, because} = found('containerd-config-ignored', {
			containerd: containerdOf(tomlText, {imports, effective}),
		});
		expect(verdict).toBe('warning');
		expect(because).toContain(`${path} has the section plugins."io.containerd.grpc.v1.cri" too`);
	});

	it('a runtime of config.toml itself gives way to runc', () => {
		const own = `${tomlText.replace('default_runtime_name = "runc"', 'default_runtime_name = "gpu"')}
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.gpu.options]
      BinaryName = "/usr/bin/gpu-runtime"
`;
		const {fix} = found('runtime-handlers', {containerd: containerdOf(own)});
		expect(fix[0]?.slice(0, 2)).toEqual(['sed', '-i']);
		expect(fix[0]?.[2]).toMatch(/^\d+s\|gpu\|runc\|$/);
	});
});

describe('proxies of a service', () => {
	const drop = {path: '/etc/systemd/system/kubelet.service.d/50-proxy.conf', text: ''};
	const said = JSON.stringify({
		__REALTIME_TIMESTAMP: String((nowMs - 1000) * 1000),
		_SYSTEMD_UNIT: 'kubelet.service',
		MESSAGE:
			'E1128 03:24:34 reflector.go:150] Get "https://10.88.0.2:6443/api": proxyconnect tcp: dial tcp: i/o timeout',
	});

	// biome-ignore format: a table
	it.each([
		['two on a line', 'Environment="HTTP_PROXY=http://proxy.corp.example:3128" "HTTPS_PROXY=http://proxy.corp.example:3128"'],
		['without quotes', 'Environment=HTTPS_PROXY=http://proxy.corp.example:3128 NO_PROXY=localhost'],
		['behind another', "Environment='NO_PROXY=localhost' 'https_proxy=http://u:p@proxy.corp.example:3128'"],
	])('%s', (_, line) => {
		const unit = unitOf('kubelet.service', {files: [{...drop, text: `[Service]\n${line}\n`}]});
		const {verdict, fix} = found('proxy', {
			units: {value: {'kubelet.service': unit}},
			journal: {value: [said]},
			sockets: {value: []},
		});
		expect(verdict).toBe('fatal');
		expect(fix[0]).toEqual(['sed', '-i', '2d', drop.path]);
	});
});

it("docker's root is led back by a line of daemon.json that stays JSON", () => {
	const config = dockerConfigOf('{\n  "data-root": "/data/docker"\n}\n');
	const {fix, verdict} = found('image-store', {
		units: {value: {'docker.service': unitOf('docker.service'), 'kubelet.service': unitOf('kubelet.service')}},
		kubelet: {...kubelet, version: {value: '1.20.2'}, flags: flagsOf('--network-plugin=cni')},
		docker: {...healthyNode().docker, daemon: {value: '/usr/sbin/dockerd'}, config: {value: config}},
		...withState({stores: [{runtime: 'docker', root: '/var/lib/docker', driver: 'overlay2', count: 12}]}),
	});
	expect(verdict).toBe('fatal');
	expect(fix[0]).toEqual(['sed', '-i', '2s|/data/docker|/var/lib/docker|', '/etc/docker/daemon.json']);
});

describe('files that daemon.json names', () => {
	const told = (text: string, more: Partial<NodeSnapshot> = {}) =>
		found('docker-config', {
			units: {value: {'docker.service': unitOf('docker.service', {activeState: 'failed'})}},
			docker: {...healthyNode().docker, config: {value: dockerConfigOf(text)}},
			...more,
		});
	const tls = '"tlsverify": true, "tlscert": "/etc/docker/server.pem", "tlskey": "/etc/docker/key.pem"';

	it('are taken out where they are not there, all that belong together', () => {
		const {verdict, because, fix} = told(`{"debug": true, ${tls}}`);
		expect(verdict).toBe('fatal');
		expect(because).toContain('/etc/docker/server.pem');
		expect(JSON.parse(fix[0]?.find(word => word.startsWith('{')) ?? '')).toEqual({debug: true});
	});

	it('stay where docker serves a port: it would let everybody in', () => {
		const {verdict, fix} = told(`{"hosts": ["tcp://0.0.0.0:2376"], ${tls}}`);
		expect(verdict).toBe('fatal');
		expect(fix.flat().some(word => word.startsWith('{'))).toBe(false);
	});

	it('are no matter where they are there', () => {
		const kinds = {'/etc/docker/server.pem': 'file', '/etc/docker/key.pem': 'file'} as const;
		expect(told(`{${tls}}`, {kinds}).verdict).toBe('ok');
		expect(told('{"seccomp-profile": "unconfined"}').verdict).toBe('ok');
		expect(told('{"seccomp-profile": "/etc/docker/gone.json"}').verdict).toBe('fatal');
	});
});

it('a containerd in daemon.json is put right within its quotes, and is none where it is there', () => {
	const address = '/run/containerd/containerd.sock';
	const asks = (place: string, there: readonly string[]) =>
		found('docker-running', {
			docker: {...healthyNode().docker, config: {value: dockerConfigOf(`{"containerd": "${place}"}`)}},
			kinds: Object.fromEntries(there.map(path => [path, 'socket' as const])),
			units: {value: {'docker.service': unitOf('docker.service', {activeState: 'activating'})}},
		});
	const {because, fix} = asks('/run/other.sock', [address]);
	expect(because).toContain('a containerd at /run/other.sock');
	expect(fix[0]?.slice(0, 3)).toEqual(['sed', '-i', `1s|/run/other\\.sock|${address}|`]);
	expect(asks('/run/other.sock', [address, '/run/other.sock']).because).not.toContain('waits for a containerd');
});

it('a need of a service that runs is one for the next start', () => {
	const files = [{path: '/etc/systemd/system/containerd.service.d/30.conf', text: '[Unit]\nRequires=consul.service\n'}];
	const unit = unitOf('containerd.service', {files, lacks: ['consul.service']});
	const {verdict, fix} = found('unit-conditions', {units: {value: {'containerd.service': unit}}});
	expect(verdict).toBe('warning');
	expect(fix).toEqual([
		['sed', '-i', '2d', '/etc/systemd/system/containerd.service.d/30.conf'],
		['systemctl', 'daemon-reload'],
	]);
});

describe("kubeadm's files in a manifest", () => {
	const path = '/etc/kubernetes/manifests/kube-apiserver.yaml';
	const pki = '/etc/kubernetes/pki';
	const files = ['ca.crt', 'etcd/ca.crt', 'apiserver.crt'].map(file => `${pki}/${file}`);
	const mended = (value: string, isBad = true) => {
		const flags = [{name: '--etcd-cafile', value, path, line: 20}];
		const pod = {name: 'kube-apiserver', path, text: '', flags, hostPaths: [], absent: [], log: []};
		return unusualFiles([pod], files, () => isBad).flatMap(({fix}) => fix.flatMap(({argv}) => argv?.at(-2) ?? []));
	};

	// biome-ignore format: a table
	it.each<[string, string, boolean, readonly string[]]>([
		['the wrong authority',        `${pki}/ca.crt`,      true,  [`20s|${pki}/ca\\.crt|${pki}/etcd/ca.crt|`]],
		['which works all the same',   `${pki}/ca.crt`,      false, []],
		['as it should be',            `${pki}/etcd/ca.crt`, true,  []],
		["a file of somebody's own",   '/etc/etcd/ca.crt',   true,  []],
	])('%s', (_, value, isBad, expected) => {
		expect(mended(value, isBad)).toEqual(expected);
	});
});
