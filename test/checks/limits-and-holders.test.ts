import {execFileSync} from 'node:child_process';
import {generateKeyPairSync} from 'node:crypto';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {withoutMarkers} from '../../src/checks/parts/merge-markers.ts';
import type {NodeSnapshot} from '../../src/model/node-snapshot.ts';
import {gatherDamaged} from '../../src/runtime/gather/damaged.ts';
import {gatherOtherTables} from '../../src/runtime/gather/firewall.ts';
import {gatherHiddenPlaces} from '../../src/runtime/gather/hidden-places.ts';
import {gatherLockHolders, heldIn} from '../../src/runtime/gather/lock-holders.ts';
import {callIn, gatherRestarters} from '../../src/runtime/gather/restarters.ts';
import {serviceIn} from '../../src/runtime/gather/service-in.ts';
import {gatherSigningKeysFit} from '../../src/runtime/gather/signing-keys.ts';
import {gatherSystemdDefaults, gatherTaskLimits} from '../../src/runtime/gather/task-limits.ts';
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

/** docker has ended with these words. */
function dockerEnded(words: string): Partial<NodeSnapshot> {
	const entry = {
		__REALTIME_TIMESTAMP: String((nowMs - 1000) * 1000),
		_SYSTEMD_UNIT: 'docker.service',
		MESSAGE: words,
	};
	return {
		units: {value: {'docker.service': unitOf('docker.service', {activeState: 'failed'})}},
		journal: {value: [JSON.stringify(entry)]},
	};
}

type Answers = {
	readonly texts?: Readonly<Record<string, string>>;
	readonly commands?: Readonly<Record<string, string>>;
};

/** A node with these files, and these answers by the first word of a command. */
function node({texts = {}, commands = {}}: Answers) {
	return {
		readText: async (path: string) => texts[path],
		kindOf: async (path: string) => (texts[path] === undefined ? undefined : 'file'),
		listNames: async (folder: string) =>
			Object.keys(texts).flatMap(path =>
				path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1).split('/')[0]] : [],
			),
		query: async ([program = '']: readonly string[]) => ({
			exitCode: 0,
			stdout: commands[program] ?? '',
			stderr: '',
			durationMs: 1,
		}),
		openFile: async (path: string) => {
			const bytes = new TextEncoder().encode(texts[path] ?? '');
			return {
				size: async () => bytes.length,
				read: async (from: number, length: number) => bytes.slice(from, from + length),
				close: async () => {},
			};
		},
	} as never;
}

describe('locks of the network', () => {
	const locks = '1: FLOCK  ADVISORY  WRITE 2067 00:2e:1234 0 EOF\n1: -> FLOCK  ADVISORY  WRITE 2068 00:2e:1234 0 EOF\n';
	const stat = (ticks: number) => `2067 (flock) S 1 ${'0 '.repeat(17)}${ticks} 0`;
	const texts = (ticks: number) => ({
		'/proc/locks': locks,
		'/proc/uptime': '1000.00 900.00',
		'/proc/2067/stat': stat(ticks),
		'/proc/2067/cgroup': '8:pids:/system.slice/node-backup.service\n0::/system.slice/node-backup.service\n',
		'/var/lib/cni/networks/cbr0/lock': '',
	});
	const commands = {stat: '99 /run/xtables.lock\n1234 /var/lib/cni/networks/cbr0/lock\n'};

	it('who waits for one does not hold it', () => {
		expect(heldIn(locks)).toEqual([{pid: 2067, inode: '1234'}]);
	});

	it('held by a service for nine hundred seconds', async () => {
		const [holder] = await gatherLockHolders(node({texts: texts(10_000), commands}));
		expect(holder).toEqual({
			path: '/var/lib/cni/networks/cbr0/lock',
			pid: 2067,
			name: 'flock',
			ageS: 900,
			unit: 'node-backup.service',
		});
		expect(found('locks', withState({locks: holder ? [holder] : []}))).toMatchObject({
			verdict: 'fatal',
			fix: ['systemctl stop node-backup.service'],
		});
	});

	it('held for a script whose flock has ended: the oldest of those that have the file open', async () => {
		const {'/proc/2067/stat': _ended, ...others} = texts(10_000);
		const more = {
			...others,
			'/proc/90/stat': `90 (backup.sh) S 1 ${'0 '.repeat(17)}20000 0`,
			'/proc/91/stat': `91 (bridge) S 1 ${'0 '.repeat(17)}95000 0`,
		};
		const find = '/proc/91/fd/3\n/proc/90/fd/9\n/proc/90/fd/9\n';
		expect(await gatherLockHolders(node({texts: more, commands: {...commands, find}}))).toEqual([
			{path: '/var/lib/cni/networks/cbr0/lock', pid: 90, name: 'backup.sh', ageS: 800},
		]);
		expect(await gatherLockHolders(node({texts: more, commands}))).toEqual([]);
	});

	it('a plugin that has just begun', async () => {
		expect(await gatherLockHolders(node({texts: texts(99_900), commands}))).toEqual([]);
	});

	it('a pod is no service', () => {
		expect(serviceIn('0::/kubepods/besteffort/pod1/abc\n')).toBeUndefined();
	});
});

