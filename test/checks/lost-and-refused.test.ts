import {describe, expect, it} from 'vitest';
import {runChecks} from '../../src/checks/run.ts';
import {known, type NodeSnapshot} from '../../src/model/node-snapshot.ts';
import type {NodeState} from '../../src/model/node-state.ts';
import {lostNameIn} from '../../src/runtime/gather/certificates.ts';
import {readYaml} from '../../src/runtime/gather/config-file.ts';
import {containerdOf, healthyNode, kubeletConfigOf, nowMs, tomlText, unitOf} from '../support/node-snapshot.ts';

const dayMs = 86_400_000;
const path = '/var/lib/kubelet/config.yaml';
const ofContainerd = '/etc/systemd/system/containerd.service.d/90-x.conf';
const again = [
	'systemctl daemon-reload',
	'systemctl reset-failed containerd.service',
	'systemctl restart containerd.service',
];

function first(more: Partial<NodeSnapshot>) {
	const [root] = runChecks(healthyNode(more), undefined).checks;
	return {
		found: `${root?.verdict} ${root?.id}`,
		fix: (root?.fix ?? []).flatMap(({argv}) => (argv ? [argv.join(' ')] : [])),
		because: root?.because,
	};
}

const configured = (text: string): Partial<NodeSnapshot> => ({
	kubelet: {...healthyNode().kubelet, config: {value: kubeletConfigOf(text)}},
});
const dropIn = (...lines: readonly string[]): Partial<NodeSnapshot> => ({
	units: {
		value: {
			'kubelet.service': unitOf('kubelet.service'),
			'containerd.service': unitOf('containerd.service', {
				files: [{path: ofContainerd, text: `[Service]\n${lines.join('\n')}\n`}],
			}),
		},
	},
});
const state = (more: Partial<NodeState> = {}): NodeState => ({
	readOnly: [],
	resolvConf: {path: '/etc/resolv.conf', text: 'nameserver 10.0.0.2\n'},
	stores: [],
	staticPods: [],
	...more,
});
const paper = (name: string, fromMs = nowMs - dayMs) => ({
	path: name,
	subject: 'CN=x',
	fromMs,
	untilMs: nowMs + 300 * dayMs,
});
const silent: Partial<NodeSnapshot> = {
	node: {missing: 'kubectl get node: exit 1: dial tcp 10.0.0.1:6443: i/o timeout'},
};
const unknown: Partial<NodeSnapshot> = {
	node: {missing: 'kubectl get node: exit 1: Error from server (NotFound): nodes "node1" not found'},
};

// biome-ignore format: a table
describe('what a drop-in takes from containerd', () => {
	it.each<[string, readonly string[], string]>([
		['kinds of sockets',        ['RestrictAddressFamilies=AF_INET AF_INET6'],      'fatal unit-confined'],
		['its data',                ['TemporaryFileSystem=/var/lib/containerd'],       'fatal unit-confined'],
		['its packets',             ['IPAddressDeny=any'],                             'fatal unit-confined'],
		['its programs',            ['Environment="FOO=1" "PATH=/opt/bin"'],           'fatal unit-confined'],
		['time',                    ['CPUQuota=1%'],                                   'warning unit-confined'],
		['memory at its start',     ['LimitAS=200M'],                                  'warning unit-confined'],
		['its life after a while',  ['RuntimeMaxSec=30'],                              'warning unit-confined'],
		['its life for no answer',  ['WatchdogSec=6'],                                 'warning unit-confined'],
		['devices',                 ['DevicePolicy=strict'],                           'warning unit-confined'],
	])('%s', (_, lines, found) => {
		expect(first(dropIn(...lines))).toMatchObject({found, fix: [`sed -i 2d ${ofContainerd}`, ...again]});
	});

	it('only the PATH goes, not the proxy beside it', () => {
		expect(first(dropIn('Environment=NO_PROXY=10.0.0.0/8', 'Environment=PATH=/opt/bin')).fix[0]).toBe(`sed -i 3d ${ofContainerd}`);
	});

	it.each([
		['RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK AF_PACKET'],
		['Environment=PATH=/opt/bin:/usr/local/sbin:/usr/sbin:/usr/bin'],
		['TemporaryFileSystem=/tmp'],
		['CPUQuota=200%'],
		['LimitAS=infinity'],
		['WatchdogSec=0'],
	])('%s takes nothing', line => {
		expect(first(dropIn(line)).found).toMatch(/^ok /);
	});
});

