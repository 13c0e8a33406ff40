import {parse} from 'smol-toml';
import {describe, expect, it} from 'vitest';
import dockerd from '../../../data/daemon/dockerd.json' with {type: 'json'};
import {dockerSettings} from '../../../src/migrate/docker-settings.ts';
import {editContainerdConfig} from '../../../src/migrate/edit/containerd-config.ts';
import {fromDaemonJson, isDecided} from '../../../src/migrate/edit/daemon-json.ts';
import {diffText} from '../../../src/migrate/edit/diff-text.ts';
import {editKubeletFlags} from '../../../src/migrate/edit/kubelet-flags.ts';
import {editToml} from '../../../src/migrate/edit/toml.ts';
import {editYaml} from '../../../src/migrate/edit/yaml.ts';
import {dockerNode} from '../../support/migration-facts.ts';

/** Keys of the rows that can stand in daemon.json. Source: shared facts, mapping of docker's daemon settings. */
const published = [
	...['log-driver', 'log-opts', 'registry-mirrors', 'insecure-registries', 'data-root', 'exec-opts', 'live-restore'],
	...[
		'default-ulimits',
		'bip',
		'default-address-pools',
		'fixed-cidr',
		'mtu',
		'dns',
		'dns-search',
		'dns-opts',
		'proxies',
	],
	...['default-runtime', 'runtimes', 'storage-driver', 'storage-opts', 'max-concurrent-downloads'],
	...['max-concurrent-uploads', 'credsStore', 'credHelpers', 'auths', 'userns-remap', 'seccomp-profile'],
	...['selinux-enabled', 'icc', 'iptables', 'ip-masq', 'ip-forward', 'hosts', 'tls', 'tlscacert', 'tlscert', 'tlskey'],
	...['tlsverify', 'debug', 'log-level', 'shutdown-timeout', 'metrics-addr', 'experimental', 'features'],
	...['oom-score-adjust', 'no-new-privileges', 'cgroup-parent', 'default-shm-size', 'init', 'labels'],
];

/** What a parsed file holds, as deep as a test looks. */
// biome-ignore lint/suspicious/noExplicitAny: it is compared right away
type Tables = Record<string, any>;