describe('tasks', () => {
	it('what cgroups may have', async () => {
		const at = '/sys/fs/cgroup/pids/system.slice/containerd.service';
		const other = '/sys/fs/cgroup/pids/kubepods';
		const texts = {[`${at}/pids.max`]: '15\n', [`${at}/pids.current`]: '15\n', [`${other}/pids.max`]: 'max\n'};
		expect(await gatherTaskLimits(node({texts}))).toEqual([{path: at, most: 15, now: 15}]);
	});

	const limits = [{path: '/sys/fs/cgroup/pids/system.slice/containerd.service', most: 15, now: 15}];

	it('the default of systemd goes where the unit says nothing of its own', async () => {
		const texts = {'/etc/systemd/system.conf.d/limits.conf': '[Manager]\nDefaultTasksMax=15\n'};
		const systemdDefaults = await gatherSystemdDefaults(node({texts}));
		expect(found('task-limits', withState({taskLimits: limits, systemdDefaults}))).toMatchObject({
			verdict: 'fatal',
			fix: [
				'sed -i 2d /etc/systemd/system.conf.d/limits.conf',
				'systemctl daemon-reexec',
				'systemctl restart containerd.service',
			],
		});
	});

	it('else its property', () => {
		expect(found('task-limits', withState({taskLimits: limits})).fix).toEqual([
			'systemctl set-property containerd.service TasksMax=infinity',
		]);
	});

	it('few for all pods together, though some are free', () => {
		const few = withState({taskLimits: [{path: '/sys/fs/cgroup/pids/kubepods', most: 20, now: 9}]});
		expect(found('task-limits', few)).toMatchObject({
			verdict: 'fatal',
			fix: ['sh -c echo max > /sys/fs/cgroup/pids/kubepods/pids.max'],
		});
	});

	it('a limit that is far away', () => {
		const far = withState({taskLimits: [{path: '/sys/fs/cgroup/pids/docker', most: 4096, now: 200}]});
		expect(found('task-limits', far).verdict).toBe('ok');
	});
});

describe('who restarts a service', () => {
	it.each([
		['/usr/local/bin/m:5:  docker ps || systemctl restart kubelet', ['kubelet']],
		['/etc/cron.d/x:1:* * * * * root service docker restart', ['docker']],
		['/usr/local/bin/m:5:# systemctl restart kubelet', undefined],
		['/usr/local/bin/m:5:systemctl status kubelet', undefined],
		['/usr/local/bin/m:5:systemctl restart kubelet-proxy', undefined],
	])('%s', (line, services) => {
		expect(callIn(line)?.services).toEqual(services);
	});

	it('is not looked for where everything has run for long', async () => {
		const answers = {
			texts: {'/proc/uptime': '9000.0 1.0'},
			commands: {grep: '/usr/local/bin/m:1:systemctl restart kubelet\n'},
		};
		const since = (us: number) => ({value: {'kubelet.service': unitOf('kubelet.service', {activeSinceUs: us})}});
		expect(await gatherRestarters(node(answers), since(1e6))).toEqual([]);
		expect(await gatherRestarters(node(answers), since(8990e6))).toMatchObject([{path: '/usr/local/bin/m', line: 1}]);
	});

	it('four stops of which nobody is known to be the cause are a note', () => {
		const entry = (at: number) => ({
			__REALTIME_TIMESTAMP: String((nowMs - at * 10_000) * 1000),
			UNIT: 'kubelet.service',
			MESSAGE: 'Stopping kubelet.service - kubelet...',
		});
		const value = [1, 2, 3, 4].map(at => JSON.stringify(entry(at)));
		expect(found('restarted-by', {journal: {value}}).verdict).toBe('info');
		expect(found('restarted-by', {journal: {value: value.slice(1)}}).verdict).toBe('ok');
		const over = [6, 7, 8, 9].map(at => JSON.stringify(entry(at)));
		expect(found('restarted-by', {journal: {value: over}}).verdict).toBe('ok');
	});
});

