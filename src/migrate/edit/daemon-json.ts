import type {ContainerdWanted} from './containerd-config.ts';
import {hostsToml, mirrorOfHub} from './hosts-toml.ts';

export type Lost = {readonly key: string; readonly because: string; readonly instead: string};

/** What docker's daemon.json becomes without docker. */
export type FromDaemonJson = {
	readonly containerd: ContainerdWanted;
	/** Keys of KubeletConfiguration. */
	readonly kubelet: Readonly<Record<string, string | number | boolean>>;
	/** New files: certs.d/HOST/hosts.toml, drop-ins of containerd.service. */
	readonly files: ReadonlyArray<{readonly path: string; readonly text: string}>;
	readonly lost: readonly Lost[];
	/** Keys that have nothing to do any more, each with why. */
	readonly dropped: ReadonlyArray<{readonly key: string; readonly because: string}>;
};

type Draft = {
	containerd: {-readonly [Key in keyof ContainerdWanted]: ContainerdWanted[Key]};
	kubelet: Record<string, string | number | boolean>;
	files: Array<{path: string; text: string}>;
	lost: Lost[];
	dropped: Array<{key: string; because: string}>;
};

type Convert = (value: unknown, draft: Draft, all: Readonly<Record<string, unknown>>) => void;

/** Read daemon.json. Throws where it is not a JSON object. Source: shared facts, mapping of docker's daemon settings. */
export function fromDaemonJson(text: string): FromDaemonJson {
	const all: unknown = JSON.parse(text);
	if (typeof all !== 'object' || all === null || Array.isArray(all))
		throw new Error('daemon.json is not a JSON object');
	const draft: Draft = {containerd: {}, kubelet: {}, files: [], lost: [], dropped: []};
	for (const [key, value] of Object.entries(all)) {
		const convert = converters[key];
		if (convert) convert(value, draft, all as Record<string, unknown>);
		else lose(draft, key, 'nothing is known to take its place', 'see what it did for this node before docker stops');
	}
	return draft;
}

function lose(draft: Draft, key: string, because: string, instead: string): void {
	draft.lost.push({key, because, instead});
}

const lost =
	(key: string, because: string, instead: string): Convert =>
	(_, draft) =>
		lose(draft, key, because, instead);
const dropped =
	(key: string, because: string): Convert =>
	(_, draft) => {
		draft.dropped.push({key, because});
	};
const inPods = 'it is a matter of each pod now';