describe('flags of the kubelet', () => {
	const set = {'container-runtime-endpoint': 'unix:///run/containerd/containerd.sock'};
	const remove = ['network-plugin', 'cni-conf-dir'];

	// biome-ignore format: a table
	it.each([
		['kubeadm', 'KUBELET_KUBEADM_ARGS="--network-plugin=cni --pod-infra-container-image=p:3.2"\n',
			'KUBELET_KUBEADM_ARGS="--pod-infra-container-image=p:3.2 --container-runtime-endpoint=unix:///run/containerd/containerd.sock"\n'],
		['in two words', "# mine\nKUBELET_EXTRA_ARGS='--network-plugin cni --v 2'\n",
			"# mine\nKUBELET_EXTRA_ARGS='--v 2 --container-runtime-endpoint=unix:///run/containerd/containerd.sock'\n"],
		['set before', 'KUBELET_KUBEADM_ARGS="--container-runtime-endpoint=unix:///x --a=b"\n',
			'KUBELET_KUBEADM_ARGS="--container-runtime-endpoint=unix:///run/containerd/containerd.sock --a=b"\n'],
		['no quotes', 'KUBELET_EXTRA_ARGS=--network-plugin=cni\nOTHER=1\n',
			'KUBELET_EXTRA_ARGS="--container-runtime-endpoint=unix:///run/containerd/containerd.sock"\nOTHER=1\n'],
		['empty', 'KUBELET_EXTRA_ARGS=\n', 'KUBELET_EXTRA_ARGS="--container-runtime-endpoint=unix:///run/containerd/containerd.sock"\n'],
		['no variable', '# nothing\n', '# nothing\nKUBELET_EXTRA_ARGS="--container-runtime-endpoint=unix:///run/containerd/containerd.sock"\n'],
		['lines that go on', 'KUBELET_EXTRA_ARGS="--a=b \\\n  --network-plugin=cni \\\n  --c=d"\nX=1\n',
			'KUBELET_EXTRA_ARGS="--a=b \\\n  --c=d --container-runtime-endpoint=unix:///run/containerd/containerd.sock"\nX=1\n'],
		['lines that go on, without quotes', 'KUBELET_EXTRA_ARGS=--a=b \\\n  --network-plugin cni\nX=1\n',
			'KUBELET_EXTRA_ARGS="--a=b --container-runtime-endpoint=unix:///run/containerd/containerd.sock"\nX=1\n'],
		['line ends of Windows', 'KUBELET_EXTRA_ARGS="--v=3 --network-plugin=cni"\r\nX=1\r\n',
			'KUBELET_EXTRA_ARGS="--v=3 --container-runtime-endpoint=unix:///run/containerd/containerd.sock"\r\nX=1\r\n'],
		['a quote that nobody closes', "KUBELET_EXTRA_ARGS='--a\nX=1\n",
			"KUBELET_EXTRA_ARGS='--a\nX=1\nKUBELET_EXTRA_ARGS=\"--container-runtime-endpoint=unix:///run/containerd/containerd.sock\"\n"],
		['quotes within a value that has none around it', 'KUBELET_EXTRA_ARGS=--node-labels="a=b,c=d" --network-plugin cni\n',
			'KUBELET_EXTRA_ARGS=--node-labels="a=b,c=d" --container-runtime-endpoint=unix:///run/containerd/containerd.sock\n'],
		['as it should be', 'KUBELET_KUBEADM_ARGS="--a=b   --container-runtime-endpoint=unix:///run/containerd/containerd.sock"\n',
			'KUBELET_KUBEADM_ARGS="--a=b   --container-runtime-endpoint=unix:///run/containerd/containerd.sock"\n'],
	])('%s', (_, before, after) => {
		expect(editKubeletFlags(before, {remove, set})).toBe(after);
	});

	const one = {remove, set: {v: '2'}};
	// biome-ignore format: a table
	it.each([
		['extends what the unit reads', ['VENDOR_ARGS'], 'KUBELET_EXTRA_ARGS="--a"\nVENDOR_ARGS="--network-plugin=cni --b"\n', 'KUBELET_EXTRA_ARGS="--a"\nVENDOR_ARGS="--b --v=2"\n'],
		['of several the first', ['NODE_IP', 'vendorArgs'], 'vendorArgs=--b\nNODE_IP=--node-ip=1.2.3.4\n', 'vendorArgs="--b --v=2"\nNODE_IP=--node-ip=1.2.3.4\n'],
		['in lines that go on', ['VENDOR'], 'VENDOR="--b \\\n --network-plugin=cni"\nX="\n"\n', 'VENDOR="--b --v=2"\nX="\n"\n'],
		['makes one that it reads', ['VENDOR_ARGS'], 'OTHER=1\n', 'OTHER=1\nVENDOR_ARGS="--v=2"\n'],
		['that for people where it reads it', ['VENDOR_ARGS', 'KUBELET_EXTRA_ARGS'], '', 'KUBELET_EXTRA_ARGS="--v=2"\n'],
	])('%s', (_, read, before, after) => {
		expect(editKubeletFlags(before, one, read)).toBe(after);
	});
});

describe('YAML', () => {
	it('keeps comments, order and unknown keys', () => {
		const before =
			'# by kubeadm\napiVersion: kubelet.config.k8s.io/v1beta1\nmine: {a: 1} # keep\ncgroupDriver: cgroupfs\n';
		expect(editYaml(before, {cgroupDriver: 'systemd', containerLogMaxFiles: 3})).toBe(
			'# by kubeadm\napiVersion: kubelet.config.k8s.io/v1beta1\nmine: {a: 1} # keep\ncgroupDriver: systemd\ncontainerLogMaxFiles: 3\n',
		);
	});

	it('changes nothing where all is so already', () => {
		const odd = 'a:   1\n\n\nb: "2"\n';
		expect(editYaml(odd, {a: 1, b: '2'})).toBe(odd);
	});

	it('sets keys within others, new ones too', () => {
		const before = 'evictionHard: # mine\n  nodefs.available: 10%\nlogging:\n  format: text\n';
		expect(editYaml(before, {'logging.format': 'json'})).toBe(before.replace('text', 'json'));
		expect(editYaml(before, {'authentication.webhook.enabled': true})).toContain('# mine');
	});

	it('of a key that stands twice the last one is set, which is what a kubelet goes by', () => {
		expect(editYaml('a: ""\nb: 1\na: x # mine\n', {a: 'y'})).toBe('a: ""\nb: 1\na: y # mine\n');
		expect(editYaml('a: x\na: y\n', {a: 'y'})).toBe('a: x\na: y\n');
	});

	it('says what is wrong with a text that is not YAML', () => {
		expect(() => editYaml('a: [1\nb: 2', {c: 1})).toThrow(/^not YAML: /);
	});
});

