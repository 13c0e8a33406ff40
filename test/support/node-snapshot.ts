import type {ContainerdSnapshot} from '../../src/model/node-runtimes.ts';
import type {NodeSnapshot, Unit} from '../../src/model/node-snapshot.ts';
import type {NodeState} from '../../src/model/node-state.ts';
import {readJson, readYaml} from '../../src/runtime/gather/config-file.ts';
import {flagsOfUnit} from '../../src/runtime/gather/flags.ts';
import {readToml} from '../../src/runtime/gather/toml.ts';

const missing = {missing: 'not in this test'};

export const tomlText = `version = 2
disabled_plugins = []

[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "registry.k8s.io/pause:3.8"
  stream_server_address = "127.0.0.1"

  [plugins."io.containerd.grpc.v1.cri".containerd]
    default_runtime_name = "runc"
    snapshotter = "overlayfs"

    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
      runtime_type = "io.containerd.runc.v2"

      [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
        SystemdCgroup = false
`;

export function unitOf(name: string, more: Partial<Unit> = {}): Unit {
	return {
		name,
		loadState: 'loaded',
		activeState: 'active',
		subState: 'running',
		fileState: 'enabled',
		restarts: 0,
		result: 'success',
		needsReload: false,
		properties: {Delegate: 'yes', KillMode: 'process', LimitNOFILE: 'infinity', TasksMax: 'infinity'},
		files: [],
		...more,
	};
}

export function containerdOf(text = tomlText, more: Partial<ContainerdSnapshot> = {}): ContainerdSnapshot {
	const config = readToml('/etc/containerd/config.toml', text);
	return {
		binary: {value: '/usr/bin/containerd'},
		version: {value: '1.7.24'},
		configPath: config.path,
		config: {value: config},
		imports: [],
		effective: config.data ? {value: {...config.data, version: 2, root: '/var/lib/containerd'}} : missing,
		plugins: {
			value: [
				{type: 'io.containerd.grpc.v1', id: 'cri', status: 'ok'},
				{type: 'io.containerd.snapshotter.v1', id: 'overlayfs', status: 'ok'},
			],
		},
		address: '/run/containerd/containerd.sock',
		hosts: [],
		hostCertificates: [],
		hostFolders: [],
		backups: [],
		...more,
	};
}

export const nowMs = Date.UTC(2026, 10, 24);

/** Flags of a kubelet as kubeadm writes them. */
export function flagsOf(text: string) {
	const path = '/var/lib/kubelet/kubeadm-flags.env';
	return flagsOfUnit([], [{path, text: `KUBELET_KUBEADM_ARGS="${text}"\n`}]);
}

export function kubeletConfigOf(text: string) {
	return readYaml('/var/lib/kubelet/config.yaml', `kind: KubeletConfiguration\n${text}`);
}

export function dockerConfigOf(text: string) {
	return readJson('/etc/docker/daemon.json', text);
}

const flags = flagsOf('--container-runtime-endpoint=unix:///run/containerd/containerd.sock');