// biome-ignore format: a table
describe('values that the kubelet refuses', () => {
	it.each<[string, string, readonly string[]]>([
		['one log file',               'containerLogMaxFiles: 1\n',                                                     [`sed -i 2s|1|5| ${path}`]],
		['a policy that is misspelt',  'topologyManagerPolicy: single-numa\n',                                          [`sed -i 2s|single-numa|single-numa-node| ${path}`]],
		['memory of nobody',           'memoryManagerPolicy: Static\n',                                                 [`sed -i 2s|Static|None| ${path}`, 'rm -f /var/lib/kubelet/memory_manager_state']],
		['a cgroup that is not named', 'enforceNodeAllocatable: [pods, system-reserved]\n',                             [`sed -i -E 2s/,? *"?system-reserved"?//; 2s/^ *-$//; 2s/\\[, */[/ ${path}`]],
	])('%s', (_, text, fix) => {
		expect(first(configured(text))).toMatchObject({found: 'fatal kubelet-config-values', fix: [...fix, 'systemctl restart kubelet']});
	});

	it.each([
		['podPidsLimit: -1\n'], ['podPidsLimit: 1024\n'], ['containerLogMaxFiles: 2\n'], ['topologyManagerPolicy: ""\n'],
		['enforceNodeAllocatable: [pods, kube-reserved]\nkubeReservedCgroup: /kube\n'],
		['memoryManagerPolicy: Static\nreservedMemory:\n- numaNode: 0\n  limits:\n    memory: 1Gi\n'],
	])('%s is taken', text => {
		expect(first(configured(text)).found).toMatch(/^ok /);
	});
});

/** The static pod of an API server with one flag. */
function apiServerWith(name: string, value: string) {
	const path = '/m/kube-apiserver.yaml';
	const flags = [{name, value, path, line: 9}];
	return {name: 'kube-apiserver', path, text: '', flags, hostPaths: [], absent: [], log: []};
}