describe('TOML', () => {
	it('writes a table that is missing under a header of its own and leaves all else', () => {
		const before = '# mine\nroot = "/x" # here\n\n[a.b]\n  c = 1\n';
		const after = editToml(before, [
			{path: ['a', 'b', 'c'], value: 2},
			{path: ['plugins', 'io.x', 'y'], value: true},
		]);
		expect(after).toBe('# mine\nroot = "/x" # here\n\n[a.b]\n  c = 2\n\n[plugins."io.x"]\ny = true\n');
	});

	it('leaves the white space of lines that do not change, tabs and blanks together too', () => {
		const before =
			'[plugins]\n\t[plugins.cri] # mine\n\tsandbox_image = "p:1"\n\t  [plugins.cri.cni]\n\t    bin_dir = "/x"  \n   \t  # end\n';
		const edits = [{path: ['plugins', 'cri', 'sandbox_image'], value: 'longer/pause:3.9'}] as const;
		expect(editToml(before, edits)).toBe(before.replace('p:1', 'longer/pause:3.9'));
		const several = [...edits, {path: ['plugins', 'cri', 'cni', 'bin_dir'], value: '/y'}] as const;
		expect(editToml(before, several)).toContain('\n\t  [plugins.cri.cni]\n');
	});

	it('says where it is not TOML', () => {
		expect(() => editToml('a = [', [])).toThrow();
	});
});

