import {describe, expect, it} from 'vitest';
import {runChecks} from '../../src/checks/run.ts';
import {known, type NodeSnapshot, type Unit} from '../../src/model/node-snapshot.ts';
import {parseNode} from '../../src/runtime/gather/kubernetes.ts';
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
const base = {path: '/lib/systemd/system/kubelet.service', text: '[Service]\nExecStart=/usr/bin/kubelet\n'};
const dropIn = '/etc/systemd/system/kubelet.service.d/90-x.conf';

function kubeletUnit(text: string, more: Partial<Unit> = {}): Partial<NodeSnapshot> {
	const kubelet = unitOf('kubelet.service', {files: [base, {path: dropIn, text}], ...more});
	return {units: {value: {'kubelet.service': kubelet, 'containerd.service': unitOf('containerd.service')}}};
}
const down = (exitStatus: number): Partial<Unit> => ({activeState: 'activating', subState: 'auto-restart', exitStatus});
const firewalled = (...lines: readonly string[]): Partial<NodeSnapshot> => ({
	firewall: {value: ['iptables-nft', '-P INPUT ACCEPT', '-P FORWARD ACCEPT', '-P OUTPUT ACCEPT', ...lines]},
});
const silent: Partial<NodeSnapshot> = {node: {missing: 'kubectl get node: exit 1: Unable to connect to the server'}};

function first(more: Partial<NodeSnapshot>) {
	const [root] = runChecks(healthyNode(more), undefined).checks;
	return {
		found: `${root?.verdict} ${root?.id}`,
		fix: (root?.fix ?? []).flatMap(({argv}) => (argv ? [argv.join(' ')] : [])),
	};
}

const again = [
	'systemctl daemon-reload',
	'systemctl reset-failed kubelet.service',
	'systemctl restart kubelet.service',
];

// biome-ignore format: a table
describe('what a drop-in does to a service is named, and taken away', () => {
	it.each<[string, Partial<NodeSnapshot>, string, readonly string[]]>([
		['another user',            kubeletUnit('[Service]\nUser=nobody\n', down(1)),                    'fatal unit-confined', [`sed -i 2d ${dropIn}`, ...again]],
		['a network of its own',    kubeletUnit('[Service]\nPrivateNetwork=yes\n'),                      'fatal unit-confined', [`sed -i 2d ${dropIn}`, ...again]],
		['next to no files',        kubeletUnit('[Service]\nLimitNOFILE=20\n'),                          'warning unit-confined', [`sed -i 2d ${dropIn}`, ...again]],
		['little memory, twice',    kubeletUnit('[Service]\nMemoryMax=12M\nMemoryMax=16M\n', down(1)),   'fatal unit-confined', [`sed -i 3d ${dropIn}`, `sed -i 2d ${dropIn}`, ...again]],
		['no working directory',    kubeletUnit('[Service]\nWorkingDirectory=/srv/k\n', down(200)),      'fatal unit-start',    [`sed -i 2d ${dropIn}`, ...again]],
		['two outputs of one folder', kubeletUnit('[Service]\nStandardOutput=append:/n/x\nStandardError=append:/n/x\n', down(209)), 'fatal unit-start', [`sed -i 3d ${dropIn}`, `sed -i 2d ${dropIn}`, ...again]],
		['no credentials',          kubeletUnit('[Service]\nLoadCredential=token:/etc/x\n', down(243)),     'fatal unit-start',    [`sed -i 2d ${dropIn}`, ...again]],
		['a CPU that is not there', kubeletUnit('[Service]\nNUMAPolicy=bind\n', down(242)),               'fatal unit-start',    [`sed -i 2d ${dropIn}`, ...again]],
		['another program',         kubeletUnit('[Service]\nExecStart=\nExecStart=/opt/kubelet --v=2\n', down(203)), 'fatal unit-start', [`sed -i 3d ${dropIn}`, `sed -i 2d ${dropIn}`, ...again]],
		['a program elsewhere',     {...kubeletUnit('[Service]\nExecStart=\nExecStart=/opt/kubelet --v=2\n', down(203)), programs: {kubelet: '/usr/bin/kubelet'}}, 'fatal unit-start', [`sed -i 3s|/opt/kubelet|/usr/bin/kubelet| ${dropIn}`, ...again]],
		['less than was there',     kubeletUnit('[Service]\nExecStart=\nExecStart=/opt/kubelet\n', {...down(203), files: [{path: '/lib/k', text: 'ExecStart=/usr/bin/kubelet --config=/c\n'}, {path: dropIn, text: '[Service]\nExecStart=\nExecStart=/opt/kubelet\n'}]}), 'fatal unit-start', [`sed -i 3d ${dropIn}`, `sed -i 2d ${dropIn}`, ...again]],
		['no file of variables',    kubeletUnit('[Service]\nEnvironmentFile=/etc/default/k\n', {activeState: 'failed', result: 'resources'}), 'fatal unit-start', [`sed -i 2s|=|=-| ${dropIn}`, ...again]],
	])('%s', (_, more, found, fix) => {
		expect(first(more)).toEqual({found, fix});
	});
});