describe('values that nothing works with', () => {
	const told = (text: string) =>
		found('kubelet-config-values', {kubelet: {...healthy.kubelet, config: {value: kubeletConfigOf(text)}}});

	it.each([
		['maxOpenFiles: 50', 'sed -i 2s|50|1000000| /var/lib/kubelet/config.yaml'],
		['runtimeRequestTimeout: 1ms', 'sed -i 2s|1ms|2m0s| /var/lib/kubelet/config.yaml'],
		['enableServer: false', 'sed -i 2s|false|true| /var/lib/kubelet/config.yaml'],
		['imageGCHighThresholdPercent: 2', 'sed -i 2s|2|85| /var/lib/kubelet/config.yaml'],
		[
			'nodeLeaseDurationSeconds: 1200\nnodeStatusUpdateFrequency: 10m',
			'sed -i 2s|1200|40| /var/lib/kubelet/config.yaml',
		],
	])('%s', (text, fix) => {
		expect(told(`${text}\n`)).toMatchObject({fix: [fix, 'systemctl restart kubelet']});
	});

	it('the cgroups of pods keep the few processes that they were made with', () => {
		expect(told('podPidsLimit: 4\n').fix).toEqual([
			'sed -i 2s|4|4096| /var/lib/kubelet/config.yaml',
			'systemctl restart kubelet',
			'find /sys/fs/cgroup -path *kubepods*pod* -name pids.max -exec sh -c for f; do [ "$(cat "$f")" != 4 ] || echo 4096 > "$f"; done sh {} +',
		]);
	});

	it.each([
		'maxOpenFiles: 1000000',
		'runtimeRequestTimeout: 15m',
		'nodeLeaseDurationSeconds: 1200\nnodeStatusUpdateFrequency: 10s',
		'podPidsLimit: -1',
	])('%s is well', text => expect(told(`${text}\n`).verdict).toBe('ok'));
});

describe('docker', () => {
	const docker = (config: string, more: Partial<NodeSnapshot['docker']> = {}): Partial<NodeSnapshot> => ({
		kubelet: {...healthy.kubelet, flags: flagsOf('--network-plugin=cni'), version: {value: '1.20.2'}},
		processes: [...healthy.processes, {pid: 3, name: 'dockerd', argv: [], state: 'S'}],
		docker: {...healthy.docker, config: {value: dockerConfigOf(config)}, ...more},
	});

	it('a limit that is too low goes, another stays', () => {
		const text =
			'{"default-ulimits": {"nofile": {"Name": "nofile", "Hard": 3, "Soft": 3}, "core": {"Name": "core", "Hard": 0, "Soft": 0}}}';
		const {verdict, fix} = found('docker-pods', docker(text));
		expect(verdict).toBe('fatal');
		expect(fix[0]).toContain('"core"');
		expect(fix[0]).not.toContain('nofile');
	});

	it.each([
		['none', 'warning'],
		['syslog', 'warning'],
		['json-file', 'ok'],
		['journald', 'ok'],
	])('logs of %s: %s', (driver, verdict) => {
		expect(found('docker-pods', docker(JSON.stringify({'log-driver': driver}))).verdict).toBe(verdict);
	});

	it('options of another driver go with it', () => {
		const text = '{"log-driver": "syslog", "log-opts": {"syslog-address": "udp://10.0.0.9:514", "max-size": "10m"}}';
		const [fix] = found('docker-pods', docker(text)).fix;
		expect(fix).toContain('"max-size"');
		expect(fix).not.toContain('syslog');
	});

	it('limits that containers live with', () => {
		expect(found('docker-pods', docker('{"default-ulimits": {"nofile": {"Hard": 65536, "Soft": 1024}}}')).verdict).toBe(
			'ok',
		);
	});

	it('the usual place is added to that of the flag', () => {
		const flags = [{name: '--H', value: 'tcp://127.0.0.1:2375', path: '/d.conf', line: 3}];
		expect(found('docker-listens', docker('{}', {flags})).fix[0]).toBe(
			'sed -i 3s|tcp://127\\.0\\.0\\.1:2375|unix:///run/docker.sock -H tcp://127.0.0.1:2375| /d.conf',
		);
	});

	it.each(['fd://', 'unix:///var/run/docker.sock'])('%s beside another is well', value => {
		const flags = [value, 'tcp://127.0.0.1:2375'].map(each => ({name: '--H', value: each, path: '/d.conf', line: 3}));
		expect(found('docker-listens', docker('{}', {flags})).verdict).toBe('ok');
	});

	it('its key after a power loss', () => {
		const words =
			'failed to start daemon: Error loading key file /etc/docker/key.json: unable to decode private key JWK: decoding JWK Private Key JSON data: unexpected end of JSON input';
		expect(found('kept-state', dockerEnded(words))).toMatchObject({
			verdict: 'fatal',
			fix: [
				'mv /etc/docker/key.json /etc/docker/key.json.damaged',
				'systemctl reset-failed docker docker.socket',
				'systemctl restart docker',
			],
		});
	});

	it('the configuration itself is not moved away', () => {
		const words =
			'unable to configure the Docker daemon with file /etc/docker/daemon.json: unexpected end of JSON input';
		expect(found('kept-state', dockerEnded(words)).verdict).toBe('ok');
	});
});