describe('config.toml of containerd', () => {
	const wanted = {systemdCgroup: true, sandboxImage: 'p:3.9', registryConfigPath: '/etc/containerd/certs.d'};
	const edited = (text: string | undefined, version: string) => {
		const {text: after, notes} = editContainerdConfig(text, wanted, {version});
		return {after, notes, data: parse(after) as Tables};
	};

	it('a new file is in the form that this containerd reads best', () => {
		const old = edited(undefined, '1.6.20').data;
		expect(old.version).toBe(2);
		expect(old.plugins['io.containerd.grpc.v1.cri'].containerd.runtimes.runc).toEqual({
			runtime_type: 'io.containerd.runc.v2',
			options: {SystemdCgroup: true},
		});
		const second = edited(undefined, '2.1.9').data;
		expect(second.version).toBe(3);
		expect(second.plugins['io.containerd.cri.v1.images']).toMatchObject({
			pinned_images: {sandbox: 'p:3.9'},
			registry: {config_path: '/etc/containerd/certs.d'},
		});
	});

	// biome-ignore format: a table
	it.each([
		['the file of docker’s package',      '#   Copyright\ndisabled_plugins = ["cri"]\n#root = "/x"\n', 2],
		['what old guides write',             'version = 2\ndisabled_plugins = [""]\n', 2],
		['its long name',                     'version = 2\ndisabled_plugins = ["io.containerd.grpc.v1.cri", "btrfs"]\n', 2],
	])('%s: the CRI plugin is on, comments stay', (_, before, version) => {
		const {after, data} = edited(before, '1.6.20');
		expect(data.version).toBe(version);
		expect(JSON.stringify(data.disabled_plugins)).not.toMatch(/cri|""/);
		for (const comment of before.match(/^#.*$/gm) ?? []) expect(after).toContain(comment);
	});

	it('tables without a version line are read from now on, and that is said', () => {
		const {data, notes} = edited('[plugins."io.containerd.grpc.v1.cri"]\n  sandbox_image = "old"\n', '1.7.24');
		expect(data.version).toBe(2);
		expect(data.plugins['io.containerd.grpc.v1.cri'].sandbox_image).toBe('p:3.9');
		expect(notes).toHaveLength(1);
	});

	it.each(['', 'runtime_type = ""\n'])(
		'options alone get the shim that they are of, for no pod starts without: %j',
		line => {
			const table = 'plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc';
			const {data} = edited(`version = 2\n[${table}]\n${line}[${table}.options]\nSystemdCgroup = false\n`, '1.6.20');
			const {runc} = data.plugins['io.containerd.grpc.v1.cri'].containerd.runtimes;
			expect(runc).toEqual({runtime_type: 'io.containerd.runc.v2', options: {SystemdCgroup: true}});
		},
	);

	it('another shim of runc stays', () => {
		const table = 'plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc';
		const {data} = edited(`version = 2\n[${table}]\nruntime_type = "io.containerd.kata.v2"\n`, '1.6.20');
		const {runc} = data.plugins['io.containerd.grpc.v1.cri'].containerd.runtimes;
		expect(runc.runtime_type).toBe('io.containerd.kata.v2');
	});

	it('a file of version 1 keeps its form', () => {
		const {data} = edited('[plugins.cri]\n  sandbox_image = "old"\n', '1.6.20');
		expect(data.version).toBe(1);
		expect(data.plugins.cri.containerd.runtimes.runc.options.SystemdCgroup).toBe(true);
	});

	it('a file of version 3 gets its settings where that version reads them', () => {
		const {data} = edited('version = 3\n[plugins."io.containerd.cri.v1.runtime".cni]\n  bin_dirs = ["/a"]\n', '2.1.9');
		expect(data.plugins['io.containerd.cri.v1.images'].pinned_images.sandbox).toBe('p:3.9');
		const {text} = editContainerdConfig(
			'version = 3\n[plugins."io.containerd.cri.v1.runtime".cni]\n  bin_dirs = ["/a"]\n',
			{cniBinDir: '/b'},
			{version: '2.1.9'},
		);
		expect((parse(text) as Tables).plugins['io.containerd.cri.v1.runtime'].cni).toEqual({
			bin_dirs: ['/b'],
		});
	});

	it('no comma ends a table in one line, though lists of the file end with one', () => {
		const {after, data} = edited(
			'version = 2\ndisabled_plugins = [\n  "cri", # off\n  "x",\n]\nplugins."io.containerd.grpc.v1.cri".cni = { bin_dir = "/b" }\n',
			'1.6.20',
		);
		expect(after).not.toMatch(/,\s*}/);
		expect(data.disabled_plugins).toEqual(['x']);
		expect(data.plugins['io.containerd.grpc.v1.cri'].containerd.runtimes.runc.options.SystemdCgroup).toBe(true);
	});

	it('the runtime that pods get by default makes cgroups in the same way; another kind is left alone', () => {
		const section = '[plugins."io.containerd.grpc.v1.cri".containerd';
		const withDefault = (type: string) =>
			edited(
				`version = 2\n${section}]\ndefault_runtime_name = "mine"\n${section}.runtimes.mine]\nruntime_type = "${type}"\n`,
				'1.6.20',
			).data.plugins['io.containerd.grpc.v1.cri'].containerd.runtimes.mine;
		expect(withDefault('io.containerd.runc.v2').options).toEqual({SystemdCgroup: true});
		expect(withDefault('io.containerd.kata.v2').options).toBeUndefined();
	});

	it('a second edit changes nothing', () => {
		const first = edited('version = 2\n# x\n', '1.7.24').after;
		expect(edited(first, '1.7.24').after).toBe(first);
	});
});

describe('daemon.json', () => {
	const from = (value: unknown) => fromDaemonJson(JSON.stringify(value));

	it('arguments of a runtime are named as lost', () => {
		const {containerd, lost} = from({
			runtimes: {kata: {path: '/bin/kata', runtimeArgs: ['--debug']}, runc: {path: 'runc'}},
		});
		expect(containerd.runtimes).toEqual({kata: {binaryName: '/bin/kata'}});
		expect(lost.map(({key}) => key)).toEqual(['runtimes kata runtimeArgs']);
	});

	it('of a range of addresses without TLS, the registries of images that are here are named; loopback needs nothing', () => {
		const registries = ['10.3.4.5:5000', '10.3.4.6', '11.0.0.1:5000', 'docker.io', '172.20.1.1:80', '127.0.0.1:5000'];
		const insecureOf = (...ranges: string[]) => {
			const made = fromDaemonJson(JSON.stringify({'insecure-registries': ranges}), {registries});
			return [made.files.map(({path}) => path.split('/').at(-2)), made.lost.map(({key}) => key)];
		};
		expect(insecureOf('10.0.0.0/8')).toEqual([['10.3.4.5:5000', '10.3.4.6'], ['insecure-registries 10.0.0.0/8']]);
		expect(insecureOf('10.3.4.4/31')).toEqual([['10.3.4.5:5000'], ['insecure-registries 10.3.4.4/31']]);
		expect(insecureOf('172.16.0.0/12')).toEqual([['172.20.1.1:80'], ['insecure-registries 172.16.0.0/12']]);
		expect(insecureOf('127.0.0.0/8', '::1/128')).toEqual([['127.0.0.1:5000'], []]);
		expect(insecureOf('fd00::/8')).toEqual([[], ['insecure-registries fd00::/8']]);
	});

	it('a runtime that is a shim of containerd stays one, and has no option of runc', () => {
		const {containerd} = from({
			'exec-opts': ['native.cgroupdriver=systemd'],
			runtimes: {
				kata: {runtimeType: 'io.containerd.kata.v2'},
				youki: {runtimeType: 'io.containerd.runc.v2', options: {BinaryName: '/bin/youki'}},
			},
		});
		const {text} = editContainerdConfig(undefined, containerd, {version: '1.7.24'});
		const {plugins} = parse(text) as {plugins: Record<string, {containerd: {runtimes: unknown}}>};
		expect(plugins['io.containerd.grpc.v1.cri']?.containerd.runtimes).toMatchObject({
			kata: {runtime_type: 'io.containerd.kata.v2'},
			youki: {runtime_type: 'io.containerd.runc.v2', options: {BinaryName: '/bin/youki', SystemdCgroup: true}},
		});
		expect(text).not.toMatch(/kata.options/);
	});

	// biome-ignore format: a table
	it.each<[string, object, string | undefined, readonly string[]]>([
		['one number for both', {nofile: {Name: 'nofile', Soft: 65536, Hard: 65536}}, 'LimitNOFILE=65536:65536', []],
		['without an end', {memlock: {Soft: -1, Hard: -1}}, 'LimitMEMLOCK=infinity:infinity', []],
		['a soft one does not reach a pod', {nofile: {Soft: 65536, Hard: 1048576}}, 'LimitNOFILE=65536:1048576', ['default-ulimits nofile']],
		['too few for containerd itself', {nofile: {Soft: 1024, Hard: 4096}, core: {Soft: 0, Hard: 0}}, 'LimitCORE=0:0', ['default-ulimits nofile']],
		['nothing else', {nofile: {Soft: 1024, Hard: 4096}}, undefined, ['default-ulimits nofile']],
		['no limit at all', {nofile: 'many', nproc: null}, undefined, []],
	])('default-ulimits: %s', (_, limits, line, lostKeys) => {
		const {files, lost} = from({'default-ulimits': limits});
		expect(files.map(({text}) => text)).toEqual(line === undefined ? [] : [`[Service]\n${line}\n`]);
		expect(lost.map(({key}) => key)).toEqual(lostKeys);
	});

	it('becomes settings of the kubelet and of containerd', () => {
		const made = from({
			'exec-opts': ['native.cgroupdriver=systemd'],
			'log-driver': 'json-file',
			'log-opts': {'max-size': '100m', 'max-file': '1'},
			'registry-mirrors': ['https://mirror.example/', 'https://other.example/hub'],
			'insecure-registries': ['registry.local:5000', '10.0.0.0/8'],
			'data-root': '/data/docker',
			'live-restore': true,
			'storage-driver': 'overlay2',
			'default-runtime': 'nvidia',
			runtimes: {nvidia: {path: '/usr/bin/nvidia-container-runtime', runtimeArgs: []}},
			proxies: {'https-proxy': 'http://p:3128', 'no-proxy': 'a,b'},
		});
		expect(made.kubelet).toEqual({containerLogMaxSize: '100Mi', containerLogMaxFiles: 2});
		expect(made.containerd).toEqual({
			systemdCgroup: true,
			registryConfigPath: '/etc/containerd/certs.d',
			root: '/data/containerd',
			runtimes: {nvidia: {binaryName: '/usr/bin/nvidia-container-runtime'}},
			defaultRuntime: 'nvidia',
		});
		expect(made.files.map(({path}) => path)).toEqual([
			'/etc/containerd/certs.d/docker.io/hosts.toml',
			'/etc/containerd/certs.d/registry.local:5000/hosts.toml',
		]);
		expect(parse(made.files[0]?.text ?? '')).toEqual({
			server: 'https://registry-1.docker.io',
			host: {
				'https://mirror.example': {capabilities: ['pull', 'resolve']},
				'https://other.example/hub/v2': {capabilities: ['pull', 'resolve'], override_path: true},
			},
		});
		expect(made.lost.map(({key}) => key)).toEqual(['insecure-registries 10.0.0.0/8']);
		expect(made.dropped.map(({key}) => key)).toEqual(['live-restore', 'storage-driver']);
	});

	it('a registry without TLS is asked over TLS first, as docker does', () => {
		const [file] = from({'insecure-registries': ['r.local:5000']}).files;
		expect(parse(file?.text ?? '')).toEqual({
			server: 'http://r.local:5000',
			host: {'https://r.local:5000': {capabilities: ['pull', 'resolve'], skip_verify: true}},
		});
	});

	it('certificates go along, and a mirror names its own', () => {
		const certificates = ['ca.crt', 'client.cert', 'client.key'].map(name => ({
			path: `/etc/docker/certs.d/m.example:444/${name}`,
			text: name,
		}));
		const {files, containerd} = fromDaemonJson('{"registry-mirrors": ["https://m.example:444"]}', {certificates});
		expect(containerd.registryConfigPath).toBe('/etc/containerd/certs.d');
		expect(files.map(({path, mode}) => [path, mode])).toEqual([
			['/etc/containerd/certs.d/m.example:444/ca.crt', undefined],
			['/etc/containerd/certs.d/m.example:444/client.cert', undefined],
			['/etc/containerd/certs.d/m.example:444/client.key', 0o600],
			['/etc/containerd/certs.d/docker.io/hosts.toml', undefined],
		]);
		const folder = '/etc/containerd/certs.d/m.example:444';
		expect(parse(files[3]?.text ?? '')).toMatchObject({
			host: {
				'https://m.example:444': {
					ca: [`${folder}/ca.crt`],
					client: [[`${folder}/client.cert`, `${folder}/client.key`]],
				},
			},
		});
	});

	it('every setting of dockerd and every row of the published mapping is decided', () => {
		const {flags} = dockerd;
		const docker = dockerNode().snapshot.docker;
		const keys = Object.keys(flags).flatMap(flag => {
			const setting = {name: `--${flag}`, value: 'a=b', path: 'x', line: 1};
			return Object.keys(dockerSettings({...dockerNode().snapshot, docker: {...docker, flags: [setting]}}));
		});
		expect(keys.length).toBeGreaterThan(80);
		expect([...new Set([...keys, ...published])].filter(key => !isDecided(key))).toEqual([]);
	});

	it('flags of dockerd count as its file does, and are joined with it', () => {
		const flags = [
			'--registry-mirror=https://b.example',
			'--log-opt=max-size=5m',
			'--live-restore',
			'-g=/d/docker',
		].map((text, index) => ({
			name: `-${text.split('=')[0]?.replace(/^-?/, '') ?? ''}`,
			value: text.includes('=') ? text.slice(text.indexOf('=') + 1) : 'true',
			path: 'x',
			line: index,
		}));
		const {snapshot} = dockerNode({daemonJson: '{"registry-mirrors": ["https://a.example"]}'});
		expect(dockerSettings({...snapshot, docker: {...snapshot.docker, flags}})).toEqual({
			'registry-mirrors': ['https://a.example', 'https://b.example'],
			'log-opts': {'max-size': '5m'},
			'live-restore': true,
			'data-root': '/d/docker',
		});
	});

	it('loses nothing in silence', () => {
		expect(from({'no-such-key': 1, 'log-driver': 'syslog', 'log-opts': {'syslog-address': 'x'}}).lost).toHaveLength(3);
	});

	it('says what is not a JSON object', () => {
		expect(() => fromDaemonJson('[1]')).toThrow('not a JSON object');
		expect(() => fromDaemonJson('{ "a": }')).toThrow();
	});
});

describe('a diff', () => {
	it('shows what changes, and nothing where nothing does', () => {
		expect(diffText('a\nb\n', 'a\nc\n', '/etc/x')).toBe('--- /etc/x\n+++ /etc/x\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n');
		expect(diffText(undefined, 'a\n', '/etc/x')).toBe('--- /dev/null\n+++ /etc/x\n@@ -0,0 +1,1 @@\n+a\n');
		expect(diffText('a', 'a', '/etc/x')).toBe('');
	});
});

// biome-ignore format: a table
it.each([
	['"userns-remap": ""', true],
	['"init": false', true],
	['"dns": []', true],
	['"storage-opts": []', true],
	['"init": true', false],
	['"dns": ["1.1.1.1"]', false],
	['"userns-remap": "default"', false],
	['"mtu": 1400', false],
])('a setting that is off is not lost: %s', (setting, isOff) => {
	const {lost, dropped} = fromDaemonJson(`{${setting}}`);
	expect({lost: lost.length, dropped: dropped.length}).toEqual(isOff ? {lost: 0, dropped: 1} : {lost: 1, dropped: 0});
});
