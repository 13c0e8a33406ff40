import {describe, expect, it} from 'vitest';
import {kubeletRunning} from '../../src/checks/kubelet-running.ts';
import {namedIn} from '../../src/checks/parts/named-setting.ts';
import {runChecks} from '../../src/checks/run.ts';
import {known, type NodeSnapshot, type Setting} from '../../src/model/node-snapshot.ts';
import type {DamagedProgram, Misplaced} from '../../src/model/node-state.ts';
import {gatherAbsent, gatherDamaged} from '../../src/runtime/gather/damaged.ts';
import {cgroupsOf, gatherHalted, stoppedIn} from '../../src/runtime/gather/halted.ts';
import {besideOf, gatherMisplaced} from '../../src/runtime/gather/misplaced.ts';
import {dockerConfigOf, healthyNode, kubeletConfigOf, nowMs, unitOf, withState} from '../support/node-snapshot.ts';

const healthy = healthyNode();

function first(more: Partial<NodeSnapshot>) {
	const [root] = runChecks(healthyNode(more), undefined).checks;
	return {
		found: `${root?.verdict} ${root?.id}`,
		fix: (root?.fix ?? []).flatMap(({argv}) => (argv ? [argv.join(' ')] : [])),
	};
}

type Tree = Readonly<Record<string, 'file' | 'directory' | 'socket' | undefined>>;

/** A node that has these; what is there with undefined is a link that leads nowhere. */
function reading(tree: Tree) {
	const all: Tree = {'/': 'directory', ...tree};
	return {
		kindOf: async (path: string) => all[path],
		sizeOf: async (path: string) => (path.includes('empty') ? 0 : 10),
		listNames: async (folder: string) =>
			Object.keys(all).flatMap(path =>
				path.startsWith(`${folder}/`) && !path.slice(folder.length + 1).includes('/')
					? [path.slice(folder.length + 1)]
					: [],
			),
	} as never;
}

// biome-ignore format: a table
describe('what is something else than its service needs', () => {
	const needed = (path: string, wanted: Misplaced['wanted'], more = {}) => ({path, wanted, of: 'kubelet', ...more});

	it.each<[string, Tree, ReturnType<typeof needed>, readonly object[]]>([
		['a file for a folder',        {'/v/pods': 'file'}, needed('/v/pods', 'directory'), [{path: '/v/pods', is: 'file'}]],
		['a link that leads nowhere',  {'/v/pods': undefined, '/v/pods.old': 'directory'}, needed('/v/pods', 'directory'), [{is: 'broken link', beside: '/v/pods.old'}]],
		['nothing, and a copy',        {'/v/c.yaml.bak': 'file', '/v/c.yaml.d': 'directory'}, needed('/v/c.yaml', 'file', {must: true}), [{is: 'absent', beside: '/v/c.yaml.bak'}]],
		['empty',                      {'/v/empty': 'file'}, needed('/v/empty', 'file', {full: true}), [{is: 'empty'}]],
		['what may be absent, and is', {'/v/c.yaml.bak': 'file'}, needed('/v/c.yaml', 'file'), []],
		['nothing at all',             {}, needed('/v/c.yaml', 'file', {must: true}), []],
		['as it must be',              {'/v/pods': 'directory', '/v/pods.old': 'directory'}, needed('/v/pods', 'directory'), []],
	])('%s', async (_, tree, one, expected) => {
		expect(await gatherMisplaced(reading(tree), [one])).toMatchObject(expected);
	});

	it('a recording, whose folders nobody looked at, says nothing', async () => {
		const recorded = {kindOf: async () => undefined, listNames: async () => ['pods']} as never;
		expect(await gatherMisplaced(recorded, [needed('/v/pods', 'directory')])).toEqual([]);
	});

	it('of several beside it one that says that it is a copy', async () => {
		const tree: Tree = {'/v/a': undefined, '/v/a.bak': 'file', '/v/a.zzz': 'file', '/v/abc.bak': 'file'};
		expect(await besideOf(reading({'/v/hosts.allow': 'file'}), '/v/hosts', 'file')).toBeUndefined();
		expect(await besideOf(reading(tree), '/v/a', 'file')).toBe('/v/a.bak');
	});
});