it('a required plugin is named in the singular, with brackets', () => {
	const entry = {
		__REALTIME_TIMESTAMP: String((nowMs - 1000) * 1000),
		_SYSTEMD_UNIT: 'containerd.service',
		MESSAGE: 'containerd: required plugin [io.containerd.snapshotter.v1.stargz] not included',
	};
	const settings = [
		{
			name: 'required_plugins',
			value: '["io.containerd.snapshotter.v1.stargz"]',
			path: '/etc/containerd/config.toml',
			line: 5,
		},
	];
	const config = 'value' in healthy.containerd.config ? healthy.containerd.config.value : undefined;
	const more: Partial<NodeSnapshot> = {
		units: {value: {'containerd.service': unitOf('containerd.service', {activeState: 'activating'})}},
		containerd: {...healthy.containerd, ...(config ? {config: {value: {...config, settings}}} : {})},
		journal: {value: [JSON.stringify(entry)]},
	};
	expect(found('settings-refused', more).fix[0]).toBe('sed -i 5s/^/# / /etc/containerd/config.toml');
});

it('what is mounted over a folder hides it where it is empty', async () => {
	const mountinfo =
		'36 35 0:31 / /opt/cni/bin rw - tmpfs scratch rw\n37 35 0:32 / /etc/kubernetes rw - ext4 /dev/sdb rw\n';
	const texts = {'/proc/self/mountinfo': mountinfo, '/etc/kubernetes/admin.conf': ''};
	expect(await gatherHiddenPlaces(node({texts}), ['/etc/cni/net.d', '/opt/cni/bin'])).toEqual([
		{path: '/opt/cni/bin', filesystem: 'tmpfs'},
	]);
});

it('what git leaves where two changes met: the side that was here stays', () => {
	const path = join(mkdtempSync(join(tmpdir(), 'merge-')), 'config.yaml');
	const text =
		'a: 1\n<<<<<<< HEAD\nmaxPods: 110\n||||||| base\nmaxPods: 100\n=======\nmaxPods: 250\n>>>>>>> team\nb: 2\n';
	writeFileSync(path, text);
	const [fix] = withoutMarkers(path, text);
	const [program = '', ...words] = fix?.argv ?? [];
	execFileSync(program, words);
	expect(readFileSync(path, 'utf8')).toBe('a: 1\nmaxPods: 110\nb: 2\n');
	expect(withoutMarkers(path, 'a: 1\n')).toEqual([]);
	rmSync(dirname(path), {recursive: true});
});