it('what a unit may well say is nothing', () => {
	const usual =
		'[Service]\nUser=root\nLimitNOFILE=1048576\nTasksMax=90%\nMemoryMax=infinity\nPrivateTmp=no\nEnvironmentFile=-/etc/x\n';
	expect(first(kubeletUnit(usual)).found).toMatch(/^ok /);
	const ended = kubeletUnit('[Service]\n', {exitStatus: 203});
	expect(runChecks(healthyNode(ended), undefined).checks.find(({id}) => id === 'unit-start')?.verdict).toBe('ok');
});

// biome-ignore format: a table
describe('a rule that refuses a port of the node', () => {
	it.each<[string, Partial<NodeSnapshot>, string, readonly string[]]>([
		['for all',                    firewalled('-A INPUT -p tcp -m tcp --dport 10250 -j DROP'), 'warning firewall', ['iptables-nft -D INPUT -p tcp -m tcp --dport 10250 -j DROP']],
		['both ways, nobody answers',  {...silent, ...firewalled('-A INPUT -p tcp -m tcp --dport 6443 -m comment --comment "no way" -j REJECT', '-A OUTPUT -p tcp -m multiport --dports 22,6443 -j DROP')}, 'fatal firewall', ['iptables-nft -D INPUT -p tcp -m tcp --dport 6443 -m comment --comment no way -j REJECT', 'iptables-nft -D OUTPUT -p tcp -m multiport --dports 22,6443 -j DROP']],
		['in a chain of its own',      firewalled('-N HARD', '-A INPUT -j HARD', '-A HARD -p tcp -m tcp --dport 10000:11000 -j DROP'), 'warning firewall', ['iptables-nft -D HARD -p tcp -m tcp --dport 10000:11000 -j DROP']],
		['by the policy',              {...silent, firewall: {value: ['iptables-nft', '-P INPUT ACCEPT', '-P OUTPUT DROP', '-A OUTPUT -p udp --dport 53 -j ACCEPT']}}, 'fatal firewall', ['iptables-nft -I OUTPUT -p tcp --dport 6443 -j ACCEPT', 'iptables-nft -I OUTPUT -p tcp --sport 6443 -j ACCEPT']],
	])('%s', (_, more, found, fix) => {
		expect(first(more)).toEqual({found, fix});
	});

	it.each([
		['some are let in before', ['-A INPUT -s 10.0.0.0/8 -p tcp -m tcp --dport 10250 -j ACCEPT', '-A INPUT -p tcp -m tcp --dport 10250 -j DROP']],
		['for some',               ['-A INPUT ! -s 10.0.0.0/8 -p tcp -m tcp --dport 10250 -j DROP']],
		['another port',           ['-A INPUT -p tcp -m tcp --dport 22 -j DROP']],
		["the kubelet's own",      ['-A INPUT -j KUBE-FIREWALL', '-A KUBE-FIREWALL ! -s 127.0.0.0/8 -d 127.0.0.0/8 -m comment --comment "block incoming localnet connections" -j DROP']],
	])('%s: nothing', (_, lines) => {
		expect(first(firewalled(...lines)).found).toMatch(/^ok /);
	});
});