/** A node on which nothing is wrong: Kubernetes 1.30 on containerd 1.7. Tests change what they are about. */
export function healthyNode(more: Partial<NodeSnapshot> = {}): NodeSnapshot {
	const disk = {
		filesystem: 'ext4',
		mountedOn: '/',
		sizeBytes: 100e9,
		availableBytes: 60e9,
		inodes: 1e6,
		availableInodes: 9e5,
	};
	return {
		takenAtMs: nowMs,
		hostname: 'node1',
		hostnameFile: 'node1',
		system: {systemd: true, id: 'debian', name: 'Debian GNU/Linux 12 (bookworm)'},
		kernel: {
			filesystems: ['overlay', 'ext4'],
			modules: ['overlay', 'br_netfilter'],
			sysctls: {'net.ipv4.ip_forward': '1', 'net.bridge.bridge-nf-call-iptables': '1'},
			persistedModules: ['overlay', 'br_netfilter'].map(name => ({
				name,
				value: '',
				path: '/etc/modules-load.d/k8s.conf',
				line: 1,
			})),
			persistedSysctls: ['net.ipv4.ip_forward', 'net.bridge.bridge-nf-call-iptables'].map(name => ({
				name,
				value: '1',
				path: '/etc/sysctl.d/k8s.conf',
				line: 1,
			})),
			swaps: [],
			cgroups: {value: '2'},
			totalMemoryKib: 8e6,
			availableMemoryKib: 6e6,
		},
		units: {
			value: Object.fromEntries(['kubelet.service', 'containerd.service'].map(name => [name, unitOf(name)])),
		},
		processes: [
			{pid: 1200, name: 'kubelet', argv: ['/usr/bin/kubelet'], state: 'S'},
			{pid: 900, name: 'containerd', argv: ['/usr/bin/containerd'], state: 'S'},
		],
		kubelet: {
			version: {value: '1.30.4'},
			running: {value: []},
			flags,
			environmentFiles: [],
			config: {value: kubeletConfigOf('cgroupDriver: cgroupfs\n')},
			configDropIns: [],
			instanceConfig: missing,
			endpoint: flags[0] ? {value: flags[0]} : missing,
		},
		containerd: containerdOf(),
		crictl: {
			version: {value: '1.30.0'},
			config: {value: readYaml('/etc/crictl.yaml', 'runtime-endpoint: unix:///run/containerd/containerd.sock\n')},
			endpoint: 'unix:///run/containerd/containerd.sock',
			info: {
				value: {
					conditions: [
						{type: 'RuntimeReady', status: true, reason: '', message: ''},
						{type: 'NetworkReady', status: true, reason: '', message: ''},
					],
					config: {},
				},
			},
			images: {value: [{id: 'sha256:1', names: ['registry.k8s.io/pause:3.8'], pinned: true}]},
		},
		docker: {
			daemon: missing,
			version: missing,
			config: missing,
			flags: [],
			environment: [],
			criDockerdFlags: [],
			info: missing,
			containers: missing,
		},
		cni: {
			confDir: '/etc/cni/net.d',
			binDirs: ['/opt/cni/bin'],
			files: [
				{
					path: '/etc/cni/net.d/10-net.conflist',
					text: '{}',
					name: 'net',
					version: '1.0.0',
					plugins: ['bridge', 'host-local'],
				},
			],
			ignored: [],
			binaries: ['bridge', 'host-local', 'loopback', 'portmap'],
			remembered: [],
		},
		namespaces: {value: [{name: 'k8s.io', containers: 4, tasks: [10, 11]}]},
		sockets: {
			value: [
				{kind: 'unix', address: '/run/containerd/containerd.sock', holders: [{name: 'containerd', pid: 900}]},
				{kind: 'tcp', address: '*:10250', holders: [{name: 'kubelet', pid: 1200}]},
			],
		},
		kinds: {'/run/containerd/containerd.sock': 'socket'},
		programs: {runc: '/usr/sbin/runc', 'containerd-shim-runc-v2': '/usr/bin/containerd-shim-runc-v2'},
		disks: {value: ['/var/lib/kubelet', '/var/lib/containerd'].map(path => ({path, ...disk}))},
		certificates: [
			{
				path: '/var/lib/kubelet/pki/kubelet-client-current.pem',
				subject: 'O=system:nodes, CN=system:node:node1',
				fromMs: nowMs - 86_400_000,
				untilMs: nowMs + 300 * 86_400_000,
			},
		],
		kubeconfigs: [{path: '/etc/kubernetes/kubelet.conf', server: 'https://10.0.0.1:6443', user: 'system:node:node1'}],
		clock: {value: {synchronized: true, ntp: true}},
		leftovers: [],
		node: {
			value: {
				name: 'node1',
				ready: true,
				unschedulable: false,
				runtimeVersion: 'containerd://1.7.24',
				kubeletVersion: 'v1.30.4',
				conditions: [{type: 'Ready', status: 'True', reason: 'KubeletReady', message: ''}],
				runtimeClasses: [],
			},
		},
		pods: {value: []},
		journal: {value: []},
		...more,
	};
}

/** A node of which so much more was looked at. */
export const withState = (more: Partial<NodeState>): Partial<NodeSnapshot> => ({
	state: {
		readOnly: [],
		resolvConf: {path: '/etc/resolv.conf', text: 'nameserver 10.0.0.2\n'},
		stores: [],
		staticPods: [],
		...more,
	},
});
