import {describe, expect, it} from 'vitest';
import {lastWordsOf} from '../../src/checks/last-words.ts';
import {namedIn} from '../../src/checks/parts/named-setting.ts';
import {withPartners} from '../../src/checks/parts/without-settings.ts';
import type {NodeSnapshot, TextFile} from '../../src/model/node-snapshot.ts';
import type {StaticPod} from '../../src/model/node-state.ts';
import {readYaml} from '../../src/runtime/gather/config-file.ts';
import {flagsOfUnit} from '../../src/runtime/gather/flags.ts';
import {lostArguments} from '../../src/runtime/gather/lost-arguments.ts';
import {networksIn} from '../../src/runtime/gather/networks.ts';
import {gatherOrphanShims, shimIn} from '../../src/runtime/gather/orphan-shims.ts';
import {gatherRegistryHelpers} from '../../src/runtime/gather/registry-helpers.ts';
import {found} from '../support/found-check.ts';
import {
	containerdOf,
	dockerConfigOf,
	flagsOf,
	healthyNode,
	kubeletConfigOf,
	nowMs,
	tomlText,
	unitOf,
	withState,
} from '../support/node-snapshot.ts';

const healthy = healthyNode();

describe('what the kubelet is started with', () => {
	const unit: TextFile = {
		path: '/usr/lib/systemd/system/kubelet.service',
		text: '[Service]\nExecStart=/usr/bin/kubelet\n',
	};
	const kubeadm: TextFile = {
		path: '/etc/systemd/system/kubelet.service.d/10-kubeadm.conf',
		text: `[Service]
Environment="KUBELET_KUBECONFIG_ARGS=--bootstrap-kubeconfig=/b --kubeconfig=/etc/kubernetes/kubelet.conf"
Environment="KUBELET_CONFIG_ARGS=--config=/var/lib/kubelet/config.yaml"
ExecStart=
ExecStart=/usr/bin/kubelet $KUBELET_KUBECONFIG_ARGS $KUBELET_CONFIG_ARGS $KUBELET_EXTRA_ARGS
`,
	};
	const with_ = (variables: readonly TextFile[], dropIns: readonly TextFile[] = []) => {
		const files = [unit, kubeadm, ...dropIns];
		const flags = flagsOfUnit(files, variables);
		return found('kubelet-arguments', {
			kubelet: {...healthy.kubelet, flags, lost: lostArguments(files, variables)},
		});
	};
	const defaults = (text: string): TextFile => ({path: '/etc/default/kubelet', text});
	const dropIn = (text: string): TextFile => ({path: '/etc/systemd/system/kubelet.service.d/90-own.conf', text});
	const again = ['systemctl daemon-reload', 'systemctl restart kubelet'];

	it('all of it', () => {
		expect(with_([defaults('KUBELET_EXTRA_ARGS=--node-labels=a=b')]).verdict).toBe('ok');
	});

	it('a file of variables empties one', () => {
		expect(with_([defaults('# mine\nKUBELET_KUBECONFIG_ARGS=\n')])).toMatchObject({
			verdict: 'fatal',
			because: expect.stringContaining('/etc/default/kubelet:2 sets KUBELET_KUBECONFIG_ARGS to nothing'),
			fix: ['sed -i 2d /etc/default/kubelet', ...again],
		});
	});

	it('a drop-in says one anew', () => {
		const {path} = dropIn('');
		expect(with_([], [dropIn('[Service]\nEnvironment="KUBELET_CONFIG_ARGS=--v=4"\n')])).toMatchObject({
			verdict: 'fatal',
			fix: [`sed -i -E 2s|(["']?)[[:space:]]*$| --config=/var/lib/kubelet/config.yaml\\1| ${path}`, ...again],
		});
	});

	it('another ExecStart leaves one out', () => {
		const {path} = dropIn('');
		expect(
			with_([], [dropIn('[Service]\nExecStart=\nExecStart=/usr/bin/kubelet $KUBELET_CONFIG_ARGS\n')]),
		).toMatchObject({
			verdict: 'fatal',
			because: expect.stringContaining('ExecStart= without $KUBELET_KUBECONFIG_ARGS'),
			fix: [`sed -i -E 3s|(["']?)[[:space:]]*$| $KUBELET_KUBECONFIG_ARGS\\1| ${path}`, ...again],
		});
	});

	it('what is given elsewhere is not lost', () => {
		const own = dropIn(
			'[Service]\nExecStart=\nExecStart=/usr/bin/kubelet --kubeconfig=/k $KUBELET_CONFIG_ARGS\nEnvironment="KUBELET_CONFIG_ARGS=--config=/mine.yaml"\n',
		);
		expect(with_([], [own]).verdict).toBe('ok');
	});
});