it('a program that is cut off is named, with its package', () => {
	const state = {
		readOnly: [],
		resolvConf: {path: '/etc/resolv.conf', text: 'nameserver 10.0.0.2\n'},
		stores: [],
		staticPods: [],
	};
	const damaged = [{path: '/usr/lib/cni/bridge', what: 'cut off'} as const];
	const {found, fix} = first({state: {...state, damaged}, processes: healthy.processes});
	expect(found).toBe('fatal programs-damaged');
	expect(fix[0]).toContain('dpkg-query -S /usr/lib/cni/bridge');
	const mounted = [{path: '/usr/lib/cni/bridge', what: 'on a mount without exec', mountedOn: '/usr/lib/cni'} as const];
	expect(first({state: {...state, damaged: mounted}}).fix).toEqual(['mount -o remount,bind,exec /usr/lib/cni']);
});

describe('a proxy of containerd on this node', () => {
	const path = '/etc/systemd/system/containerd.service.d/proxy.conf';
	const proxied = (listening: readonly string[]): Partial<NodeSnapshot> => {
		const text = '[Service]\nEnvironment="HTTPS_PROXY=http://bob:secret@127.0.0.1:3128"\n';
		return {
			units: {
				value: {
					'kubelet.service': unitOf('kubelet.service'),
					'containerd.service': unitOf('containerd.service', {files: [{path, text}]}),
				},
			},
			sockets: {
				value: [
					...(known(healthy.sockets) ?? []),
					...listening.map(address => ({kind: 'tcp', address, holders: []}) as const),
				],
			},
		};
	};

	it('that is away: its line goes, its password is not shown', () => {
		const {found, fix} = first(proxied([]));
		expect([found, fix[0]]).toEqual(['warning proxy', `sed -i 2d ${path}`]);
		const [root] = runChecks(healthyNode(proxied([])), undefined).checks;
		expect(JSON.stringify(root)).not.toContain('secret');
	});

	it('that listens is nothing', () => {
		expect(first(proxied(['127.0.0.1:3128'])).found).toMatch(/^ok /);
	});
});

const env = '/var/lib/kubelet/kubeadm-flags.env';
const flagged = (text: string): Partial<NodeSnapshot> => ({
	kubelet: {...healthy.kubelet, flags: [...healthy.kubelet.flags, ...flagsOf(text).map(one => ({...one, path: env}))]},
});
const docked = (config: string, ...flags: ReadonlyArray<readonly [name: string, value: string, path: string]>) => ({
	docker: {
		...healthy.docker,
		config: {value: dockerConfigOf(config)},
		flags: flags.map(([name, value, path]) => ({name, value, path, line: 3})),
	},
});
const addressed = {
	readOnly: [],
	resolvConf: {path: '/r', text: 'nameserver 1.1.1.1\n'},
	stores: [],
	staticPods: [],
	addresses: ['10.0.0.1'],
};
const inDropIn = '/etc/systemd/system/docker.service.d/9.conf';