describe('keys of tokens', () => {
	const pem = () =>
		generateKeyPairSync('ec', {
			namedCurve: 'P-256',
			privateKeyEncoding: {type: 'pkcs8', format: 'pem'},
			publicKeyEncoding: {type: 'spki', format: 'pem'},
		});
	const texts = (key: string, pub: string) => ({'/etc/kubernetes/pki/sa.key': key, '/etc/kubernetes/pki/sa.pub': pub});

	it('two halves, also where another one stands before it', async () => {
		const [one, other] = [pem(), pem()];
		expect(await gatherSigningKeysFit(node({texts: texts(one.privateKey, one.publicKey)}))).toBe(true);
		expect(await gatherSigningKeysFit(node({texts: texts(one.privateKey, `${other.publicKey}${one.publicKey}`)}))).toBe(
			true,
		);
		expect(await gatherSigningKeysFit(node({texts: texts(one.privateKey, other.publicKey)}))).toBe(false);
		expect(await gatherSigningKeysFit(node({texts: texts(one.privateKey, 'x')}))).toBeUndefined();
	});
});

it('a name for TLS in the kubeconfig goes by its line', () => {
	const detours = [{name: 'clusters.0.cluster.tls-server-name', value: 'api.old', path: '/k.conf', line: 6}];
	const more = {
		node: {
			missing:
				'kubectl: exit 1: Unable to connect to the server: tls: failed to verify certificate: x509: certificate is valid for kubernetes, not api.old',
		},
		kubeconfigs: [{path: '/k.conf', server: 'https://10.0.0.1:6443', detours}],
	};
	expect(found('api-server', more).fix).toEqual(['sed -i 6d /k.conf', 'systemctl restart kubelet']);
});

describe('a script in the place of a program', () => {
	const script = '#!/bin/sh\nexec /opt/gpu/bin/runc-hook "$@"\n';

	it('that calls what is gone stands before the program', async () => {
		const texts = {'/bin/sh': '', '/usr/local/sbin/runc': script, '/usr/sbin/runc': 'ELF'};
		const damaged = await gatherDamaged(node({texts}), ['/usr/local/sbin/runc']);
		expect(damaged).toEqual([
			{
				path: '/usr/local/sbin/runc',
				what: 'a script that calls what is not there',
				calls: '/opt/gpu/bin/runc-hook',
				instead: '/usr/sbin/runc',
			},
		]);
		expect(found('programs-damaged', withState({damaged})).fix).toEqual([
			'mv /usr/local/sbin/runc /usr/local/sbin/runc.wrong',
		]);
	});

	it('that calls what is there', async () => {
		const texts = {'/bin/sh': '', '/usr/local/sbin/runc': script, '/opt/gpu/bin/runc-hook': ''};
		expect(await gatherDamaged(node({texts}), ['/usr/local/sbin/runc'])).toEqual([]);
	});
});