describe('containers that containerd has lost', () => {
	const shim = (pid: number, namespace: string, id: string, address = '/run/containerd/containerd.sock') => ({
		[`/proc/${pid}/stat`]: `${pid} (containerd-shim) S 1 ${pid} 0`,
		[`/proc/${pid}/cmdline`]: `/usr/bin/containerd-shim-runc-v2\0-namespace\0${namespace}\0-id\0${id}\0-address\0${address}\0`,
		[`/proc/${pid}/status`]: `NSpid:\t${pid}\n`,
	});
	const child = (pid: number, parent: number) => ({[`/proc/${pid}/stat`]: `${pid} (sh (x)) S ${parent} 1 0`});
	const reader = (texts: Readonly<Record<string, string>>) =>
		({
			readText: async (path: string) => texts[path],
			kindOf: async (path: string) => (path in texts ? 'directory' : undefined),
			listNames: async () => [...new Set(Object.keys(texts).flatMap(path => /^\/proc\/(\d+)\//.exec(path)?.[1] ?? []))],
		}) as never;
	const bundle = (state: string, id: string) => ({[`${state}/io.containerd.runtime.v2.task/k8s.io/${id}`]: ''});
	const moved = tomlText.replace('version = 2\n', 'version = 2\nstate = "/run/new"\n');

	it('those whose folder is elsewhere and that run something', async () => {
		const texts = {
			...shim(10, 'k8s.io', 'old'),
			...child(11, 10),
			...child(12, 10),
			...shim(20, 'k8s.io', 'new'),
			...child(21, 20),
			...bundle('/run/new', 'new'),
			...bundle('/run/containerd', 'old'),
			// About to end, and one of another containerd.
			...shim(30, 'k8s.io', 'ends'),
			...shim(40, 'moby', 'own', '/var/run/docker/containerd/containerd.sock'),
			...child(41, 40),
		};
		expect(await gatherOrphanShims(reader(texts), containerdOf(moved))).toEqual([
			{pid: 10, id: 'old', namespace: 'k8s.io', children: 2, state: '/run/new'},
		]);
	});

	it('none where each has its folder', async () => {
		const texts = {...shim(10, 'k8s.io', 'a'), ...child(11, 10), ...bundle('/run/containerd', 'a')};
		expect(await gatherOrphanShims(reader(texts), containerdOf())).toEqual([]);
	});

	it.each(['', 'containerd-shim\0-id\0../x\0-namespace\0k8s.io\0-address\0/a', 'containerd-shim\0-workdir\0/x'])(
		'no shim: %j',
		text => {
			expect(shimIn(text)).toBeUndefined();
		},
	);

	it('are told with what ends them', () => {
		const orphan = {pid: 10, id: 'old', namespace: 'k8s.io', children: 2, state: '/run/new'};
		const told = found('orphan-shims', {...withState({orphanShims: [orphan]}), containerd: containerdOf(moved)});
		expect(told).toMatchObject({verdict: 'warning', fix: ['pkill -KILL -P 10', 'kill -KILL 10']});
		expect(told.because).toContain('state = /run/new');
	});
});

describe('networks of node and containers', () => {
	const routes = `Iface	Destination	Gateway 	Flags	RefCnt	Use	Metric	Mask		MTU	Window	IRTT
eth0	00000000	0100580A	0003	0	0	0	00000000	0	0	0
cni0	0000F40A	00000000	0001	0	0	0	00FFFFFF	0	0	0
eth0	0000580A	00000000	0001	0	0	0	00FFFFFF	0	0	0
*	0000FEA9	00000000	0200	0	0	0	0000FFFF	0	0	0
`;

	it('are read from the routes of the kernel', () => {
		expect(networksIn(routes)).toEqual([
			{link: 'cni0', range: '10.244.0.0/24'},
			{link: 'eth0', range: '10.88.0.0/24'},
		]);
	});

	const networks = (...pairs: ReadonlyArray<readonly [string, string]>) =>
		pairs.map(([link, range]) => ({link, range}));
	const file = {
		path: '/etc/cni/net.d/10-a.conflist',
		text: '{"name": "cbr0",\n "ipam": {"subnet": "10.88.0.0/24"}}',
		name: 'cbr0',
		plugins: ['bridge', 'host-local'],
	};
	const onCni = (podCidr?: string): Partial<NodeSnapshot> => ({
		...withState({networks: networks(['eth0', '10.88.0.0/24'], ['cni0', '10.88.0.0/24'])}),
		cni: {...healthy.cni, files: [file]},
		node: {value: {...('value' in healthy.node ? healthy.node.value : ({} as never)), ...(podCidr ? {podCidr} : {})}},
	});

	it('the range of the node in the file of the network', () => {
		expect(found('network-overlap', onCni('10.244.0.0/24'))).toMatchObject({
			verdict: 'fatal',
			fix: [
				'sed -i 2s|10\\.88\\.0\\.0/24|10.244.0.0/24| /etc/cni/net.d/10-a.conflist',
				'sh -c for f in /var/lib/cni/networks/cbr0/10.*; do crictl stopp "$(head -n 1 "$f" | tr -d "\\r")"; done',
				'ip link del cni0',
			],
		});
	});

	it('without a range from the cluster there is no command', () => {
		expect(found('network-overlap', onCni())).toMatchObject({verdict: 'fatal', fix: []});
	});

	it('bip of docker', () => {
		const told = found('network-overlap', {
			...withState({networks: networks(['eth0', '10.88.0.0/16'], ['docker0', '10.88.3.0/24'])}),
			docker: {...healthy.docker, config: {value: dockerConfigOf('{"bip": "10.88.3.1/24", "debug": true}')}},
		});
		expect(told.verdict).toBe('warning');
		expect(told.fix.join('\n')).not.toContain('"bip"');
		expect(told.fix.slice(1)).toEqual([
			'systemctl stop docker.socket docker',
			'ip link del docker0',
			'systemctl reset-failed docker.socket docker',
			'systemctl start docker.socket docker',
		]);
	});

	it.each([
		[
			['eth0', '10.88.0.0/24'],
			['cni0', '10.244.0.0/24'],
		],
		[
			['eth0', '10.88.0.0/24'],
			['eth1', '10.88.0.0/24'],
		],
		[
			['docker0', '172.17.0.0/16'],
			['br-0123456789ab', '172.18.0.0/16'],
		],
		[
			['eth0', '10.88.0.0/24'],
			['veth12', '10.88.0.0/24'],
		],
	] as const)('%j and %j are well', (...pairs) => {
		expect(found('network-overlap', withState({networks: networks(...pairs)})).verdict).toBe('ok');
	});
});

describe('a manifest of the control plane', () => {
	const path = '/etc/kubernetes/manifests/kube-apiserver.yaml';
	const pod = (more: Partial<StaticPod>): StaticPod => ({
		name: 'kube-apiserver',
		path,
		text: 'x',
		flags: [{name: '--secure-port', value: '7443', path, line: 5}],
		hostPaths: [],
		absent: [],
		log: [],
		...more,
	});
	const listening = (...addresses: readonly string[]) => ({
		value: addresses.map(address => ({kind: 'tcp' as const, address, holders: []})),
	});
	const asked = (server: string): Partial<NodeSnapshot> => ({
		...withState({staticPods: [pod({})], addresses: ['10.0.0.1']}),
		kubeconfigs: [{path: '/etc/kubernetes/kubelet.conf', server}],
		node: {missing: 'refused'},
	});

	it('serves at a port that nobody asks', () => {
		const more = {...asked('https://10.0.0.1:6443'), sockets: listening('*:7443')};
		expect(found('control-plane', more)).toMatchObject({
			verdict: 'fatal',
			fix: [`sed -i 5s|7443|6443| ${path}`, 'systemctl restart kubelet'],
		});
	});

	it.each([
		['behind a load balancer of this node', 'https://10.0.0.1:6443', ['*:7443', '*:6443']],
		['behind one of another', 'https://10.0.0.9:6443', ['*:7443']],
		['at the port that is asked', 'https://10.0.0.1:7443', ['*:7443']],
	])('%s it is well', (_, server, addresses) => {
		const told = found('control-plane', {...asked(server), sockets: listening(...addresses)});
		expect(told.because).not.toContain('kube-apiserver listens at');
	});

	it.each([
		['spec:\n  containers:\n', `sed -i 1s/$/\\n  hostNetwork: true/ ${path}`],
		['spec:\n  hostNetwork: false\n', `sed -i 2s/hostNetwork:.*/hostNetwork: true/ ${path}`],
	])('in the network of pods: %j', (text, fix) => {
		const more = {...withState({staticPods: [pod({text})]}), sockets: listening('*:22')};
		expect(found('control-plane', more)).toMatchObject({verdict: 'fatal', fix: [fix, 'systemctl restart kubelet']});
	});

	it('in that of the node nothing is said of it', () => {
		const more = {
			...withState({staticPods: [pod({text: 'spec:\n  hostNetwork: true\n'})]}),
			sockets: listening('*:22'),
		};
		expect(found('control-plane', more).because).not.toContain('hostNetwork');
	});
});

describe('last words that name a file in the folder of a flag', () => {
	const flags = flagsOf(
		'--image-credential-provider-config=/etc/k/c.yaml --image-credential-provider-bin-dir=/opt/providers --log-dir=/opt',
	);
	const words = (text: string) => namedIn(text, flags).map(({name}) => name);

	it('mean that flag', () => {
		expect(words('plugin binary executable /opt/providers/ecr did not exist')).toEqual([
			'--image-credential-provider-bin-dir',
		]);
	});

	it.each(['cannot open /opt/providers-old/ecr', 'cannot open /data/opt/providers/ecr', 'cannot open /opt/x'])(
		'do not: %s',
		text => {
			expect(words(text)).toEqual([]);
		},
	);

	it('it goes with the one that it needs', () => {
		expect(withPartners(namedIn('/opt/providers/ecr did not exist', flags), flags)).toHaveLength(2);
	});
});

describe('helpers of the kubelet for registries', () => {
	const flags = flagsOf('--image-credential-provider-config=/etc/k/c.yaml --image-credential-provider-bin-dir=/opt/p');
	const text = 'kind: CredentialProviderConfig\nproviders:\n- name: ecr\n  matchImages: ["*"]\n- name: "acr"\n';
	const reader = (texts: Readonly<Record<string, string>>) =>
		({
			readText: async (path: string) => texts[path],
			kindOf: async (path: string) => (path in texts ? 'file' : undefined),
		}) as never;

	it('that its file names and that are not there', async () => {
		expect(await gatherRegistryHelpers(reader({'/etc/k/c.yaml': text, '/opt/p/ecr': ''}), {flags})).toMatchObject({
			absent: ['/opt/p/acr'],
		});
		expect(await gatherRegistryHelpers(reader({}), {flags})).toMatchObject({absent: ['/etc/k/c.yaml']});
		expect(await gatherRegistryHelpers(reader({}), {flags: []})).toBeUndefined();
	});

	it('are taken out of its flags', () => {
		const state = withState({registryHelpers: {file: '/etc/k/c.yaml', folder: '/opt/p', absent: ['/opt/p/acr']}});
		const told = found('registry-helpers', {...state, kubelet: {...healthy.kubelet, flags}});
		expect(told.verdict).toBe('fatal');
		expect(told.fix).toHaveLength(3);
		expect(told.fix.at(-1)).toBe('systemctl restart kubelet');
	});
});

describe('a certificate with the name of a node and without its group', () => {
	const path = '/var/lib/kubelet/pki/kubelet-client-current.pem';
	const seen = (subject: string, message: string): Partial<NodeSnapshot> => ({
		kubelet: {
			...healthy.kubelet,
			flags: [...healthy.kubelet.flags, ...flagsOf('--kubeconfig=/etc/kubernetes/kubelet.conf')],
		},
		kubeconfigs: [{path: '/etc/kubernetes/kubelet.conf', server: 'https://10.0.0.1:6443'}],
		certificates: [{path, subject, fromMs: nowMs - 1e9, untilMs: nowMs + 1e11}],
		journal: {
			value: [
				JSON.stringify({
					__REALTIME_TIMESTAMP: String((nowMs - 1000) * 1000),
					__MONOTONIC_TIMESTAMP: '9000000000',
					_SYSTEMD_UNIT: 'kubelet.service',
					MESSAGE: message,
				}),
			],
		},
	});
	const forbidden =
		'nodes is forbidden: User "system:node:node1" cannot create resource "nodes" in API group "" at the cluster scope';

	it('is what the API server forbids', () => {
		const told = found('kubelet-credentials', seen('CN=system:node:node1', forbidden));
		expect(told).toMatchObject({verdict: 'fatal', because: expect.stringContaining('O=system:nodes')});
	});

	it.each([
		['O=system:nodes, CN=system:node:node1', forbidden],
		['CN=system:node:node1', 'all is well'],
	])('%s: %s', (subject, message) => {
		expect(found('kubelet-credentials', seen(subject, message)).verdict).toBe('ok');
	});
});

describe('a service that stops another one', () => {
	const path = '/etc/systemd/system/containerd.service.d/50-c.conf';
	const told = (activeState: string, text: string) =>
		found('unit-conditions', {
			units: {
				value: {
					'kubelet.service': unitOf('kubelet.service', {activeState}),
					'containerd.service': unitOf('containerd.service', {files: [{path, text}]}),
				},
			},
		});

	it('is to let it be', () => {
		expect(told('inactive', '[Unit]\nConflicts=kubelet.service\n')).toMatchObject({
			verdict: 'fatal',
			fix: [
				`sed -i 2d ${path}`,
				'systemctl daemon-reload',
				'systemctl reset-failed containerd.service',
				'systemctl restart containerd.service',
				'systemctl reset-failed kubelet.service',
				'systemctl restart kubelet.service',
			],
		});
	});

	it.each([
		['active', '[Unit]\nConflicts=kubelet.service\n'],
		['inactive', '[Unit]\nConflicts=docker.service\n'],
	])('%s, %j: nothing', (state, text) => {
		expect(told(state, text).verdict).toBe('ok');
	});
});

describe('etcd at an address of before', () => {
	const path = '/etc/kubernetes/manifests/etcd.yaml';
	const etcd = (url: string): StaticPod => ({
		name: 'etcd',
		path,
		text: 'x',
		flags: [{name: '--listen-client-urls', value: `https://127.0.0.1:2379,${url}`, path, line: 7}],
		hostPaths: [],
		absent: [],
		log: [],
	});
	const api: StaticPod = {...etcd(''), name: 'kube-apiserver', path: '/a', flags: []};
	const told = (url: string) =>
		found('control-plane', {
			...withState({staticPods: [etcd(url), api], addresses: ['127.0.0.1', '10.0.0.1']}),
			kubeconfigs: [{path: '/etc/kubernetes/kubelet.conf', server: 'https://10.0.0.1:6443'}],
		});

	it('is led to that of now', () => {
		const {because, fix} = told('https://10.0.0.77:2379');
		expect(because).toContain('etcd is to listen at 10.0.0.77');
		expect(fix).toContain(`sed -i s|10\\.0\\.0\\.77|10.0.0.1|g ${path}`);
	});

	it.each(['https://10.0.0.1:2379', 'https://0.0.0.0:2379', 'https://etcd.local:2379'])('%s is well', url => {
		expect(told(url).because).not.toContain('is to listen at');
	});
});

it('YAML in UTF-16 with its mark is what it says', () => {
	const bytes = Buffer.concat([
		Buffer.from([0xff, 0xfe]),
		Buffer.from('kind: KubeletConfiguration\nport: 1\n', 'utf16le'),
	]);
	const file = readYaml('/c.yaml', bytes.toString('utf8'));
	expect(file.settings.map(({name, value, line}) => [name, value, line])).toEqual([
		['kind', 'KubeletConfiguration', 1],
		['port', '1', 2],
	]);
});

describe('the folder of a service below /run', () => {
	const told = (text: string) =>
		found('unit-confined', {
			units: {
				value: {
					'kubelet.service': unitOf('kubelet.service'),
					'containerd.service': unitOf('containerd.service', {
						files: [{path: '/etc/systemd/system/containerd.service.d/40-run.conf', text}],
					}),
				},
			},
		});

	it('goes with every stop', () => {
		expect(told('[Service]\nRuntimeDirectory=containerd\n')).toMatchObject({
			verdict: 'warning',
			because: expect.stringContaining('RuntimeDirectory=containerd'),
		});
	});

	it.each(['RuntimeDirectory=other', 'RuntimeDirectory=containerd\nRuntimeDirectoryPreserve=yes'])(
		'%s is well',
		line => {
			expect(told(`[Service]\n${line}\n`).verdict).toBe('ok');
		},
	);
});

it('the last words of a Go program are not those of its runtime', () => {
	const line = (message: string) => JSON.stringify({_SYSTEMD_UNIT: 'kubelet.service', MESSAGE: message});
	const noise = Array.from({length: 60}, (_, at) => [
		line(`goroutine ${at} [select]:`),
		line('k8s.io/kubernetes/vendor/k8s.io/klog/v2.(*loggingT).flushDaemon(0x70c9020)'),
		line('        /build/vendor/k8s.io/klog/v2/klog.go:1131 +0x8b'),
		line('created by k8s.io/kubernetes/vendor/k8s.io/klog/v2.init.0'),
	]).flat();
	const fatal = line('F1128 08:14:42.496966     901 server.go:257] Cipher suite ECDHE-RSA not supported');
	expect(lastWordsOf('kubelet.service', [fatal, ...noise])).toContain('Cipher suite');
});

describe('a soft threshold without its time', () => {
	const path = '/var/lib/kubelet/config.yaml';
	const told = (text: string) =>
		found('kubelet-config-values', {kubelet: {...healthy.kubelet, config: {value: kubeletConfigOf(text)}}});
	const soft = 'evictionSoft:\n  memory.available: 100Mi\n  nodefs.available: 5%\n';

	it('gets one beside the others', () => {
		const {fix} = told(`${soft}evictionSoftGracePeriod:\n  memory.available: 1m\n`);
		expect(fix[0]).toMatch(/^sed -i \d+s\/\$\/\\n {2}nodefs\.available: 1m30s\/ /);
		expect(fix[1]).toBe('systemctl restart kubelet');
	});

	it('gets the first one at the end', () => {
		expect(told(soft).fix[0]).toBe(
			`sed -i $s/$/\\nevictionSoftGracePeriod:\\n  memory.available: 1m30s\\n  nodefs.available: 1m30s/ ${path}`,
		);
	});

	it('that has it is well', () => {
		const times = 'evictionSoftGracePeriod:\n  memory.available: 1m\n  nodefs.available: 1m\n';
		expect(told(`${soft}${times}`).verdict).toBe('ok');
	});
});

it('the kind and version that a kubelet prints behind its refusal are not what it refuses', () => {
	/** Recorded on `modern` (kubelet 1.30.4). */
	const words =
		'"command failed" err="failed to validate kubelet configuration, error: invalid configuration: shutdownGracePeriodCriticalPods {1m30s} must be <= shutdownGracePeriod {30s}, path: &TypeMeta{Kind:,APIVersion:,}"';
	const text =
		'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nshutdownGracePeriod: 30s\nshutdownGracePeriodCriticalPods: 90s\n';
	const {settings} = readYaml('/var/lib/kubelet/config.yaml', text);
	expect(namedIn(words, settings).map(({name}) => name)).toEqual([
		'shutdownGracePeriod',
		'shutdownGracePeriodCriticalPods',
	]);
});

describe('a line of a kubeconfig that leads nowhere', () => {
	const path = '/etc/kubernetes/kubelet.conf';
	const told = (name: string, value: string, missing: string) =>
		found('api-server', {
			kubeconfigs: [
				{path, server: 'https://10.88.0.2:6443', detours: [{name: `clusters.0.cluster.${name}`, value, path, line: 5}]},
			],
			node: {missing},
		});

	it('a path behind the port', () => {
		expect(told('server', 'https://10.88.0.2:6443/k8s', 'Error from server (Forbidden): unknown')).toMatchObject({
			verdict: 'fatal',
			fix: [`sed -i 5s|https://10\\.88\\.0\\.2:6443/k8s|https://10.88.0.2:6443| ${path}`, 'systemctl restart kubelet'],
		});
	});

	it('a name for the certificate', () => {
		const missing = 'x509: certificate is valid for kubernetes, 10.88.0.2, not api.old.example';
		expect(told('tls-server-name', 'api.old.example', missing).fix[0]).toBe(`sed -i 5d ${path}`);
		expect(found('api-server', {node: {missing}}).because).toContain('is not for api.old.example');
	});
});