// biome-ignore format: a table
describe('what is to be typed', () => {
	const place = (more: Partial<Misplaced>) => withState({misplaced: [{path: '/p/x', wanted: 'file', is: 'directory', of: 'kubelet', ...more}]});
	const damaged = (more: Partial<DamagedProgram>) => withState({damaged: [{path: '/usr/lib/cni/bridge', what: 'not executable', ...more}]});
	const again = ['systemctl reset-failed kubelet', 'systemctl restart kubelet'];

	it.each<[string, Partial<NodeSnapshot>, string, readonly string[]]>([
		['what is there goes away, a copy comes', place({beside: '/p/x.bak'}), 'fatal places', ['mv /p/x /p/x.wrong', 'cp -a /p/x.bak /p/x', ...again]],
		['a folder is made',                      place({wanted: 'directory', is: 'file'}), 'fatal places', ['mv /p/x /p/x.wrong', 'mkdir -p /p/x', ...again]],
		['what was renamed is named as before',   place({is: 'absent', beside: '/p/x.off'}), 'fatal places', ['mv /p/x.off /p/x', ...again]],
		['a program may be run again',            damaged({}), 'fatal programs-damaged', ['chmod 755 /usr/lib/cni/bridge']],
		['a program comes from beside',           damaged({what: 'a directory', beside: '/usr/lib/cni/bridge.o'}), 'fatal programs-damaged', ['mv /usr/lib/cni/bridge /usr/lib/cni/bridge.wrong', 'cp -a /usr/lib/cni/bridge.o /usr/lib/cni/bridge']],
		['a shim goes on',                        withState({halted: [{pid: 7, name: 'containerd-shim'}]}), 'warning halted', ['kill -CONT 7']],
		['a cgroup thaws',                        withState({halted: [{cgroup: '/kubepods', path: '/sys/f', thaw: '0'}]}), 'fatal halted', ['sh -c echo 0 > /sys/f']],
	])('%s', (_, more, found, fix) => {
		expect(first(more)).toEqual({found, fix});
	});
});

it('programs that nobody may run are found by their mode', async () => {
	const file = {size: async () => 0, read: async () => new Uint8Array(0), close: async () => {}};
	const reader = {
		openFile: async () => file,
		readText: async () => '',
		query: async () => ({exitCode: 0, stdout: '644 /a\n755 /b\n', stderr: '', durationMs: 1}),
	} as never;
	expect(await gatherDamaged(reader, ['/a'])).toEqual([{path: '/a', what: 'not executable'}]);
	expect(await gatherDamaged(reader, ['/b'])).toEqual([{path: '/b', what: 'empty'}]);
});

it('who is stopped by a signal, and is awaited', () => {
	expect(stoppedIn('812 (containerd-shim) T 1 812')).toEqual([{pid: 812, name: 'containerd-shim'}]);
	expect(stoppedIn('812 (containerd-shim) S 1 812')).toEqual([]);
	expect(stoppedIn('812 (vim) T 1 812')).toEqual([]);
	expect(stoppedIn(undefined)).toEqual([]);
});

describe('a setting that words name', () => {
	const settings: readonly Setting[] = [
		...kubeletConfigOf('imageGCLowThresholdPercent: 80\ncontainerLogMaxSize: 10X\nfailSwapOn: false\n').settings,
		{name: 'plugins."io.containerd.grpc.v1.cri".stream_idle_timeout', value: '4 hours', path: '/c', line: 3},
		{name: 'root', value: '/var/lib/containerd', path: '/c', line: 1},
		{name: 'bip', value: '172.17.0.0/16', path: '/c', line: 2},
	];
	it.each([
		[
			'as it stands in the file',
			'invalid configuration: imageGCLowThresholdPercent 80',
			['imageGCLowThresholdPercent'],
		],
		['as a flag', 'invalid value for --image-gc-low-threshold-percent', ['imageGCLowThresholdPercent']],
		[
			'in words',
			'invalid stream idle timeout: unknown unit',
			['plugins."io.containerd.grpc.v1.cri".stream_idle_timeout'],
		],
		['by its value', 'cannot parse "10X": quantities must match', ['containerLogMaxSize']],
		['by its address alone', 'failed to allocate gateway (172.17.0.0): Address already in use', ['bip']],
		['not by a path, nor a part of a word', 'mkdir /var/lib/containerd/x: no space left, chroot', []],
	])('%s', (_, words, expected) => {
		expect(namedIn(words, settings).map(({name}) => name)).toEqual(expected);
	});
});