const converters: Readonly<Record<string, Convert>> = {
	'exec-opts': (value, draft) => {
		for (const option of strings(value)) {
			const [, driver] = /^native\.cgroupdriver=(\w+)$/.exec(option) ?? [];
			if (driver === undefined) lose(draft, `exec-opts ${option}`, 'containerd has no such option', 'leave it out');
			else draft.containerd.systemdCgroup = driver === 'systemd';
		}
	},
	'log-driver': (value, draft) => {
		if (value === 'json-file' || value === 'local') return;
		lose(
			draft,
			`log-driver ${String(value)}`,
			'the CRI writes all logs to files under /var/log/pods',
			'a log agent that reads /var/log/pods and sends on',
		);
	},
	'log-opts': (value, draft) => {
		for (const [key, option] of Object.entries(objectOf(value))) logOption(key, String(option), draft);
	},
	'registry-mirrors': (value, draft) => {
		const mirrors = strings(value);
		if (mirrors.length === 0) return;
		draft.files.push({path: hostsPath('docker.io'), text: mirrorOfHub(mirrors)});
		draft.containerd.registryConfigPath = certsFolder;
	},
	'insecure-registries': (value, draft) => {
		for (const host of strings(value)) {
			if (/\/\d+$/.test(host) && /^[\d.:a-f]+\/\d+$/i.test(host)) {
				lose(
					draft,
					`insecure-registries ${host}`,
					'containerd knows hosts, no ranges of addresses',
					'name each registry in it',
				);
				continue;
			}
			const bare = host.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
			draft.files.push({path: hostsPath(bare), text: hostsToml(bare, {insecure: true})});
			draft.containerd.registryConfigPath = certsFolder;
		}
	},
	'data-root': (value, draft) => {
		const root = String(value).replace(/\/+$/, '');
		if (root !== '/var/lib/docker') draft.containerd.root = `${root.replace(/\/docker$/, '')}/containerd`;
	},
	graph: (value, draft, all) => converters['data-root']?.(value, draft, all),
	'max-concurrent-downloads': (value, draft) => {
		if (typeof value === 'number') draft.containerd.maxConcurrentDownloads = value;
	},
	debug: (value, draft) => {
		if (value === true) draft.containerd.logLevel = 'debug';
	},
	'log-level': (value, draft) => {
		draft.containerd.logLevel = String(value);
	},
	'oom-score-adjust': (value, draft) => {
		if (typeof value === 'number') draft.containerd.oomScore = value;
	},
	'metrics-addr': (value, draft) => {
		draft.containerd.metricsAddress = String(value);
	},
	'selinux-enabled': (value, draft) => {
		draft.containerd.enableSelinux = value === true;
	},
	'seccomp-profile': (value, draft) => {
		if (value === '' || value === 'builtin' || value === 'default') draft.kubelet.seccompDefault = true;
		else lose(draft, 'seccomp-profile', inPods, 'seccompProfile Localhost, file under /var/lib/kubelet/seccomp');
	},
	runtimes: (value, draft) => {
		const found = Object.entries(objectOf(value)).flatMap(([name, runtime]) => {
			const path = objectOf(runtime).path ?? objectOf(runtime).runtimeType;
			return name === 'runc' || typeof path !== 'string' ? [] : [[name, {binaryName: path}] as const];
		});
		if (found.length > 0) draft.containerd.runtimes = Object.fromEntries(found);
	},
	'default-runtime': (value, draft) => {
		if (value !== 'runc') draft.containerd.defaultRuntime = String(value);
	},
	proxies: (value, draft) => {
		const names = {'http-proxy': 'HTTP_PROXY', 'https-proxy': 'HTTPS_PROXY', 'no-proxy': 'NO_PROXY'} as const;
		const set = Object.entries(objectOf(value)).flatMap(([key, setting]) => {
			const name = names[key as keyof typeof names];
			return name === undefined ? [] : [`Environment=${JSON.stringify(`${name}=${String(setting)}`)}`];
		});
		if (set.length === 0) return;
		const path = '/etc/systemd/system/containerd.service.d/http-proxy.conf';
		draft.files.push({path, text: `[Service]\n${set.join('\n')}\n`});
	},
	'default-ulimits': (value, draft) => {
		const limits = Object.entries(objectOf(value)).flatMap(([name, limit]) => {
			const {Hard, Soft} = objectOf(limit) as {Hard?: number; Soft?: number};
			const hard = Hard ?? Soft;
			if (hard === undefined) return [];
			const set = (each: number) => (each < 0 ? 'infinity' : String(each));
			return [`Limit${name.toUpperCase()}=${set(Soft ?? hard)}:${set(hard)}`];
		});
		if (limits.length === 0) return;
		const path = '/etc/systemd/system/containerd.service.d/limits.conf';
		draft.files.push({path, text: `[Service]\n${limits.join('\n')}\n`});
	},
	'live-restore': dropped('live-restore', 'containers of containerd outlive its restart anyway (KillMode=process)'),
	'storage-driver': dropped('storage-driver', 'containerd has its own snapshotter, overlayfs'),
	'max-concurrent-uploads': dropped('max-concurrent-uploads', 'nodes do not push'),
	'cgroup-parent': dropped('cgroup-parent', 'the kubelet puts pods under kubepods'),
	bip: dropped('bip', 'the pod network is the CNI plugin’s'),
	bridge: dropped('bridge', 'the pod network is the CNI plugin’s'),
	'default-address-pools': dropped('default-address-pools', 'the pod network is the CNI plugin’s'),
	'fixed-cidr': dropped('fixed-cidr', 'the pod network is the CNI plugin’s'),
	ipv6: dropped('ipv6', 'the pod network is the CNI plugin’s'),
	iptables: dropped('iptables', 'kube-proxy and the CNI plugin write the rules'),
	'ip-masq': dropped('ip-masq', 'kube-proxy and the CNI plugin write the rules'),
	icc: dropped('icc', 'network policies decide'),
	'userland-proxy': dropped('userland-proxy', 'ports are the CNI plugin’s (portmap)'),
	'userland-proxy-path': dropped('userland-proxy-path', 'ports are the CNI plugin’s (portmap)'),
	hosts: dropped('hosts', 'containerd listens on its socket alone'),
	tls: dropped('tls', 'containerd listens on its socket alone'),
	tlsverify: dropped('tlsverify', 'containerd listens on its socket alone'),
	tlscacert: dropped('tlscacert', 'containerd listens on its socket alone'),
	tlscert: dropped('tlscert', 'containerd listens on its socket alone'),
	tlskey: dropped('tlskey', 'containerd listens on its socket alone'),
	group: dropped('group', 'the socket is root’s'),
	labels: dropped('labels', 'labels are the Kubernetes node’s'),
	experimental: dropped('experimental', 'it was docker’s own'),
	features: dropped('features', 'they were docker’s own'),
	pidfile: dropped('pidfile', 'it was docker’s own'),
	'ip-forward': lost(
		'ip-forward',
		'docker switched net.ipv4.ip_forward',
		'net.ipv4.ip_forward=1 in /etc/sysctl.d/k8s.conf',
	),
	mtu: lost('mtu', 'the pod network is the CNI plugin’s', 'mtu in the CNI config'),
	dns: lost('dns', inPods, 'dnsConfig of pods, resolvConf of the kubelet'),
	'dns-search': lost('dns-search', inPods, 'dnsConfig of pods'),
	'dns-opts': lost('dns-opts', inPods, 'dnsConfig of pods'),
	'storage-opts': lost(
		'storage-opts',
		'the snapshotter has options of its own',
		'plugins of the snapshotter in config.toml',
	),
	'userns-remap': lost('userns-remap', inPods, 'hostUsers: false in pods, with containerd 2 and runc 1.2'),
	'no-new-privileges': lost('no-new-privileges', inPods, 'allowPrivilegeEscalation: false'),
	'default-shm-size': lost('default-shm-size', 'pods have 64 MiB', 'an emptyDir of medium Memory on /dev/shm'),
	init: lost('init', inPods, 'shareProcessNamespace: true, or an init in the image'),
	'shutdown-timeout': lost(
		'shutdown-timeout',
		'containerd does not stop containers',
		'shutdownGracePeriod of the kubelet',
	),
	credsStore: lost(
		'credsStore',
		'containerd reads no logins of docker',
		'imagePullSecrets, or a credential provider of the kubelet',
	),
};