describe('rules and disks', () => {
	it('a bridge on which containers hang is set up again', () => {
		expect(found('links', withState({downLinks: ['docker0']}))).toMatchObject({
			verdict: 'warning',
			fix: ['ip link set docker0 up'],
		});
	});

	const server = [{path: '/etc/kubernetes/kubelet.conf', server: 'https://10.88.0.2:6443'}];
	const rule = '-A OUTPUT -d 10.88.0.2/32 -p tcp -m tcp --dport 6443 -j DNAT --to-destination 10.88.0.2:16443';
	const diversions = {value: ['iptables-nft', '-P OUTPUT ACCEPT', rule]};
	const firewall = {value: ['iptables-nft', '-P INPUT ACCEPT']};

	it('a rule that leads away what goes to an API server that does not answer', () => {
		const more = {kubeconfigs: server, diversions, firewall, node: {missing: 'connection refused'}};
		expect(found('firewall', more)).toMatchObject({verdict: 'fatal', fix: [`iptables-nft -t nat -D ${rule.slice(3)}`]});
	});

	it('one that answers is led where it is', () => {
		expect(found('firewall', {kubeconfigs: server, diversions, firewall}).verdict).toBe('ok');
	});

	it('no inodes are left where there is room', () => {
		const disk = {
			path: '/run',
			mountedOn: '/run',
			filesystem: 'tmpfs',
			sizeBytes: 1e9,
			availableBytes: 9e8,
			inodes: 900,
			availableInodes: 0,
		};
		expect(found('disk-pressure', {disks: {value: [disk]}})).toMatchObject({
			verdict: 'fatal',
			fix: ['mount -o remount,nr_inodes=1800 /run'],
		});
	});

	it('a low sysctl goes with its line', () => {
		const name = 'net.ipv4.ip_local_port_range';
		const sysctls = {...healthy.kernel.sysctls, [name]: '60000\t60001'};
		const persisted = [
			...healthy.kernel.persistedSysctls,
			{name, value: '60000 60001', path: '/etc/sysctl.d/9.conf', line: 1},
		];
		expect(found('kernel-limits', {kernel: {...healthy.kernel, sysctls, persistedSysctls: persisted}}).fix).toEqual([
			`sysctl -w ${name}=32768 60999`,
			'sed -i 1d /etc/sysctl.d/9.conf',
		]);
	});

	it('containerd at the port of the kubelet is not ended: its streams go elsewhere', () => {
		const sockets = {
			value: [
				{kind: 'tcp' as const, address: '*:10250', holders: [{name: 'containerd', pid: 9, unit: 'containerd.service'}]},
			],
		};
		const containerd = containerdOf(
			tomlText.replace('  stream_server_address', '  stream_server_port = "10250"\n  stream_server_address'),
		);
		expect(found('ports', {sockets, containerd}).fix).toEqual([
			'sed -i 6s|10250|0| /etc/containerd/config.toml',
			'systemctl restart containerd',
			'systemctl restart kubelet',
		]);
	});

	it('a service that holds a port of the kubelet is stopped as a service', () => {
		const sockets = {
			value: [
				{kind: 'tcp' as const, address: '127.0.0.1:10248', holders: [{name: 'perl', pid: 9, unit: 'metrics.service'}]},
			],
		};
		expect(found('ports', {sockets}).fix).toEqual(['systemctl stop metrics.service', 'systemctl restart kubelet']);
	});
});

describe('tables that iptables -S does not show', () => {
	const kubeconfigs = [{path: '/etc/kubernetes/kubelet.conf', server: 'https://10.88.0.2:6443'}];
	const rule = '-A OUTPUT -p tcp -m tcp --dport 6443 -j DROP';
	const table = (program: string, name: string, ...lines: readonly string[]) => ({
		value: [{program, table: name, lines: ['-P OUTPUT ACCEPT', ...lines]}],
	});
	const told = (otherTables: NodeSnapshot['otherTables']) =>
		found('firewall', {
			kubeconfigs,
			firewall: {value: ['iptables-nft', '-P INPUT ACCEPT']},
			node: {missing: 'i/o timeout'},
			...(otherTables ? {otherTables} : {}),
		});

	it.each([
		['iptables-nft', 'raw'],
		['iptables-legacy', 'mangle'],
	])('%s, %s', (program, name) => {
		expect(told(table(program, name, rule))).toMatchObject({
			verdict: 'fatal',
			because: expect.stringContaining(`the table ${name} of ${program} refuses port 6443`),
			fix: [`${program} -t ${name} -D OUTPUT -p tcp -m tcp --dport 6443 -j DROP`],
		});
	});

	it('what is for another port is none', () => {
		expect(told(table('iptables-nft', 'raw', rule.replace('6443', '9999'))).verdict).toBe('ok');
	});

	it('are asked of both kinds, where the older one is in use', async () => {
		const answers: Readonly<Record<string, string>> = {
			'iptables-nft -t raw -S': `-P OUTPUT ACCEPT\n${rule}\n`,
			'iptables-nft -t filter -S': '-P INPUT ACCEPT\n',
			'iptables-legacy -t mangle -S': `-P OUTPUT ACCEPT\n${rule}\n`,
		};
		const reader = {
			readText: async () => 'filter\nmangle\n',
			findProgram: async (name: string) => `/usr/sbin/${name}`,
			query: async (argv: readonly string[]) => ({
				stdout: answers[argv.join(' ')] ?? '',
				stderr: '',
				exitCode: answers[argv.join(' ')] === undefined ? 1 : 0,
			}),
		} as never;
		const tables = await gatherOtherTables(reader);
		expect(tables.map(one => `${one.program} ${one.table}`)).toEqual(['iptables-legacy mangle', 'iptables-nft raw']);
	});
});