describe('a service that ends and names its setting', () => {
	const line = (unit: string, message: string) =>
		JSON.stringify({_SYSTEMD_UNIT: `${unit}.service`, SYSLOG_IDENTIFIER: unit, MESSAGE: message});
	const down = (name: string) => ({
		value: {
			'kubelet.service': unitOf('kubelet.service'),
			'containerd.service': unitOf('containerd.service'),
			[`${name}.service`]: unitOf(`${name}.service`, {activeState: 'failed', result: 'exit-code'}),
		},
	});

	it('has it as a comment, and takes its default', () => {
		const text = 'shutdownGracePeriod: 30s\nfailSwapOn: false\n';
		const more = {
			units: down('kubelet'),
			kubelet: {...healthy.kubelet, config: {value: kubeletConfigOf(text)}},
			journal: {
				value: [
					line(
						'kubelet',
						'E1124 10:00:00.000000 12 run.go:74] "command failed" err="invalid configuration: specifying shutdownGracePeriod requires feature gate GracefulNodeShutdown"',
					),
				],
			},
		};
		expect(first(more)).toEqual({
			found: 'fatal settings-refused',
			fix: [
				'sed -i 2s/^/# / /var/lib/kubelet/config.yaml',
				'systemctl reset-failed kubelet',
				'systemctl restart kubelet',
			],
		});
	});

	it('of docker: the file is written without it', () => {
		const more = {
			units: down('docker'),
			docker: {
				...healthy.docker,
				config: {
					value: dockerConfigOf('{"default-address-pools": [{"base": "10.10.0.0/24", "size": 16}], "debug": true}'),
				},
			},
			journal: {
				value: [
					line(
						'docker',
						'failed to start daemon: Error initializing network controller: error obtaining controller instance: invalid pools size: 16',
					),
				],
			},
		};
		const {found, fix} = first(more);
		expect(found).toBe('fatal settings-refused');
		expect(fix[0]).toContain('"debug": true');
		expect(fix[0]).not.toContain('10.10.0.0');
	});

	it('a guard of docker is not taken away', () => {
		const more = {
			units: down('docker'),
			docker: {...healthy.docker, config: {value: dockerConfigOf('{"authorization-plugins": ["opa"], "debug": true}')}},
			journal: {value: [line('docker', 'failed to validate authorization plugin: plugin "opa" not found')]},
		};
		expect(first(more)).toEqual({
			found: 'fatal settings-refused',
			fix: ['systemctl reset-failed docker docker.socket', 'systemctl restart docker'],
		});
	});

	it('that runs has said nothing', () => {
		const journal = {value: [line('kubelet', 'invalid configuration: failSwapOn')]};
		expect(first({journal}).found).toMatch(/^ok /);
	});
});

describe('what systemd asks before it starts a service', () => {
	const drop = '/etc/systemd/system/kubelet.service.d/20.conf';
	const node = (text: string, more: object): Partial<NodeSnapshot> => ({
		units: {
			value: {
				'containerd.service': unitOf('containerd.service'),
				'kubelet.service': unitOf('kubelet.service', {activeState: 'inactive', files: [{path: drop, text}], ...more}),
			},
		},
	});
	const pre =
		'{ path=/sbin/modprobe ; argv[]=/sbin/modprobe x ; ignore_errors=no ; start_time=[n/a] ; code=exited ; status=1 }';
	it.each([
		[
			'a condition',
			'[Unit]\nConditionPathExists=/x\n',
			{properties: {ConditionResult: 'no', ConditionTimestampMonotonic: '9'}},
		],
		[
			'an assertion',
			'[Unit]\nAssertPathExists=/x\n',
			{properties: {AssertResult: 'no', AssertTimestampMonotonic: '9'}},
		],
		['a unit that is not there', '[Unit]\nRequires=x.service\n', {lacks: ['x.service']}],
		[
			'a command before',
			'[Service]\nExecStartPre=/sbin/modprobe x\n',
			{activeState: 'failed', result: 'exit-code', properties: {ExecStartPre: pre}},
		],
		['a command that may say no', '[Service]\nExecCondition=/usr/local/bin/ok\n', {result: 'exec-condition'}],
		['nobody may start it', '[Unit]\nRefuseManualStart=yes\n', {}],
	])('%s', (_, text, more) => {
		const {found, fix} = first(node(text, more));
		expect(found).toBe('fatal unit-conditions');
		expect(fix[0]).toBe(`sed -i 2d ${drop}`);
	});

	it('a condition that was never asked is none', () => {
		const never = node('[Unit]\nConditionPathExists=/x\n', {
			properties: {ConditionResult: 'no', ConditionTimestampMonotonic: '0'},
		});
		const processes = healthy.processes.filter(({name}) => name !== 'kubelet');
		expect(first({...never, processes}).found).toBe('fatal kubelet-running');
	});
});

it('a proxy of the kubelet that is away keeps it from the API server', () => {
	const path = '/etc/systemd/system/kubelet.service.d/proxy.conf';
	const text = '[Service]\nEnvironment=HTTPS_PROXY=http://127.0.0.1:3128\n';
	const units = {
		value: {
			'kubelet.service': unitOf('kubelet.service', {files: [{path, text}]}),
			'containerd.service': unitOf('containerd.service'),
		},
	};
	const {found, fix} = first({units});
	expect([found, fix[0]]).toEqual(['fatal proxy', `sed -i 2d ${path}`]);
});