function logOption(key: string, value: string, draft: Draft): void {
	if (key === 'max-size') {
		const size = quantity(value);
		if (size === undefined)
			lose(draft, `log-opts max-size ${value}`, 'not a size', 'containerLogMaxSize of the kubelet');
		else draft.kubelet.containerLogMaxSize = size;
	} else if (key === 'max-file') {
		// The kubelet wants two at least.
		draft.kubelet.containerLogMaxFiles = Math.max(2, Number.parseInt(value, 10) || 2);
	} else if (key !== 'compress') {
		lose(draft, `log-opts ${key}`, 'the CRI knows no such option', 'the log agent');
	}
}

/** Docker's `10m` is 10 MiB, which Kubernetes writes `10Mi`. */
function quantity(size: string): string | undefined {
	const [, amount, unit = ''] = /^(\d+)([kmg]?)b?$/i.exec(size.trim()) ?? [];
	if (amount === undefined) return undefined;
	return unit === '' ? amount : `${amount}${unit.toUpperCase()}i`;
}

export const certsFolder = '/etc/containerd/certs.d';

function hostsPath(host: string): string {
	return `${certsFolder}/${host}/hosts.toml`;
}

function strings(value: unknown): readonly string[] {
	return Array.isArray(value) ? value.filter(one => typeof one === 'string') : [];
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