describe('what is gone', () => {
	it('the socket of a containerd that runs', () => {
		expect(first({kinds: {}})).toMatchObject({
			found: 'fatal containerd-running',
			fix: ['systemctl restart containerd'],
		});
	});

	it('the base specification of a runtime', () => {
		const spec = '/etc/containerd/base.json';
		const text = tomlText.replace('runtime_type =', `base_runtime_spec = "${spec}"\n      runtime_type =`);
		const line = text.split('\n').findIndex(one => one.includes(spec)) + 1;
		expect(first({containerd: containerdOf(text)})).toMatchObject({
			found: 'fatal runtime-handlers',
			fix: [
				`sed -i ${line}s|${spec.replace('.', '\\.')}|| /etc/containerd/config.toml`,
				'systemctl restart containerd',
			],
		});
	});

	it('the node, which the kubelet may not register', () => {
		expect(first({...configured('registerNode: false\n'), ...unknown})).toMatchObject({
			found: 'fatal api-server',
			fix: [`sed -i 2s|false|true| ${path}`, 'systemctl restart kubelet'],
		});
	});

	it('the port of the API server in the kubeconfig of a controller', () => {
		const manifest = apiServerWith('--secure-port', '6443');
		const asked = (port: number, host = '10.0.0.1') => [
			{path: '/etc/kubernetes/kubelet.conf', server: 'https://10.0.0.1:6443'},
			{path: '/etc/kubernetes/controller-manager.conf', server: `https://${host}:${port}`},
		];
		const sockets = {value: [{kind: 'tcp' as const, address: '*:6443', holders: []}]};
		const more = {state: state({staticPods: [manifest]}), sockets};
		expect(first({...more, kubeconfigs: asked(7443)})).toMatchObject({
			found: 'fatal control-plane',
			fix: expect.arrayContaining([
				'sed -i s|server: https://10.0.0.1:7443|server: https://10.0.0.1:6443| /etc/kubernetes/controller-manager.conf',
			]),
		});
		expect(first({...more, kubeconfigs: asked(8443, 'lb.corp')}).found).not.toBe('fatal control-plane');
	});

	it('the port of the kubelet, given to a server of containerd', () => {
		const holders = [{pid: 900, name: 'containerd', unit: 'containerd.service'}];
		const sockets = {value: [{kind: 'tcp' as const, address: '*:10250', holders}]};
		const mended = (text: string) => first({sockets, containerd: containerdOf(`${tomlText}${text}`)}).fix[0];
		const lines = tomlText.split('\n').length;
		expect(mended('[metrics]\n  address = "0.0.0.0:10250"\n')).toBe(
			`sed -i ${lines + 1}s/^/# / /etc/containerd/config.toml`,
		);
		// A stream server on any port was told to take another before.
		expect(mended('')).toBe('systemctl restart kubelet');
	});

	it('a name in the kubeconfig that leads to nothing', () => {
		const file = '/etc/kubernetes/kubelet.conf';
		const text = (more: {current?: string; cluster?: string; user?: string}) =>
			[
				'clusters: [{name: kubernetes, cluster: {server: "https://10.0.0.1:6443"}}]',
				'users: [{name: node1, user: {token: x}}]',
				'contexts:',
				'- name: node1@kubernetes',
				'  context:',
				`    cluster: ${more.cluster ?? 'kubernetes'}`,
				`    user: ${more.user ?? 'node1'}`,
				`current-context: ${more.current ?? 'node1@kubernetes'}`,
			].join('\n');
		const mended = (more: Parameters<typeof text>[0]) => {
			const lostName = lostNameIn(readYaml(file, text(more)).settings);
			if (lostName === undefined) return undefined;
			const {found, fix} = first({kubeconfigs: [{path: file, lostName}]});
			return [found, fix[0]];
		};
		expect(mended({})).toBe(undefined);
		expect(mended({current: 'nope'})).toEqual(['fatal certificates', `sed -i 8s|:.*|: node1@kubernetes| ${file}`]);
		expect(mended({user: 'admin'})).toEqual(['fatal certificates', `sed -i 7s|:.*|: node1| ${file}`]);
		expect(mended({cluster: 'other'})).toEqual(['fatal certificates', `sed -i 6s|:.*|: kubernetes| ${file}`]);
	});

	it('who answers for names', () => {
		const stub = {...state(), resolvConf: {path: '/etc/resolv.conf', text: 'nameserver 127.0.0.53\n'}};
		const listening = (address: string): Partial<NodeSnapshot> => ({
			state: stub,
			sockets: {value: [{kind: 'tcp', address, holders: []}]},
		});
		const verdict = (more: Partial<NodeSnapshot>) =>
			runChecks(healthyNode(more), undefined).checks.find(({id}) => id === 'resolv-conf')?.verdict;
		expect(verdict(listening('*:10250'))).toBe('warning');
		expect(
			['127.0.0.53%lo:53', '127.0.0.53:53', '*:53', '0.0.0.0:53'].map(address => verdict(listening(address))),
		).toEqual(Array(4).fill('info'));
	});

	it('the address of the API server of this machine', () => {
		const pod = apiServerWith('--advertise-address', '10.0.0.1');
		const moved = first({
			...silent,
			state: state({addresses: ['127.0.0.1', '10.0.0.77'], staticPods: [pod], links: [{name: 'ens3', mtu: 1500}]}),
		});
		expect(moved).toMatchObject({
			found: 'fatal api-server',
			because: expect.stringContaining('the address of the node changed'),
		});
		expect(moved.fix).toEqual(['ip addr add 10.0.0.1/32 dev ens3']);
	});
});