it('a proxy in a file of variables that the kubelet does not get through', () => {
	const path = '/etc/default/kubelet';
	const environmentFiles = [{path, text: 'KUBELET_EXTRA_ARGS=\nHTTPS_PROXY=http://10.0.0.5:3128\n'}];
	const said = (MESSAGE: string) => ({
		value: [
			JSON.stringify({
				_SYSTEMD_UNIT: 'kubelet.service',
				__REALTIME_TIMESTAMP: String((nowMs - 1000) * 1000),
				__MONOTONIC_TIMESTAMP: '9000000',
				MESSAGE,
			}),
		],
	});
	const kubelet = {...healthy.kubelet, environmentFiles};
	const away = said(
		'E1127 reflector.go:150] failed to list *v1.Node: proxyconnect tcp: dial tcp 10.0.0.5:3128: connect: connection refused',
	);
	const {found, fix} = first({kubelet, journal: away});
	expect([found, fix[0]]).toEqual(['fatal proxy', `sed -i 2d ${path}`]);
	expect(first({kubelet}).found).not.toBe('fatal proxy');
});

it('another program whose name only begins so is no copy', async () => {
	const absent = async (tree: Tree, name: string) =>
		gatherAbsent({...(reading(tree) as object), findProgram: async () => undefined} as never, {}, [name]);
	expect(await absent({'/usr/bin/mount.fuse': 'file'}, 'mount')).toEqual([{path: '/usr/bin/mount', what: 'not there'}]);
	expect(await absent({'/usr/bin/mount.orig': 'file'}, 'mount')).toMatchObject([{beside: '/usr/bin/mount.orig'}]);
	const xml = {
		'/usr/bin/iptables-xml': 'file',
		'/usr/sbin/iptables-save': 'file',
		'/usr/sbin/iptables-nft': 'file',
	} as const;
	expect(await absent(xml, 'iptables')).toMatchObject([{path: '/usr/sbin/iptables', beside: '/usr/sbin/iptables-nft'}]);
});

it('a helper on a mount without exec is not taken for one without its bits', async () => {
	const absent = async (options: string) =>
		gatherAbsent(
			{
				...(reading({'/usr/sbin/iptables': 'file'}) as object),
				findProgram: async () => undefined,
				readText: async () => `30 1 8:1 / /usr/sbin ${options} - ext4 /dev/a rw\n`,
			} as never,
			{},
			['iptables'],
		);
	const path = '/usr/sbin/iptables';
	expect(await absent('rw,noexec')).toEqual([{path, what: 'on a mount without exec', mountedOn: '/usr/sbin'}]);
	expect(await absent('rw')).toEqual([{path, what: 'not executable'}]);
});

describe('cgroups of daemons', () => {
	it('their own and what they lie in, but none of pods', () => {
		expect(cgroupsOf('9:freezer:/maint/deep\n1:name=systemd:/x\n0::/system.slice/kubelet.service\n')).toEqual([
			'/maint',
			'/maint/deep',
			'/system.slice',
			'/system.slice/kubelet.service',
		]);
		expect(cgroupsOf('9:freezer:/kubepods/burstable/pod1/abc\n0::/\n')).toEqual([]);
		expect(cgroupsOf('0::/../x\n')).toEqual([]);
	});

	it('a kubelet in a frozen cgroup of any name', async () => {
		const files: Readonly<Record<string, string>> = {
			'/proc/812/stat': '812 (kubelet) S 1',
			'/proc/812/cgroup': '9:freezer:/maint\n',
			'/sys/fs/cgroup/freezer/maint/freezer.state': 'FROZEN\n',
		};
		const reader = {listNames: async () => ['812', 'self'], readText: async (path: string) => files[path]} as never;
		expect(await gatherHalted(reader)).toEqual([
			{cgroup: '/maint', path: '/sys/fs/cgroup/freezer/maint/freezer.state', thaw: 'THAWED'},
		]);
	});
});

it('a kubelet that waits for its ExecStartPre is told of with the line, and not as one that ends again and again', () => {
	const files = [
		{path: '/etc/systemd/system/kubelet.service.d/9.conf', text: '[Service]\nExecStartPre=/bin/sleep 900\n'},
	];
	const node = healthyNode();
	const unit = unitOf('kubelet.service', {activeState: 'activating', subState: 'start-pre', files});
	const {because, evidence} = kubeletRunning.look({
		...node,
		processes: node.processes.filter(({name}) => name !== 'kubelet'),
		units: {value: {...known(node.units), 'kubelet.service': unit}},
	});
	expect(because).toContain('ExecStartPre=');
	expect(evidence.at(-1)).toEqual({
		source: '/etc/systemd/system/kubelet.service.d/9.conf:2',
		text: '/bin/sleep 900',
	});
});