// biome-ignore format: a table
describe('what is told twice, or may not be told', () => {
	it.each<[string, Partial<NodeSnapshot>, string, string]>([
		['a label of Kubernetes',    flagged('--node-labels=disk=ssd,node-role.kubernetes.io/worker='), 'fatal kubelet-flags',  'sed -i 1s|disk=ssd,node-role\\.kubernetes\\.io/worker=|disk=ssd| '],
		['an address of nobody',     {...flagged('--address=10.9.9.9'), state: addressed},             'fatal node-address',   'sed -i -E 1s# ?--address([= ][^" ]*)?([" ]|$)#\\2# '],
		['the same in its file',     {state: addressed, kubelet: {...healthy.kubelet, config: {value: kubeletConfigOf('cgroupDriver: cgroupfs\naddress: 10.9.9.9\n')}}}, 'fatal node-address', 'sed -i 3d /var/lib/kubelet/config.yaml'],
		['no certificate of its own', {kubelet: {...healthy.kubelet, config: {value: kubeletConfigOf('cgroupDriver: cgroupfs\ntlsCertFile: /etc/k.crt\n')}}}, 'fatal kubelet-config-values', 'sed -i 3s|:.*|: ""| /var/lib/kubelet/config.yaml'],
		['more than all memory',     {kubelet: {...healthy.kubelet, config: {value: kubeletConfigOf('cgroupDriver: cgroupfs\nevictionHard:\n  memory.available: "200%"\n')}}}, 'fatal kubelet-config-values', 'sed -i 4s|"200%"|"10%"| '],
		['a flag and a key',         docked('{"exec-opts": ["a=b"]}', ['--exec-opt', 'native.cgroupdriver=systemd', inDropIn]), 'warning docker-config', 'sed -i -E 3s# ?--exec-opt([= ][^" ]*)?([" ]|$)#\\2# '],
		['hosts and -H of the unit', docked('{"hosts": ["fd://"]}', ['--H', 'fd://', '/lib/systemd/system/docker.service']), 'warning docker-config', ''],
		['a stream server of nobody', {state: addressed, containerd: containerdOf(tomlText.replace('"127.0.0.1"', '"10.9.9.9"'))}, 'fatal stream-server', 's|"[^"]*"|"127.0.0.1"| /etc/containerd/config.toml'],
	])('%s', (_, more, found, fix) => {
		const answer = first(more);
		expect(answer.found).toBe(found);
		expect(answer.fix[0]).toContain(fix);
	});

	it('daemon.json with several mistakes is written once, with all of them put right', () => {
		const config = '{"debug": "true", "registry-mirrors": ["https://u:p@m"], "insecure-registry": ["r:5000"], "log-driver": "json"}';
		const {fix} = first(docked(config));
		const [write = '', ...more] = fix.filter(line => line.includes('/etc/docker/daemon.json'));
		expect(more).toEqual([]);
		expect(JSON.parse(write.slice(write.indexOf('{'), write.lastIndexOf('}') + 1))).toEqual({
			debug: true,
			'registry-mirrors': [],
			'log-driver': 'json-file',
			'insecure-registries': ['r:5000'],
		});
	});

	it.each([
		['aufs', 'failed', {debug: true}],
		['aufs', 'active', undefined],
		['overlayfs2', 'active', {debug: true, 'storage-driver': 'overlay2'}],
		['overlay2', 'failed', undefined],
	])('storage-driver %s of a docker that is %s', (driver, activeState, meant) => {
		const config = JSON.stringify({'storage-driver': driver, debug: true});
		const docker = unitOf('docker.service', {activeState});
		const node = healthyNode({...docked(config), units: {value: {'docker.service': docker}}});
		const {fix = []} = runChecks(node, undefined).checks.find(({id}) => id === 'docker-config') ?? {};
		const written = fix.flatMap(({argv = []}) => argv.filter(word => word.startsWith('{')));
		expect(written.map(text => JSON.parse(text))).toEqual(meant ? [meant] : []);
	});

	it('one of containerd is not looked at', () => {
		const config = '{"features": {"containerd-snapshotter": true}, "storage-driver": "stargz"}';
		expect(first(docked(config)).found).not.toContain('docker-config');
	});

	it('of a list that is on the command line too, what the file alone has is told before it goes', () => {
		const config = '{"log-opts": {"max-size": "10m", "max-file": "3"}, "debug": true}';
		const own = '/lib/systemd/system/docker.service';
		const [{fix = []} = {}] = runChecks(healthyNode(docked(config, ['--log-opt', 'max-size=10m', own])), undefined).checks;
		expect(fix.map(({text}) => text)).toEqual([
			expect.stringContaining('{"debug":true}'),
			`the file alone had it: --log-opt max-file=3 into the ExecStart of ${own}`,
			expect.stringContaining('reset-failed docker'),
			expect.stringContaining('restart docker'),
		]);
	});

	it('a label that it may give is nothing', () => {
		const usual = '--node-labels=disk=ssd,topology.kubernetes.io/zone=a,node.kubernetes.io/pool=x,app.example/y=z';
		expect(first(flagged(usual)).found).toMatch(/^ok /);
	});
});