describe('an API server that is late', () => {
	const busy = {system: {systemd: true, load: 20}};
	const line = JSON.stringify({
		MESSAGE:
			'E1124 00:00:00.1 1 controller.go:1] "Failed to ensure lease exists" err="Get \\"https://10.0.0.1:6443/apis\\": dial tcp 10.0.0.1:6443: i/o timeout"',
		_SYSTEMD_UNIT: 'kubelet.service',
		__REALTIME_TIMESTAMP: `${(nowMs - 20_000) * 1000}`,
	});
	it('on a busy node alone is no news; where the kubelet does not get through either, nobody answers', () => {
		expect(first({...silent, ...busy}).found).not.toMatch(/^(fatal|warning)/);
		expect(first({...silent, ...busy, journal: {value: [line]}}).found).toBe('fatal api-server');
	});
});

describe('certificates that are not valid yet', () => {
	const store = '/var/lib/kubelet/pki/kubelet-client-current.pem';
	const others = ['ca.crt', 'apiserver.crt', 'front-proxy-ca.crt'].map(name => `/etc/kubernetes/pki/${name}`);
	it('one of the kubelet: that in its kubeconfig serves', () => {
		const certificates = [...others.map(name => paper(name)), paper(store, nowMs + 30 * dayMs)];
		expect(first({certificates})).toMatchObject({
			found: 'fatal certificates',
			fix: ['date -u', `mv ${store} ${store}.notyet`, 'systemctl restart kubelet'],
		});
	});

	it('one of the control plane is made anew', () => {
		const certificates = [
			paper(store),
			...others.map((name, index) => paper(name, nowMs + (index === 1 ? dayMs : -dayMs))),
		];
		expect(first({certificates}).fix).toContain('kubeadm certs renew all');
	});

	it('most of them: it is the clock', () => {
		const certificates = others.map(name => paper(name, nowMs + dayMs));
		expect(first({certificates}).fix).toEqual(['date -u', 'timedatectl set-ntp true']);
	});

	it('a serving certificate that nobody approved', () => {
		expect(known(healthyNode().node)).toBeDefined();
		const more = {...configured('serverTLSBootstrap: true\n'), certificates: others.map(name => paper(name))};
		expect(first(more).found).toBe('warning certificates');
		const has = [...more.certificates, paper('/var/lib/kubelet/pki/kubelet-server-current.pem')];
		expect(first({...more, certificates: has}).found).toMatch(/^ok /);
	});

	it('a name of the node that is shell goes into none', () => {
		const more = {...configured('serverTLSBootstrap: true\n'), certificates: others.map(name => paper(name))};
		const {checks} = runChecks(healthyNode({...more, hostname: "x'; reboot; '"}), undefined);
		const fixes = checks.find(({id}) => id === 'certificates')?.fix ?? [];
		expect(fixes.map(({text}) => text)).toEqual([expect.stringContaining('system:node:NODE')]);
		expect(JSON.stringify(fixes)).not.toContain('reboot');
	});
});

// biome-ignore format: a table
describe('size of packets', () => {
	const {cni} = healthyNode();
	const sized = (told: string, bridge: number, out: number): Partial<NodeSnapshot> => ({
		cni: {...cni, files: cni.files.map(file => ({...file, text: `{ "plugins": [\n{ "type": "bridge", "bridge": "cni0"${told} } ] }`}))},
		state: state({links: [{name: 'eth0', mtu: out, isWayOut: true}, {name: 'cni0', mtu: bridge}, {name: 'docker0', mtu: 65000}]}),
	});
	it.each<[string, Partial<NodeSnapshot>, string]>([
		['more than the way out takes', sized(', "mtu": 9000', 9000, 1500), 'warning'],
		['the bridge alone',            sized('', 1500, 1450),              'info'],
		['as much',                     sized(', "mtu": 1450', 1450, 1450), 'ok'],
		['less, and docker as it likes', sized('', 1500, 9001),             'ok'],
	])('%s', (_, more, verdict) => {
		const found = runChecks(healthyNode(more), undefined).checks.find(({id}) => id === 'mtu');
		expect(found?.verdict).toBe(verdict);
		expect(found?.fix.flatMap(({argv}) => (argv ? [argv.join(' ')] : []))).toEqual(
			verdict === 'warning' ? ['sed -i 2s|9000|1500| /etc/cni/net.d/10-net.conflist', 'ip link set cni0 mtu 1500'] : [],
		);
	});
});