it('a taint that a person set is told, with what takes it away', () => {
	const kubernetes = parseNode(
		JSON.stringify({
			metadata: {name: 'node1'},
			spec: {
				taints: [
					{key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule'},
					{key: 'dedicated', value: 'db', effect: 'NoSchedule'},
				],
			},
			status: {nodeInfo: {}, conditions: [{type: 'Ready', status: 'True'}]},
		}),
	);
	const {checks} = runChecks(healthyNode({node: {value: kubernetes}}), undefined);
	const found = checks.find(({id}) => id === 'node-status');
	expect(found?.verdict).toBe('info');
	expect(found?.fix.map(({argv}) => argv?.join(' '))).toEqual(['kubectl taint node node1 dedicated=db:NoSchedule-']);
});

describe('a node whose last word is older than a start', () => {
	const bootedAtMs = nowMs - 86_400_000;
	const statusOf = (status: string, saidAgoMs: number, startedAgoMs: number, unit = 'containerd.service') => {
		const value = parseNode(
			JSON.stringify({
				metadata: {name: 'node1'},
				status: {
					nodeInfo: {},
					conditions: [
						{
							type: 'Ready',
							status,
							reason: 'KubeletNotReady',
							message: 'runtime is down',
							lastHeartbeatTime: new Date(nowMs - saidAgoMs).toISOString(),
						},
					],
				},
			}),
		);
		const activeSinceUs = (nowMs - startedAgoMs - bootedAtMs) * 1000;
		const units = {
			'kubelet.service': unitOf('kubelet.service'),
			'containerd.service': unitOf('containerd.service'),
			[unit]: unitOf(unit, {activeSinceUs}),
		};
		const changes = {bootedAtMs, entries: [], mounts: [], gone: []};
		const {checks} = runChecks(healthyNode({node: {value}, units: {value: units}, ...withState({changes})}), undefined);
		return checks.find(({id}) => id === 'node-status');
	};

	// biome-ignore format: a table
	it.each<[string, string, Parameters<typeof statusOf>]>([
		['its runtime was started since',      'info',  ['False', 9000, 5000]],
		['its kubelet was started since',      'info',  ['False', 9000, 5000, 'kubelet.service']],
		['it has looked again since',          'fatal', ['False', 2000, 5000]],
		['it has had the time to look again',  'fatal', ['False', 90_000, 60_000]],
		['nobody knows what it says',          'fatal', ['Unknown', 9000, 5000]],
	])('%s: %s', (_name, verdict, args) => {
		expect(statusOf(...args)?.verdict).toBe(verdict);
	});

	it('says before what', () => {
		expect(statusOf('False', 9000, 5000)?.because).toBe(
			'the node is NotReady as yet: the kubelet said so before containerd was started 5 s ago, and looks again within ten seconds',
		);
	});
});

describe('journald that is gone', () => {
	const ended = unitOf('kube-apiserver.service', {activeState: 'activating', subState: 'auto-restart', exitStatus: 13});
	const found = (journald: Partial<Unit>) =>
		first({
			...silent,
			units: {
				value: {
					'kubelet.service': unitOf('kubelet.service'),
					'containerd.service': unitOf('containerd.service'),
					'kube-apiserver.service': ended,
					'systemd-journald.service': unitOf('systemd-journald.service', journald),
				},
			},
		});

	it('is the cause of a service that ended by SIGPIPE, and of an API server that does not answer', () => {
		expect(found({activeState: 'inactive', subState: 'dead'})).toEqual({
			found: 'fatal journal-kept',
			fix: [
				'systemctl start systemd-journald.socket systemd-journald.service',
				'systemctl restart kube-apiserver.service',
			],
		});
	});

	it.each([
		['until the next boot', 'masked-runtime', 'systemctl unmask --runtime systemd-journald.service'],
		['for good', 'masked', 'systemctl unmask systemd-journald.service'],
	])('masked %s', (_, fileState, command) => {
		expect(found({activeState: 'inactive', loadState: 'masked', fileState}).fix[0]).toBe(command);
	});

	it('one that runs is no cause', () => {
		expect(found({}).found).toBe('fatal api-server');
	});
});
