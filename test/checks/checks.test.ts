import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {checks} from '../../src/checks/index.ts';
import {runChecks} from '../../src/checks/run.ts';
import {sandboxImageOf} from '../../src/model/containerd-config.ts';
import {known, type NodeSnapshot} from '../../src/model/node-snapshot.ts';
import type {StaticPod} from '../../src/model/node-state.ts';
import type {PodWords} from '../../src/model/pod-words.ts';
import {readYaml} from '../../src/runtime/gather/config-file.ts';
import {readToml} from '../../src/runtime/gather/toml.ts';
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
const missing = {missing: 'nothing'};
const seen = 'value' in healthy.node ? healthy.node.value : ({} as never);

function first(node: NodeSnapshot) {
	const [root] = runChecks(node, undefined).checks;
	return `${root?.verdict} ${root?.id}`;
}

const toml = (text: string, more = {}): Partial<NodeSnapshot> => ({containerd: containerdOf(text, more)});
const changed = (from: string, to: string, more = {}) => toml(tomlText.replace(from, to), more);
const kubelet = (more: Partial<NodeSnapshot['kubelet']>): Partial<NodeSnapshot> => ({
	kubelet: {...healthy.kubelet, ...more},
});
const flagged = (text: string, version = '1.30.4') => {
	const flags = flagsOf(text);
	const endpoint = flags.find(({name}) => name === '--container-runtime-endpoint');
	return kubelet({flags, version: {value: version}, endpoint: endpoint ? {value: endpoint} : missing});
};
const configured = (text: string) => kubelet({config: {value: kubeletConfigOf(text)}});
const units = (name: string, more: Parameters<typeof unitOf>[1]): Partial<NodeSnapshot> => ({
	units: {
		value: {
			'kubelet.service': unitOf('kubelet.service'),
			'containerd.service': unitOf('containerd.service'),
			[name]: unitOf(name, more),
		},
	},
});
const kernel = (more: Partial<NodeSnapshot['kernel']>): Partial<NodeSnapshot> => ({
	kernel: {...healthy.kernel, ...more},
});
const cni = (more: Partial<NodeSnapshot['cni']>): Partial<NodeSnapshot> => ({cni: {...healthy.cni, ...more}});
const without = (name: string): Partial<NodeSnapshot> => ({
	processes: healthy.processes.filter(one => one.name !== name),
});
const state = (name: string, letter: string): Partial<NodeSnapshot> => ({
	processes: healthy.processes.map(one => (one.name === name ? {...one, state: letter} : one)),
});
/** A kubelet that the API server does not take, and what it says. */
const refused = (message: string): Partial<NodeSnapshot> => ({
	...flagged(`--kubeconfig=/etc/kubernetes/kubelet.conf ${onContainerd}`),
	node: missing,
	journal: {
		value: [
			JSON.stringify({
				__REALTIME_TIMESTAMP: String((nowMs - 1000) * 1000),
				__MONOTONIC_TIMESTAMP: '9000000',
				_SYSTEMD_UNIT: 'kubelet.service',
				MESSAGE: message,
			}),
		],
	},
});
/** A node whose kubelet and containerd are part of something else, which is down. */
const bare: Partial<NodeSnapshot> = {processes: []};
/** No kubelet: only containerd and crictl. */
const bareNode: Partial<NodeSnapshot> = {
	...kubelet({endpoint: missing, flags: [], running: missing}),
	crictl: {...healthy.crictl, endpoint: undefined},
	units: {value: {'containerd.service': unitOf('containerd.service')}},
	processes: healthy.processes.filter(({name}) => name !== 'kubelet'),
};
const distribution = (name: string, more: Parameters<typeof unitOf>[1]): Partial<NodeSnapshot> => ({
	units: {value: {[name]: unitOf(name, more)}},
});
const waiting = (...words: PodWords['words']): PodWords => ({
	namespace: 'default',
	name: 'x1',
	uid: '6aa27730-a0aa-4402-b9a8-e6d84c4515cb',
	createdAtMs: nowMs - 60_000,
	settled: false,
	words: words.map(each => ({container: 'c', ...each})),
});
const disk = {
	path: '/var/lib/kubelet',
	mountedOn: '/',
	filesystem: 'ext4',
	sizeBytes: 100e9,
	availableBytes: 60e9,
	inodes: 100,
	availableInodes: 90,
};
const runc = 'runtimes.runc.options]\n        SystemdCgroup';
const dockerNode: Partial<NodeSnapshot> = {
	...flagged('--network-plugin=cni', '1.20.2'),
	docker: {...healthy.docker, daemon: {value: '/usr/sbin/dockerd'}},
	units: {
		value: {
			...('value' in healthy.units ? healthy.units.value : {}),
			'docker.service': unitOf('docker.service', {activeState: 'inactive', subState: 'dead'}),
		},
	},
};

function onCriDockerd(
	told: Readonly<Record<string, Parameters<typeof unitOf>[1]>>,
	endpoint = 'unix:///run/cri-dockerd.sock',
): Partial<NodeSnapshot> {
	const all = {'docker.service': {}, 'kubelet.service': {}, ...told};
	return {
		...flagged(`--container-runtime-endpoint=${endpoint}`),
		units: {value: Object.fromEntries(Object.entries(all).map(([name, more]) => [name, unitOf(name, more)]))},
		processes: [...healthy.processes, {pid: 3, name: 'dockerd', argv: [], state: 'S'}],
		kinds: {[endpoint.slice('unix://'.length)]: 'socket'},
	};
}

function criDockerd(name: string, value: string): Partial<NodeSnapshot> {
	const node = onCriDockerd({'cri-docker.service': {}});
	return {
		...node,
		processes: [
			...healthy.processes,
			...['dockerd', 'cri-dockerd'].map((each, pid) => ({pid, name: each, argv: [], state: 'S'})),
		],
		docker: {...healthy.docker, criDockerdFlags: [{name, value, path: '/u', line: 7}]},
	};
}

const lastWords = (service: string, message: string) =>
	JSON.stringify({_SYSTEMD_UNIT: `${service}.service`, SYSLOG_IDENTIFIER: service, MESSAGE: message});
const onContainerd = '--container-runtime-endpoint=unix:///run/containerd/containerd.sock';
const effective = 'value' in healthy.containerd.effective ? healthy.containerd.effective.value : {};
const staticPod = (name: string, ...flags: readonly string[]): StaticPod => {
	const path = `/etc/kubernetes/manifests/${name}.yaml`;
	return {
		name,
		path,
		text: 'x',
		flags: flags.map((text, index) => {
			const [flag = '', value = ''] = text.split('=');
			return {name: flag, value, path, line: index + 5};
		}),
		hostPaths: [],
		absent: [],
		log: [],
	};
};
const etcd = staticPod(
	'etcd',
	'--data-dir=/var/lib/etcd',
	'--listen-client-urls=https://127.0.0.1:2379,https://10.0.0.1:2379',
);
const apiServer = (servers: string) => staticPod('kube-apiserver', `--etcd-servers=${servers}`, '--secure-port=6443');

it('keys of etcd that lie elsewhere, in a folder of its name, are no data of it', () => {
	const hostPaths = ['/opt/pki/etcd', '/var/lib/etcd'].map((value, at) => ({
		name: 'p',
		value,
		path: '/m',
		line: at + 60,
	}));
	const told = staticPod('etcd', '--cert-file=/opt/pki/etcd/server.crt', '--data-dir=/var/lib/etcd');
	const found = (away: object) =>
		runChecks({...healthy, ...away, ...withState({staticPods: [{...told, hostPaths}]})}, undefined);
	const {checks: all} = found({node: {missing: 'connection refused'}});
	expect(all.filter(({because}) => /data other than before/.test(because))).toEqual([]);
});

it('a healthy node has nothing above ok', () => {
	const {verdict, checks: found} = runChecks(healthy, undefined);
	expect(found.filter(one => one.verdict !== 'ok' && one.verdict !== 'skipped')).toEqual([]);
	expect(verdict).toBe('ok');
});

// biome-ignore format: a table
const faults: ReadonlyArray<readonly [string, Partial<NodeSnapshot>, string]> = [
	['a folder of the kubelet is a file',            withState({misplaced: [{path: '/var/lib/kubelet/plugins', wanted: 'directory', is: 'file', of: 'kubelet'}]}), 'fatal places'],
	['the frozen cgroup of all pods',                withState({halted: [{cgroup: '/kubepods', path: '/sys/fs/cgroup/freezer/kubepods/freezer.state', thaw: 'THAWED'}]}), 'fatal halted'],
	['loopback alone stands first',                  cni({files: [{path: '/etc/cni/net.d/00-lo.conf', name: 'lo', plugins: ['loopback'], text: '{}'}, {path: '/etc/cni/net.d/10.conflist', name: 'x', plugins: ['bridge'], text: '{}'}]}), 'fatal cni-config'],
	['a subnet that the plugin refuses',             {...cni({files: [{path: '/etc/cni/net.d/1.conflist', name: 'x', plugins: ['bridge'], text: '{"subnet": "10.244.0.0/33"}'}]}), pods: {value: [waiting()]}, journal: {value: [lastWords('containerd', 'failed to setup network for sandbox: plugin type="bridge" failed (add): invalid CIDR address: 10.244.0.0/33')]}}, 'fatal cni-refused'],
	['a shim that is stopped by a signal',           withState({halted: [{pid: 44, name: 'containerd-shim'}]}), 'warning halted'],
	['a condition that is not met',                  units('kubelet.service', {activeState: 'inactive', properties: {ConditionResult: 'no', ConditionTimestampMonotonic: '12'}, files: [{path: '/etc/systemd/system/kubelet.service.d/20.conf', text: '[Unit]\nConditionPathExists=/x\n'}]}), 'fatal unit-conditions'],
	['words that name a setting of the kubelet',     {...units('kubelet.service', {activeState: 'activating'}), ...configured('imageGCHighThresholdPercent: 70\nimageGCLowThresholdPercent: 80\n'), journal: {value: [lastWords('kubelet', 'E1124 10:00:00.000000 12 run.go:74] "command failed" err="failed to validate kubelet configuration, error: invalid configuration: imageGCHighThresholdPercent (--image-gc-high-threshold) 70 must be greater than imageGCLowThresholdPercent (--image-gc-low-threshold) 80"')]}}, 'fatal settings-refused'],
	['a program is cut off',                 withState({damaged: [{path: '/usr/lib/cni/bridge', what: 'cut off'}]}),           'fatal programs-damaged'],
	['a kubelet that is not root',           units('kubelet.service', {files: [{path: '/d', text: '[Service]\nUser=nobody\n'}]}), 'fatal unit-confined'],
	['no working directory',                 units('kubelet.service', {activeState: 'activating', exitStatus: 200, files: [{path: '/d', text: 'WorkingDirectory=/x\n'}]}), 'fatal unit-start'],
	['a rule against the kubelet',           {firewall: {value: ['iptables', '-A INPUT -p tcp --dport 10250 -j DROP']}},    'warning firewall'],
	['a table is not closed',                toml(`${tomlText}[plugins."io.containerd.grpc.v1.cri"\n`),                       'fatal containerd-config-syntax'],
	['a table is there twice',               toml(`${tomlText}[plugins."io.containerd.grpc.v1.cri"]\n`),                      'fatal containerd-config-syntax'],
	['no version line',                      changed('version = 2\n', ''),                                                   'fatal containerd-config-version'],
	['version 3 for containerd 1.7',         changed('version = 2', 'version = 3'),                                          'fatal containerd-config-version'],
	['version 3 for containerd 1.6',         changed('version = 2', 'version = 3', {version: {value: '1.6.20'}}),             'warning containerd-config-version'],
	['version 3 with a table of version 2',  changed('version = 2', 'version = 3', {version: {value: '2.1.0'}}),              'warning containerd-config-version'],
	['a short name is disabled',             changed('disabled_plugins = []', 'disabled_plugins = ["cri"]'),                 'fatal containerd-plugin-names'],
	["docker's package disables the CRI",    toml('disabled_plugins = ["cri"]\n'),                                           'fatal cri-enabled'],
	['the whole name is disabled',           changed('disabled_plugins = []', 'disabled_plugins = ["io.containerd.grpc.v1.cri"]'), 'fatal cri-enabled'],
	['an option of runc is misspelt',        changed(`${runc} = false`, 'runtimes.runc.options]\n        SystemdCgroups = true'), 'warning containerd-config-ignored'],
	['a key is in the wrong table',          changed('', '', {effective: {value: {version: 2}}}),                             'warning containerd-config-ignored'],
	['mirrors and config_path',              toml(`${tomlText}[plugins."io.containerd.grpc.v1.cri".registry]\nconfig_path = "/etc/containerd/certs.d"\n[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]\nendpoint = ["https://m"]\n`), 'fatal registries'],
	['the default runtime is not there',     changed('default_runtime_name = "runc"', 'default_runtime_name = "nvidia"'),     'fatal runtime-handlers'],
	['a snapshotter that was skipped',       {containerd: containerdOf(tomlText.replace('"overlayfs"', '"zfs"'), {plugins: {value: [{type: 'io.containerd.snapshotter.v1', id: 'zfs', status: 'skip'}, {type: 'io.containerd.grpc.v1', id: 'cri', status: 'ok'}]}})}, 'fatal snapshotter'],
	['the CRI plugin failed',                {containerd: containerdOf(tomlText, {plugins: {value: [{type: 'io.containerd.grpc.v1', id: 'cri', status: 'error'}, {type: 'io.containerd.snapshotter.v1', id: 'overlayfs', status: 'ok'}]}})}, 'fatal cri-plugin'],
	['SystemdCgroup on one side',            changed(`${runc} = false`, `${runc} = true`),                                   'fatal cgroup-driver'],
	['cgroupDriver on the other',            configured('cgroupDriver: systemd\n'),                                          'fatal cgroup-driver'],
	['a cgroup driver that does not exist',  configured('cgroupDriver: systmd\n'),                                           'fatal cgroup-driver'],
	['the client certificate is not there',  {kubeconfigs: [{path: '/etc/kubernetes/kubelet.conf', broken: {path: '/p.pem', because: 'is not there'}}]}, 'fatal certificates'],
	['containerd is stopped by a signal',    state('containerd', 'T'),                                                       'fatal containerd-running'],
	['containerd is down',                   {...without('containerd'), ...units('containerd.service', {activeState: 'failed', result: 'exit-code'})}, 'fatal containerd-running'],
	['containerd never comes up',            {...units('containerd.service', {activeState: 'activating', subState: 'start'}), kinds: {}}, 'fatal containerd-running'],
	['k3s is down',                          {...bare, ...distribution('k3s.service', {activeState: 'failed', result: 'exit-code'})}, 'fatal distribution-running'],
	['rke2 is stopped',                      {...bare, ...distribution('rke2-agent.service', {activeState: 'inactive'})}, 'fatal distribution-running'],
	['the API server has another CA',        {node: {missing: 'kubectl get node: exit 1: Unable to connect to the server: tls: failed to verify certificate: x509: certificate signed by unknown authority'}}, 'fatal api-server'],
	['containerd is masked',                 {...without('containerd'), ...units('containerd.service', {loadState: 'masked', activeState: 'inactive'})}, 'fatal unit-masked'],
	['two of them',                          {processes: [...healthy.processes, {pid: 7, name: 'containerd', argv: ['containerd'], state: 'S'}]}, 'fatal one-containerd'],
	['networks with the same addresses',    withState({networks: [{link: 'eth0', range: '10.88.0.0/24'}, {link: 'cni0', range: '10.88.0.0/24'}]}), 'fatal network-overlap'],
	['shims that containerd has lost',      withState({orphanShims: [{pid: 10, id: 'a', namespace: 'k8s.io', children: 1, state: '/run/containerd'}]}), 'warning orphan-shims'],
	['a variable that is emptied',          kubelet({lost: [{variable: 'A', flags: ['--kubeconfig=/k'], by: {path: '/etc/default/kubelet', line: 1}, how: 'emptied'}]}), 'fatal kubelet-arguments'],
	['a helper for a registry',             withState({registryHelpers: {file: '/etc/c.yaml', folder: '/opt/p', absent: ['/opt/p/ecr']}}), 'fatal registry-helpers'],
	['packets of pods that are too large',  {...withState({links: [{name: 'eth0', mtu: 1500, isWayOut: true}]}), cni: {...healthy.cni, files: healthy.cni.files.map(file => ({...file, text: '{"mtu": 9000}'}))}}, 'warning mtu'],
	['KillMode=control-group',               units('containerd.service', {properties: {KillMode: 'control-group', Delegate: 'yes'}}), 'fatal containerd-unit'],
	['Delegate=no',                          units('containerd.service', {properties: {KillMode: 'process', Delegate: 'no'}}), 'warning containerd-unit'],
	['a unit was changed on disk',           units('kubelet.service', {needsReload: true}),                                  'warning units-reloaded'],
	['the kubelet is not enabled',           units('kubelet.service', {fileState: 'disabled'}),                              'warning units-enabled'],
	['what its unit runs before the kubelet', {...without('kubelet'), ...units('kubelet.service', {activeState: 'activating', subState: 'start-pre'})}, 'fatal kubelet-running'],
	['the kubelet is stopped',               {...without('kubelet'), ...units('kubelet.service', {activeState: 'inactive'})}, 'fatal kubelet-running'],
	['the kubelet has a flag of 1.23',       flagged('--network-plugin=cni --container-runtime-endpoint=unix:///run/containerd/containerd.sock'), 'fatal kubelet-flags'],
	['the endpoint has no scheme',           flagged('--container-runtime-endpoint=/run/containerd/containerd.sock'),          'warning kubelet-endpoint'],
	['the endpoint is not there',            flagged('--container-runtime-endpoint=unix:///run/cri-dockerd.sock'),             'fatal kubelet-endpoint'],
	['dockershim after 1.24',                flagged('--container-runtime-endpoint=unix:///var/run/dockershim.sock'),          'fatal kubelet-endpoint'],
	['its configuration is no YAML',         kubelet({config: {value: kubeletConfigOf('a: "b\n')}}),                           'fatal kubelet-config'],
	['a key that the kubelet does not know',  configured('cgroupDriver: cgroupfs\nevictionHards:\n  memory.available: 5%\n'), 'warning kubelet-config-keys'],
	['its configuration is not there',       kubelet({flags: [...healthy.kubelet.flags, ...flagsOf('--config=/x.yaml')], config: missing}), 'fatal kubelet-config'],
	['swap is on',                           kernel({swaps: [{device: '/dev/sda2', sizeKib: 1024}]}),                        'fatal swap'],
	['no overlay',                           kernel({filesystems: ['ext4'], modules: ['br_netfilter']}),                     'fatal kernel-modules'],
	['no br_netfilter',                      kernel({modules: ['overlay'], sysctls: {'net.ipv4.ip_forward': '1'}}),          'warning kernel-modules'],
	['ip_forward is 0',                      kernel({sysctls: {'net.ipv4.ip_forward': '0'}}),                                'fatal forwarding'],
	['no memory',                            kernel({availableMemoryKib: 50_000}),                                           'fatal memory'],
	['cgroup v1 on 1.35',                    {...flagged('--container-runtime-endpoint=unix:///run/containerd/containerd.sock', '1.35.0'), ...kernel({cgroups: {value: '1'}})}, 'fatal cgroup-version'],
	['protectKernelDefaults',                {...configured('cgroupDriver: cgroupfs\nprotectKernelDefaults: true\n'), ...kernel({sysctls: {...healthy.kernel.sysctls, 'kernel.panic': '0'}})}, 'fatal protect-kernel-defaults'],
	['no CNI file',                          cni({files: []}),                                                               'fatal cni-config'],
	['a CNI file is no JSON',                cni({files: [{path: '/etc/cni/net.d/0.conf', text: '{', plugins: [], broken: {line: 1, message: 'x'}}]}), 'fatal cni-config'],
	['a CNI plugin is not there',            cni({binaries: ['loopback', 'host-local']}),                                    'fatal cni-plugins'],
	['runc is not there',                    {programs: {'containerd-shim-runc-v2': '/x'}},                                  'fatal runc'],
	['runc may not be run',                  {programs: {'containerd-shim-runc-v2': '/x'}, kinds: {...healthy.kinds, '/usr/sbin/runc': 'file'}}, 'fatal runc'],
	['a pod that cannot start',              {pods: {value: [waiting({reason: 'Quux', message: 'the frobnicator is not there'})]}}, 'warning pods'],
	['a pod whose program ends',             {pods: {value: [waiting({reason: 'CrashLoopBackOff', message: 'back-off 5m0s'}, {reason: 'Error', exitCode: 3})]}}, 'info pods'],
	['the sandbox image is not there',       {crictl: {...healthy.crictl, images: {value: []}}},                              'warning sandbox-image'],
	['no crictl.yaml',                       {crictl: {...healthy.crictl, config: missing}},                                  'warning crictl-config'],
	['the runtime does not answer',          {crictl: {...healthy.crictl, info: {missing: 'crictl info: no answer within 3 s'}}}, 'fatal runtime-answers'],
	['the runtime hangs in its handshake',   {crictl: {...healthy.crictl, info: {missing: 'crictl info: exit 1: containerd does not answer (error reading server preface): /run/x'}}}, 'fatal runtime-answers'],
	['NetworkReady is false',                {crictl: {...healthy.crictl, info: {value: {conditions: [{type: 'NetworkReady', status: false, reason: 'r', message: 'm'}], config: {}}}}}, 'fatal runtime-conditions'],
	['the disk is full',                     {disks: {value: [{...disk, availableBytes: 1e6}]}},                             'fatal disk-pressure'],
	['the threshold is not met',             {disks: {value: [{...disk, availableBytes: 8e9}]}},                             'fatal disk-pressure'],
	['no inodes',                            {disks: {value: [{...disk, availableInodes: 3}]}},                              'fatal disk-pressure'],
	['a certificate has expired',            {certificates: [{path: '/etc/kubernetes/pki/apiserver.crt', subject: 'CN=x', fromMs: 0, untilMs: nowMs - 1}]}, 'fatal certificates'],
	['a certificate soon expires',           {certificates: [{path: '/x.crt', subject: 'CN=x', fromMs: 0, untilMs: nowMs + 86_400_000}]}, 'warning certificates'],
	['the host has another name',            {hostname: 'node9'},                                                            'fatal node-name'],
	['the API server is away',               {node: {missing: 'connection refused'}},                                        'fatal api-server'],
	['docker.sock is a directory',           {kinds: {...healthy.kinds, '/run/docker.sock': 'directory'}, ...units('docker.socket', {activeState: 'failed'})}, 'fatal docker-socket'],
	['somebody else has port 10250',         {sockets: {value: [{kind: 'tcp', address: '*:10250', holders: [{name: 'nc', pid: 5}]}]}}, 'fatal ports'],
	['pods run in docker too',               {docker: {...healthy.docker, containers: {value: [{id: '1', name: 'k8s_a', image: 'a', state: 'running', ofKubelet: true}]}}}, 'warning two-runtimes'],
	['docker runs no more, its containers do', {namespaces: {value: [{name: 'moby', containers: 1, tasks: [4]}]}},            'warning orphans-of-docker'],
	['a RuntimeClass without its handler',   {node: {value: {...seen, runtimeClasses: [{name: 'gvisor', handler: 'runsc'}]}}}, 'warning runtime-handlers'],
	['a size of log that is none',           configured('cgroupDriver: cgroupfs\ncontainerLogMaxSize: 100m\n'),               'warning log-rotation'],
	['containerd 1.5 and kubelet 1.30',      toml(tomlText, {version: {value: '1.5.9'}}),                                    'fatal versions'],
	['docker is down under dockershim',      dockerNode,                                                                     'fatal docker-running'],
	['its daemon.json is broken',            {...dockerNode, docker: {...healthy.docker, config: {value: dockerConfigOf('{ "exec-opts": [ }')}}}, 'fatal docker-config'],
	['nothing may be asked',                 {namespaces: {missing: 'permission denied on /run/containerd/containerd.sock'}}, 'warning permissions'],
	['its socket is masked',                 onCriDockerd({'cri-docker.service': {activeState: 'inactive'}, 'cri-docker.socket': {loadState: 'masked', activeState: 'inactive'}}), 'fatal unit-masked'],
	['it listens elsewhere, and is down',    onCriDockerd({'cri-docker.service': {activeState: 'failed'}, 'cri-docker.socket': {files: [{path: '/s', text: '[Socket]\nListenStream=%t/cri-docker.sock\n'}]}}, 'unix:///var/run/cri-docker.sock'), 'fatal cri-dockerd-running'],
	['its unit has the name of kubespray',   onCriDockerd({'cri-dockerd.service': {activeState: 'failed'}}), 'fatal cri-dockerd-running'],
	['its socket is left over',              {kinds: {...healthy.kinds, '/run/cri-dockerd.sock': 'socket'}, leftovers: ['/run/cri-dockerd.sock']}, 'info docker-leftovers'],
	['cri-dockerd is down',                  {...flagged('--container-runtime-endpoint=unix:///run/cri-dockerd.sock'), ...units('docker.service', {}), processes: [...healthy.processes, {pid: 3, name: 'dockerd', argv: [], state: 'S'}], kinds: {'/run/cri-dockerd.sock': 'socket'}, units: {value: {'docker.service': unitOf('docker.service'), 'cri-docker.service': unitOf('cri-docker.service', {activeState: 'inactive'})}}}, 'fatal cri-dockerd-running'],
	['config.toml was changed since',        {crictl: {...healthy.crictl, info: {value: {conditions: [], config: {containerdEndpoint: 'x', sandboxImage: 'other'}}}}}, 'warning containerd-config-loaded'],
	['nobody listens on the socket',         {sockets: {value: []}},                                                         'warning sockets'],
	['images on NFS',                        {disks: {value: [{...disk, path: '/var/lib/containerd', filesystem: 'nfs4'}]}},  'warning image-filesystem'],
	['image garbage collection upside down', configured('cgroupDriver: cgroupfs\nimageGCHighThresholdPercent: 70\n'),        'warning image-garbage'],
	['the node is NotReady',                 {node: {value: {...seen, ready: false}}},                                       'fatal node-status'],
	['a service ends again and again',       units('etcd.service', {restarts: 60}),                                          'warning restarts'],
	['certs.d that nobody reads',            {kinds: {...healthy.kinds, '/etc/containerd/certs.d': 'directory'}},             'warning registry-folder-unused'],
	["docker's logins",                      {kinds: {...healthy.kinds, '/root/.docker/config.json': 'file'}},                'info registry-credentials'],
	["docker's proxy",                       units('docker.service', {activeState: 'inactive', files: [{path: '/p.conf', text: 'Environment=HTTPS_PROXY=http://u:p@proxy:3128'}]}), 'info proxy'],
	['a stream server for everybody',        changed('stream_server_address = "127.0.0.1"', 'stream_server_address = "0.0.0.0"'), 'warning stream-server'],
	['cri-dockerd asks docker elsewhere',    criDockerd('--docker-endpoint', 'unix:///var/run/dockr.sock'),                  'fatal cri-dockerd-settings'],
	['CRI-O is down',                        {...flagged('--container-runtime-endpoint=unix:///var/run/crio/crio.sock'), kinds: {'/run/crio/crio.sock': 'socket'}, units: {value: {'crio.service': unitOf('crio.service', {activeState: 'failed', result: 'exit-code'}), 'containerd.service': unitOf('containerd.service', {activeState: 'inactive'})}}, processes: healthy.processes.filter(({name}) => name !== 'containerd')}, 'fatal crio-running'],
	['CRI-O is stopped by a signal',         {...flagged('--container-runtime-endpoint=unix:///var/run/crio/crio.sock'), kinds: {'/run/crio/crio.sock': 'socket'}, processes: [...healthy.processes, {pid: 9, name: 'crio', argv: [], state: 'T'}]}, 'fatal crio-running'],
	['docker\'s own bridge beside the CNI',   criDockerd('--network-plugin', ''),                                             'fatal cri-dockerd-settings'],
	['a network plugin of cri-dockerd',      criDockerd('--network-plugin', 'calico'),                                       'fatal cri-dockerd-settings'],
	['a flag of cri-dockerd is misspelt',    criDockerd('--pod-infra-container-img', 'x'),                                   'fatal cri-dockerd-settings'],
	['the kubelet speaks http',              {kubeconfigs: [{path: '/etc/kubernetes/kubelet.conf', server: 'http://10.0.0.1:6443'}]}, 'fatal certificates'],
	['crictl.yaml has a key of its own',     {crictl: {...healthy.crictl, config: {value: readYaml('/etc/crictl.yaml', 'runtime-endpoints: unix:///run/containerd/containerd.sock\n')}}}, 'warning crictl-config'],
	['crictl.yaml is no map',               {crictl: {...healthy.crictl, config: {value: readYaml('/etc/crictl.yaml', 'runtime-endpoint = unix:///run/containerd/containerd.sock\n')}}}, 'warning crictl-config'],
	['a file for clients is not there',      {...configured('authentication:\n  x509:\n    clientCAFile: /etc/x.crt\n'), ...withState({kubernetesFiles: ['/etc/kubernetes/pki/ca.crt']})}, 'fatal kubelet-config-values'],
	['an address that is not the node\'s',   {node: {missing: 'connection refused'}, ...withState({addresses: ['10.0.0.1'], staticPods: [etcd, staticPod('kube-apiserver', '--bind-address=10.0.0.99')]})}, 'fatal control-plane'],
	['the manifests are in another folder',  {...configured('staticPodPath: /etc/kubernetes/manifest\n'), ...withState({manifests: '/etc/kubernetes/manifest', kubernetesFiles: ['/etc/kubernetes/manifests/etcd.yaml']})}, 'fatal static-pods'],
	['the manifest of the API server is gone', {node: {missing: 'connection refused'}, sockets: {value: []}, ...withState({staticPods: [staticPod('kube-scheduler'), staticPod('kube-controller-manager')]})}, 'fatal control-plane'],
	['the folder of static pods',            configured('cgroupDriver: cgroupfs\nstaticPodPath: /x\n'),                      'warning static-pods'],
	['containers of docker alone',           {...flagged('', '1.20.2'), namespaces: {value: []}, processes: [...healthy.processes, {pid: 3, name: 'dockerd', argv: [], state: 'S'}], docker: {...healthy.docker, config: {value: dockerConfigOf('{"log-opts": {"max-size": "10m"}}')}, containers: {value: [{id: '1', name: 'web', image: 'a', state: 'running', ofKubelet: false}]}}}, 'info standalone-containers'],
	["kubeadm's note",                       {node: {value: {...seen, criSocket: '/var/run/dockershim.sock'}}},               'warning cri-socket-annotation'],
	['nothing persisted',                    kernel({persistedModules: []}),                                                 'info persisted-kernel'],
	['/var/lib/kubelet is read-only',        withState({readOnly: [{path: '/var/lib/kubelet', mountedOn: '/var/lib', what: 'filesystem'}]}), 'fatal read-only'],
	['another address than the node has',    {...flagged(`--node-ip=10.1.2.3 ${onContainerd}`), ...withState({addresses: ['127.0.0.1', '10.0.0.5']})}, 'fatal node-address'],
	['no resolv.conf for pods',              {...configured('cgroupDriver: cgroupfs\nresolvConf: /run/x.conf\n'), ...withState({resolvConf: {path: '/run/x.conf'}})}, 'fatal resolv-conf'],
	['a list that is none',                  configured('cgroupDriver: cgroupfs\nclusterDNS: 10.96.0.10\n'),                'fatal kubelet-config-values'],
	['a quantity that is none',              configured('cgroupDriver: cgroupfs\nevictionHard:\n  memory.available: 50Mo\n'), 'fatal kubelet-config-values'],
	['hardly a process number left',         {...configured('cgroupDriver: cgroupfs\nevictionHard:\n  pid.available: 10%\n'), ...kernel({sysctls: {...healthy.kernel.sysctls, 'kernel.pid_max': '32768'}}), ...withState({tasks: 30_000})}, 'fatal pid-pressure'],
	["containerd's root moved",              {containerd: containerdOf(tomlText, {effective: {value: {...effective, root: '/srv/c'}}}), ...withState({stores: [{runtime: 'containerd', root: '/var/lib/containerd', count: 40}]})}, 'fatal image-store'],
	["docker's root moved, it is too busy to tell", {...dockerNode, processes: [...healthy.processes, {pid: 3, name: 'dockerd', argv: [], state: 'S'}], units: {value: {'docker.service': unitOf('docker.service'), 'kubelet.service': unitOf('kubelet.service')}}, docker: {...healthy.docker, config: {value: dockerConfigOf('{"data-root":"/data/docker"}')}, info: {missing: 'no answer'}}, ...withState({stores: [{runtime: 'docker', root: '/var/lib/docker', driver: 'overlay2', count: 12}]})}, 'fatal image-store'],
	['typographic quotes in a file of variables', {...units('kubelet.service', {activeState: 'activating'}), kubelet: {...healthy.kubelet, environmentFiles: [{path: '/etc/default/kubelet', text: 'A=“--v=2”\n'}]}}, 'fatal odd-characters'],
	['more is reserved than there is',       {kubelet: {...healthy.kubelet, config: {value: kubeletConfigOf('systemReserved:\n  memory: 64Gi\n')}}}, 'fatal reserved'],
	['containerd.service is to fork',        units('containerd.service', {properties: {Type: 'forking'}}),                   'fatal unit-type'],
	['a misspelt section in a drop-in',      units('kubelet.service', {files: [{path: '/etc/systemd/system/kubelet.service.d/9.conf', text: '[Servce]\nRestart=always\n'}]}), 'warning unit-files'],
	['an etcd that the API server does not ask', {node: {missing: 'connection refused'}, ...withState({staticPods: [etcd, apiServer('https://127.0.0.1:2399')]})}, 'fatal control-plane'],
	['a flag that the API server does not have', {node: {missing: 'connection refused'}, sockets: {value: []}, ...withState({staticPods: [etcd, {...staticPod('kube-apiserver', '--allow-priviledged=true'), log: ['Error: unknown flag: --allow-priviledged']}]})}, 'fatal control-plane'],
	['probes that ask without a name',        withState({staticPods: [etcd, {...staticPod('kube-apiserver', '--anonymous-auth=false'), text: '    livenessProbe:\n      httpGet:\n        path: /livez\n        port: 6443\n        scheme: HTTPS\n'}]}), 'fatal control-plane'],
	['a volume of another kind',              {...refused('MountVolume.SetUp failed for volume \\"kubeconfig\\" : hostPath type check failed: /etc/kubernetes/scheduler.conf is not a directory'), sockets: {value: []}, node: healthy.node, ...withState({staticPods: [etcd, {...staticPod('kube-scheduler'), text: '  - hostPath:\n      path: /etc/kubernetes/scheduler.conf\n      type: Directory\n', hostPaths: [{name: 'path', value: '/etc/kubernetes/scheduler.conf', path: '/etc/kubernetes/manifests/kube-scheduler.yaml', line: 2}]}]})}, 'fatal control-plane'],
	['a cgroup for shims that nobody made',   {...changed('SystemdCgroup = false', 'SystemdCgroup = false\n        ShimCgroup = "shims"'), ...{journal: refused('failed to start shim: start failed: io.containerd.runc.v2: failed to load cgroup shims: cgroups: cgroup deleted').journal}}, 'fatal containerd-values'],
	['docker keeps its images in containerd', {docker: {...healthy.docker, config: {value: dockerConfigOf('{"features": {"containerd-snapshotter": true}}')}, info: {value: {cgroupDriver: 'cgroupfs', storageDriver: 'overlayfs', rootDir: '/var/lib/docker', liveRestore: false, running: 0, images: 0}}}, ...withState({stores: [{runtime: 'docker', root: '/var/lib/docker', driver: 'overlay2', count: 3}]})}, 'warning image-store'],
	['a runtime by docker\'s own name',       {...dockerNode, docker: {...healthy.docker, config: {value: dockerConfigOf('{"runtimes": {"runc": {"path": "/usr/sbin/runc"}}}')}}}, 'fatal docker-config'],
	['a plugin that the API server does not have', {node: {missing: 'connection refused'}, sockets: {value: []}, ...withState({staticPods: [etcd, {...staticPod('kube-apiserver', '--enable-admission-plugins=NodeRestriction,PodSecurityPolicies'), log: ['Error: enable-admission-plugins plugin "PodSecurityPolicies" is unknown']}]})}, 'fatal control-plane-lists'],
	['a manifest that is no YAML',           {node: {missing: 'connection refused'}, ...withState({staticPods: [{...etcd, broken: {line: 1, message: 'x'}}, apiServer('https://127.0.0.1:2379')]})}, 'fatal control-plane'],
	['nothing to show to the API server',    {...flagged(`--bootstrap-kubeconfig=/etc/kubernetes/bootstrap-kubelet.conf --kubeconfig=/etc/kubernetes/kubelet.conf ${onContainerd}`), kubeconfigs: [{path: '/etc/kubernetes/kubelet.conf', server: 'https://10.0.0.1:6443', holds: 'a token'}], ...withState({kubernetesFiles: ['/etc/kubernetes/kubelet.conf']}), certificates: []}, 'fatal kubelet-credentials'],
	['a token that nobody knows',            refused('E1127 17:03:03.921917    1763 kubelet_node_status.go:96] "Unable to register node with API server" err="Unauthorized" node="node1"'), 'fatal kubelet-credentials'],
	['a cgroup that is not there',           {...configured('cgroupDriver: cgroupfs\nenforceNodeAllocatable: [pods, kube-reserved]\nkubeReservedCgroup: /kube.slice\n'), kinds: {...healthy.kinds, '/sys/fs/cgroup': 'directory'}}, 'fatal reserved-cgroups'],
	['a name that only /etc/hosts has',      {...refused('E1127 17:03:03.921917    1763 reflector.go:150] failed to list *v1.Node: Get "https://kubernetes:6443/api/v1/nodes": dial tcp: lookup kubernetes on 10.0.0.2:53: no such host'), kubeconfigs: [{path: '/etc/kubernetes/kubelet.conf', server: 'https://kubernetes:6443'}], ...withState({names: {hosts: '10.0.0.1 kubernetes', switches: 'hosts: dns'}})}, 'fatal name-resolution'],
	["containerd crashes on its database",   {...units('containerd.service', {activeState: 'activating'}), processes: healthy.processes.filter(({name}) => name !== 'containerd'), journal: {value: ['unexpected fault address 0x7f8e85a06008', 'go.etcd.io/bbolt.(*freelist).read(0x25be63d?, 0x5?)', 'github.com/containerd/containerd/snapshots/storage.(*MetaStore).TransactionContext(0xc0)'].map(text => lastWords('containerd', text))}}, 'fatal containerd-database'],
	["containerd's database is damaged",     {journal: {value: [JSON.stringify({_SYSTEMD_UNIT: 'containerd.service', MESSAGE: 'time="2026-11-27T17:06:12Z" level=warning msg="failed to load plugin io.containerd.metadata.v1.bolt" error="invalid database"'})]}}, 'fatal containerd-database'],
	['lo is down',                           withState({downLinks: ['lo', 'eth1']}), 'fatal links'],
	['too little memory for the API server',  {node: {missing: 'connection refused'}, sockets: {value: []}, ...withState({staticPods: [etcd, {...staticPod('kube-apiserver'), text: 'spec:\n  containers:\n  - resources:\n      limits: {memory: 60Mi}\n      requests:\n        cpu: 250m\n'}]})}, 'fatal control-plane'],
	['a probe at another port',              withState({staticPods: [etcd, {...staticPod('kube-apiserver', '--secure-port=6443'), text: '    livenessProbe:\n      httpGet:\n        path: /livez\n        port: 8443\n        scheme: HTTPS\n'}]}), 'fatal control-plane'],
	['an image of another registry',          {crictl: {...healthy.crictl, images: {value: [{id: '1', names: ['k8s.gcr.io/etcd:3.4.13-0', 'registry.k8s.io/pause:3.8']}]}}, ...withState({staticPods: [{...etcd, image: {name: 'image', value: 'registry.k8s.io/etcd:3.5.9-0', path: etcd.path, line: 9}}, staticPod('kube-apiserver')]})}, 'fatal control-plane'],
	['another server for the controllers',    {kubeconfigs: [{path: '/etc/kubernetes/admin.conf', server: 'https://10.0.0.1:6443'}, {path: '/etc/kubernetes/controller-manager.conf', server: 'https://10.0.0.9:6443'}], ...withState({staticPods: [etcd, staticPod('kube-apiserver'), {...staticPod('kube-controller-manager'), log: ['E1127 leaderelection.go:325] error retrieving resource lock: Get "https://10.0.0.9:6443/apis": dial tcp 10.0.0.9:6443: connect: no route to host']}]})}, 'fatal control-plane'],
	['another authority for its clients',     {...configured('cgroupDriver: cgroupfs\nauthentication:\n  x509:\n    clientCAFile: /etc/kubernetes/pki/front-proxy-ca.crt\n'), kinds: {...healthy.kinds, '/etc/kubernetes/pki/front-proxy-ca.crt': 'file'}, journal: refused('E1127 17:40:59.583796    1899 server.go:310] "Unable to authenticate the request due to an error" err="verifying certificate SN=5 failed: x509: certificate signed by unknown authority"').journal, ...withState({kubernetesFiles: ['/etc/kubernetes/pki/ca.crt']})}, 'warning kubelet-clients'],
	['a second kubelet has its port',         {...units('kubelet.service', {activeState: 'activating'}), journal: refused('E1127 17:40:59.583796    1899 server.go:176] "Failed to listen and serve" err="listen tcp 0.0.0.0:10250: bind: address already in use"').journal, sockets: {value: [{kind: 'tcp', address: '*:10250', holders: [{name: 'kubelet', pid: 77}]}]}}, 'fatal ports'],
	['docker waits for another containerd',   {...dockerNode, docker: {...healthy.docker, daemon: {value: '/usr/sbin/dockerd'}, flags: [{name: '--containerd', value: '/run/other.sock', path: '/d.conf', line: 3}]}, kinds: {...healthy.kinds, '/run/containerd/containerd.sock': 'socket'}, units: {value: {...('value' in healthy.units ? healthy.units.value : {}), 'docker.service': unitOf('docker.service', {activeState: 'activating'})}}}, 'fatal docker-running'],
	['and is told so in daemon.json',   {...dockerNode, docker: {...healthy.docker, daemon: {value: '/usr/sbin/dockerd'}, config: {value: dockerConfigOf('{"containerd": "/run/other.sock"}')}}, kinds: {...healthy.kinds, '/run/containerd/containerd.sock': 'socket'}, units: {value: {...('value' in healthy.units ? healthy.units.value : {}), 'docker.service': unitOf('docker.service', {activeState: 'activating'})}}}, 'fatal docker-running'],
	['crictl asks where containerd was',      {...bareNode, containerd: {...healthy.containerd, address: '/run/containerd/ctd.sock'}, kinds: {'/run/containerd/ctd.sock': 'socket'}}, 'warning crictl-config'],
	['a scheduler that nobody knows',         {kubeconfigs: [{path: '/etc/kubernetes/scheduler.conf', server: 'https://10.0.0.1:6443'}], ...withState({staticPods: [etcd, staticPod('kube-apiserver'), {...staticPod('kube-scheduler'), log: ['E1127 17:57:00.1 1 leaderelection.go:325] error retrieving resource lock kube-system/kube-scheduler: Unauthorized']}]})}, 'fatal control-plane'],
	["its snapshotter's database is damaged", {journal: {value: [JSON.stringify({_SYSTEMD_UNIT: 'containerd.service', MESSAGE: 'time="2026-11-27T17:44:09Z" level=warning msg="Failed to check whether image is unpacked for image docker.io/library/web:1.0" error="failed to open database file: invalid database"'})]}}, 'fatal containerd-database'],
	['users of docker that are mapped',       {...dockerNode, processes: [...healthy.processes, {pid: 3, name: 'dockerd', argv: [], state: 'S'}], docker: {...healthy.docker, config: {value: dockerConfigOf('{"userns-remap": "default"}')}}}, 'fatal docker-pods'],
	['docker listens elsewhere alone',        {...dockerNode, processes: [...healthy.processes, {pid: 3, name: 'dockerd', argv: [], state: 'S'}], docker: {...healthy.docker, flags: [{name: '--H', value: 'tcp://127.0.0.1:2375', path: '/d.conf', line: 3}]}}, 'fatal docker-listens'],
	["a state of the kubelet's own is damaged", {...units('kubelet.service', {activeState: 'activating'}), journal: refused('E1127 17:03:03.921917    1763 run.go:74] "command failed" err="could not restore state from checkpoint: checkpoint is corrupted, please drain this node and delete the memory manager checkpoint file \\"/var/lib/kubelet/memory_manager_state\\" before restarting Kubelet"').journal}, 'fatal kept-state'],
	['a lock that is held for long',          withState({locks: [{path: '/var/lib/cni/networks/cbr0/lock', pid: 77, name: 'flock', ageS: 90}]}), 'fatal locks'],
	['no task left for pods',                 withState({taskLimits: [{path: '/sys/fs/cgroup/pids/kubepods', most: 40, now: 39}]}), 'fatal task-limits'],
	['two ports for connections to others',   kernel({sysctls: {...healthy.kernel.sysctls, 'net.ipv4.ip_local_port_range': '60000\t60001'}}), 'fatal kernel-limits'],
	['a program that restarts the kubelet',   {...withState({restarters: [{path: '/usr/local/bin/monitor', line: 4, text: 'docker ps || systemctl restart kubelet', services: ['kubelet'], unit: 'monitor.service'}]}), journal: {value: [1, 2, 3, 4].map(at => JSON.stringify({__REALTIME_TIMESTAMP: String((nowMs - at * 10_000) * 1000), UNIT: 'kubelet.service', MESSAGE: 'Stopping kubelet.service - kubelet: The Kubernetes Node Agent...'}))}}, 'warning restarted-by'],
	['an answer of 16 bytes',                 changed('disabled_plugins = []', 'disabled_plugins = []\n\n[grpc]\n  max_recv_message_size = 16\n'), 'fatal containerd-values'],
	['a public key of another',               withState({signingKeysFit: false}), 'fatal signing-keys'],
	['a proxy in the kubeconfig',             {node: {missing: 'kubectl: exit 1: The connection to the server 10.0.0.1:6443 was refused - did you specify the right host or port?'}, kubeconfigs: [{path: '/etc/kubernetes/kubelet.conf', server: 'https://10.0.0.1:6443', detours: [{name: 'clusters.0.cluster.proxy-url', value: 'http://10.0.0.9:3128', path: '/etc/kubernetes/kubelet.conf', line: 6}]}]}, 'fatal api-server'],
	['no bus for the cgroup driver systemd',   {...units('dbus.service', {loadState: 'masked', activeState: 'inactive'}), ...configured('cgroupDriver: systemd\n')}, 'fatal dbus'],
	['more processors than there are',        {system: {...healthy.system, processors: 2}, ...withState({staticPods: [etcd, {...staticPod('kube-scheduler'), text: 'spec:\n  containers:\n  - resources:\n      requests:\n        cpu: "64"\n'}]})}, 'fatal control-plane'],
	['etcd as a user who may read nothing',    {node: {missing: 'connection refused'}, sockets: {value: []}, ...withState({staticPods: [{...etcd, text: 'spec:\n  securityContext:\n    runAsUser: 1000\n', log: ['etcdmain: open /etc/kubernetes/pki/etcd/peer.key: permission denied']}, staticPod('kube-apiserver')]})}, 'fatal control-plane'],
	['a file of a network that is gone',       {...cni({binaries: ['bridge', 'portmap', 'loopback', 'cilium-cni'], files: [{path: '/etc/cni/net.d/05-cilium.conflist', name: 'cilium', plugins: ['cilium-cni'], text: '{}'}, {path: '/etc/cni/net.d/10-bridge.conflist', name: 'cbr0', plugins: ['bridge', 'portmap'], text: '{}'}]}), pods: {value: [waiting()]}, journal: {value: [lastWords('containerd', 'failed to setup network for sandbox: plugin type="cilium-cni" failed (add): unable to connect to Cilium daemon: dial unix /var/run/cilium/cilium.sock: connect: no such file or directory')]}}, 'fatal cni-refused'],
	['a drop-in made before the kubelet ended', {...units('kubelet.service', {activeState: 'activating', subState: 'auto-restart', result: 'exit-code'}), ...without('kubelet'), ...withState({changes: {bootedAtMs: nowMs - 9e6, mounts: [], gone: [], entries: [{path: '/etc/systemd/system/kubelet.service.d/x.conf', kind: 'file', mode: '644', owner: '0:0', sizeBytes: 9, modifiedMs: nowMs - 63_000, changedMs: nowMs - 63_000}]}}), journal: {value: [JSON.stringify({__REALTIME_TIMESTAMP: String((nowMs - 60_000) * 1000), UNIT: 'kubelet.service', MESSAGE: "kubelet.service: Failed with result 'exit-code'."})]}}, 'fatal lately-changed'],
	['mended, and nobody tried it since',      {...units('kubelet.service', {activeState: 'failed', subState: 'failed', result: 'exit-code', properties: {InactiveEnterTimestampMonotonic: '8900000000'}}), ...without('kubelet'), ...withState({changes: {bootedAtMs: nowMs - 9e6, mounts: [], gone: [], entries: [{path: '/var/lib/kubelet/config.yaml', kind: 'file', mode: '644', owner: '0:0', sizeBytes: 9, modifiedMs: nowMs - 8e6, changedMs: nowMs - 50_000}]}})}, 'fatal left-down'],
	['a link that loses its packets',          {node: missing, ...withState({ways: {rules: [], voids: [], queues: ['qdisc netem 8001: dev eth0 root refcnt 2 limit 1000 loss 100%']}})}, 'fatal packet-ways'],
	['a library that is gone',                 {journal: {missing: 'journalctl -b: exit 127: journalctl: error while loading shared libraries: libseccomp.so.2: cannot open shared object file: No such file or directory'}}, 'fatal libraries'],
	['pods that are killed from outside',      {pods: {value: ['a', 'b', 'c'].map(name => ({namespace: 'default', name, uid: name, createdAtMs: 0, settled: false, words: [{container: 'main', reason: 'CrashLoopBackOff', message: 'back-off 40s restarting failed container'}, {container: 'main', reason: 'Error', exitCode: 137}]}))}}, 'warning pods'],
	['a range that starts elsewhere',          {...cni({files: [{path: '/etc/cni/net.d/1.conflist', name: 'x', plugins: ['bridge'], text: '{"plugins":[{"type":"bridge","ipam":{"subnet":"10.1.0.0/24","rangeStart":"10.2.0.9"}}]}'}]})}, 'fatal cni-values'],
	['an empty mount over the plugins',        {...cni({binaries: []}), ...withState({hidden: [{path: '/opt/cni/bin', filesystem: 'tmpfs'}]})}, 'fatal hidden-places'],
	['a journal that keeps nothing',           withState({journald: [{name: 'Storage', value: 'none', path: '/etc/systemd/journald.conf.d/1.conf', line: 2}]}), 'warning journal-kept'],
	['the certificate of another node',        {kubeconfigs: [{path: '/etc/kubernetes/kubelet.conf', server: 'https://10.0.0.1:6443', user: 'system:node:node1', shown: 'system:node:node7'}]}, 'fatal node-name'],
	['no clock',                             {clock: {value: {synchronized: false}}},                                        'info clock'],
	['more to do than it can',               {system: {...healthy.system, load: 40}},                                        'info load'],
	['leftovers',                            {leftovers: ['/var/lib/docker']},                                               'info docker-leftovers'],
];

it('a probe of a container beside the API server is its own', () => {
	const probe = '      httpGet:\n        path: /healthz\n        port: 8787\n';
	const text = `    image: kube-apiserver:1\n  - name: kms\n    image: kms:1\n    livenessProbe:\n${probe}`;
	const pods = [etcd, {...staticPod('kube-apiserver', '--secure-port=6443'), text}];
	const found = runChecks(healthyNode(withState({staticPods: pods})), undefined).checks;
	expect(found.find(({id}) => id === 'control-plane')?.because).not.toMatch(/probe/);
});

it.each(faults)('%s', (_, more, expected) => {
	expect(first(healthyNode(more))).toBe(expected);
});

it('what is built into the kernel needs no file that loads it', () => {
	const overlay = healthy.kernel.persistedModules.filter(({name}) => name === 'overlay');
	const node = healthyNode(kernel({modules: ['overlay'], persistedModules: overlay}));
	expect(runChecks(node, undefined).checks.find(({id}) => id === 'persisted-kernel')?.verdict).toBe('ok');
});

const pause = (...names: readonly string[]) => ({crictl: {...healthy.crictl, images: {value: [{id: '1', names}]}}});
const endpoint = '--container-runtime-endpoint=unix:///run/containerd/containerd.sock';

// biome-ignore format: a table
it.each([
	['a driver that does not exist becomes that of the runtime', configured('cgroupDriver: systmd\n'),
		['sed -i \'2s|systmd|cgroupfs|\' /var/lib/kubelet/config.yaml', 'systemctl restart kubelet']],
	['the default runtime becomes one that is there',            changed('default_runtime_name = "runc"', 'default_runtime_name = "nvidia"'),
		["sed -i '9s|nvidia|runc|' /etc/containerd/config.toml", 'systemctl restart containerd']],
	['no pause image at all: it must come from somewhere',       {crictl: {...healthy.crictl, images: {value: []}}},
		['crictl pull registry.k8s.io/pause:3.8']],
	['another tag of it is there: that one',                     pause('k8s.gcr.io/pause:3.2', 'registry.k8s.io/pause:3.6', 'busybox:1'),
		["sed -i '5s|registry\\.k8s\\.io/pause:3\\.8|registry.k8s.io/pause:3.6|' /etc/containerd/config.toml", 'systemctl restart containerd']],
	['the one that the kubelet names is there: that one',        {...pause('registry.k8s.io/pause:3.6', 'registry.k8s.io/pause:3.9', 'registry.k8s.io/pause:4.0'), ...flagged(`${endpoint} --pod-infra-container-image=registry.k8s.io/pause:3.9`)},
		["sed -i '5s|registry\\.k8s\\.io/pause:3\\.8|registry.k8s.io/pause:3.9|' /etc/containerd/config.toml", 'systemctl restart containerd']],
	['an older client certificate of the kubelet takes its place', {kubeconfigs: [{path: '/etc/kubernetes/kubelet.conf', broken: {path: '/p/current.pem', because: 'is not there', instead: '/p/kubelet-client-2026.pem'}}]},
		['ln -sfn /p/kubelet-client-2026.pem /p/current.pem', 'systemctl restart kubelet']],
	['a quantity is mended, a list becomes one',                 configured('clusterDNS: 10.96.0.10\nevictionHard:\n  memory.available: 50Mo\n'),
		["sed -i '2s|10\\.96\\.0\\.10|[10.96.0.10]|' /var/lib/kubelet/config.yaml", "sed -i '4s|50Mo|50Mi|' /var/lib/kubelet/config.yaml", 'systemctl restart kubelet']],
	['a folder without CNI files, and another with them',        {...cni({confDir: '/etc/cni/nett.d', files: [], elsewhere: {confDirs: ['/etc/cni/net.d'], binDirs: []}}), ...changed('runtimes.runc.options]', 'cni]\n    conf_dir = "/etc/cni/nett.d"\n[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]')},
		[expect.stringMatching(/^sed -i '\d+s\|\/etc\/cni\/nett\\\.d\|\/etc\/cni\/net\.d\|' \/etc\/containerd\/config\.toml$/), 'systemctl restart containerd']],
	['a plugin that is nearly one which is there',               cni({files: [{path: '/etc/cni/net.d/1.conflist', text: '{"plugins":[\n{"type":"brigde"}]}', name: 'x', plugins: ['brigde']}]}),
		[`sed -i '2s|"brigde"|"bridge"|' /etc/cni/net.d/1.conflist`, 'systemctl restart containerd']],
	['a copy of a manifest moves out of the folder',             {node: {missing: 'connection refused'}, ...withState({staticPods: [{...apiServer('https://127.0.0.1:2379'), path: '/etc/kubernetes/manifests/kube-apiserver.yaml.bak'}, apiServer('https://127.0.0.1:2379'), etcd]})},
		['mv /etc/kubernetes/manifests/kube-apiserver.yaml.bak /etc/kubernetes/kube-apiserver.yaml.bak', 'systemctl restart kubelet']],
	['a file is where no volume brings it',                      {node: {missing: 'connection refused'}, ...withState({staticPods: [etcd, {...staticPod('kube-apiserver', '--client-ca-file=/etc/kubernetes/pki/ca.crt'), hostPaths: [{name: 'h', value: '/etc/kubernetes/pki', path: '/m', line: 9}], mountPaths: [{name: 'm', value: '/etc/kubernetes/pkix', path: '/m', line: 8}]}]})},
		["sed -i '8s|/etc/kubernetes/pkix|/etc/kubernetes/pki|' /m", 'systemctl restart kubelet']],
	['another name for a file that is there',                    {node: {missing: 'connection refused'}, ...withState({kubernetesFiles: ['/etc/kubernetes/pki/etcd/server.crt'], staticPods: [{...staticPod('etcd', '--cert-file=/etc/kubernetes/pki/etcd/srv.crt'), absent: ['/etc/kubernetes/pki/etcd/srv.crt']}, apiServer('https://10.0.0.9:2379')]})},
		["sed -i '5s|/etc/kubernetes/pki/etcd/srv\\.crt|/etc/kubernetes/pki/etcd/server.crt|' /etc/kubernetes/manifests/etcd.yaml", 'systemctl restart kubelet']],
	['the pause image of cri-dockerd that docker has',           {...criDockerd('--pod-infra-container-image', 'registry.k8s.io/pause:3.99'), ...withState({stores: [{runtime: 'docker', root: '/var/lib/docker', driver: 'overlay2', count: 3, names: ['registry.k8s.io/pause:3.9', 'busybox:1']}]})},
		["sed -i '7s|registry\\.k8s\\.io/pause:3\\.99|registry.k8s.io/pause:3.9|' /u", 'systemctl daemon-reload', 'systemctl restart cri-docker']],
	['a client certificate of another authority is made again',  {certificates: [{path: '/etc/kubernetes/pki/apiserver-etcd-client.crt', subject: 'CN=x', fromMs: nowMs - 1e6, untilMs: nowMs + 9e9, unfit: {for: 'authority', path: '/etc/kubernetes/pki/etcd/ca.crt'}}]},
		['mv /etc/kubernetes/pki/apiserver-etcd-client.crt /etc/kubernetes/pki/apiserver-etcd-client.crt.old', 'mv /etc/kubernetes/pki/apiserver-etcd-client.key /etc/kubernetes/pki/apiserver-etcd-client.key.old', 'kubeadm init phase certs apiserver-etcd-client', expect.stringContaining('start the control plane again'), 'systemctl restart kubelet']],
	['it is made again where kubeadm was told to keep it',       {certificates: [{path: '/opt/pki/etcd/peer.crt', subject: 'CN=x', fromMs: nowMs - 1e6, untilMs: nowMs + 9e9, unfit: {for: 'no-key', path: '/opt/pki/etcd/peer.key', folder: '/opt/pki'}}]},
		['kubeadm certs renew etcd-peer --cert-dir /opt/pki', expect.stringContaining('start the control plane again'), 'systemctl restart kubelet']],
	['a short name in a list over several lines goes alone',    {containerd: containerdOf('version = 2\ndisabled_plugins = [\n  "cri", # docker\n  "io.containerd.internal.v1.tracing" ]\n')},
		[`sed -i -E '3s|["'\\'']cri["'\\''] *,?||' /etc/containerd/config.toml`, 'systemctl restart containerd']],
	['a key that nobody can read is made again, the names kept', {certificates: [{path: '/etc/kubernetes/pki/apiserver.crt', subject: 'CN=x', fromMs: nowMs - 1e6, untilMs: nowMs + 9e9, unfit: {for: 'no-key', path: '/etc/kubernetes/pki/apiserver.key'}}]},
		['kubeadm certs renew apiserver', expect.stringContaining('start the control plane again'), 'systemctl restart kubelet']],
	['a certificate that nobody can read is made again',         {certificates: [{path: '/etc/kubernetes/pki/apiserver.crt', subject: '', fromMs: 0, untilMs: nowMs + 9e9, unfit: {for: 'no-certificate', path: '/etc/kubernetes/pki/apiserver.crt'}}]},
		['mv /etc/kubernetes/pki/apiserver.crt /etc/kubernetes/pki/apiserver.crt.old', 'mv /etc/kubernetes/pki/apiserver.key /etc/kubernetes/pki/apiserver.key.old', 'kubeadm init phase certs apiserver', expect.stringContaining('start the control plane again'), 'systemctl restart kubelet']],
	['an authority that nobody can read is taken from a kubeconfig', {certificates: [{path: '/etc/kubernetes/pki/ca.crt', subject: '', fromMs: 0, untilMs: nowMs + 9e9, unfit: {for: 'no-certificate', path: '/etc/kubernetes/pki/ca.crt'}}]},
		[expect.stringMatching(/kubelet\.conf .*base64 -d > \/etc\/kubernetes\/pki\/ca\.crt'$/), expect.stringContaining('start the control plane again'), 'systemctl restart kubelet']],
	['a flag with an address goes',                              {...flagged(`--node-ip=10.1.2.3 ${onContainerd}`), ...withState({addresses: ['10.0.0.5']})},
		["sed -i -E '1s# ?--node-ip([= ][^\" ]*)?([\" ]|$)#\\2#' /var/lib/kubelet/kubeadm-flags.env", 'systemctl restart kubelet']],
	['the API server is told where etcd serves',                 {node: {missing: 'connection refused'}, ...withState({staticPods: [etcd, apiServer('https://127.0.0.1:2399')]})},
		["sed -i '5s|https://127\\.0\\.0\\.1:2399|https://127.0.0.1:2379|' /etc/kubernetes/manifests/kube-apiserver.yaml", 'systemctl restart kubelet']],
	['the flag that is meant',                                   {node: {missing: 'connection refused'}, sockets: {value: []}, ...withState({staticPods: [{...staticPod('kube-apiserver', '--allow-priviledged=true'), log: ['Error: unknown flag: --allow-priviledged']}]})},
		["sed -i '5s|--allow-priviledged|--allow-privileged|' /etc/kubernetes/manifests/kube-apiserver.yaml", 'systemctl restart kubelet']],
	['a drop-in that sets ExecStart twice is emptied first',     units('kubelet.service', {loadState: 'bad-setting', files: [{path: '/u', text: 'ExecStart=/a\n'}, {path: '/d', text: '[Service]\nExecStart=/b\n'}]}),
		['systemd-analyze verify kubelet.service', "sed -i '2i ExecStart=' /d", 'systemctl daemon-reload', 'systemctl start kubelet.service']],
	['only the mount is read-only',                              withState({readOnly: [{path: '/var/lib/containerd', mountedOn: '/var/lib/containerd', what: 'mount'}]}),
		['mount -o remount,bind,rw /var/lib/containerd', 'systemctl restart containerd kubelet']],
	['the kubeconfig holds one itself: the broken file goes away', {kubeconfigs: [{path: '/etc/kubernetes/kubelet.conf', broken: {path: '/p/current.pem', because: 'holds no certificate', dispensable: true}}]},
		['mv /p/current.pem /p/current.pem.broken', 'systemctl restart kubelet']],
] as const)('what is to be typed: %s', (_, more, expected) => {
	const [root] = runChecks(healthyNode(more), undefined).checks;
	expect(root?.fix.flatMap(({text, argv}) => (argv ? [text] : []))).toEqual(expected);
});

it('every check is the first finding of some fault', () => {
	const found = new Set(faults.map(([, , expected]) => expected.split(' ')[1]));
	const untried = checks.map(({id}) => id).filter(id => !found.has(id));
	expect(untried).toEqual([]);
});

describe('the lists', () => {
	it('IDs are there once, and those that are followed exist', () => {
		const ids = checks.map(({id}) => id);
		expect(new Set(ids).size).toBe(ids.length);
		expect(checks.flatMap(({follows = []}) => follows).filter(id => !ids.includes(id))).toEqual([]);
	});

	it('a check is in the file of its name', async () => {
		for (const {id} of checks) await expect(import(`../../src/checks/${id}.ts`)).resolves.toBeDefined();
	});

	it('no check throws where nothing is known', () => {
		const part = {missing: 'no'};
		const nothing: NodeSnapshot = {
			...healthyNode(),
			units: part,
			processes: [],
			kubelet: {
				version: part,
				running: part,
				flags: [],
				environmentFiles: [],
				config: part,
				configDropIns: [],
				instanceConfig: part,
				endpoint: part,
			},
			containerd: {...containerdOf(), binary: part, version: part, config: part, effective: part, plugins: part},
			crictl: {version: part, config: part, info: part, images: part},
			docker: {...healthy.docker, daemon: part, version: part, config: part, info: part, containers: part},
			cni: {confDir: '/etc/cni/net.d', binDirs: [], files: [], ignored: [], binaries: [], remembered: []},
			namespaces: part,
			sockets: part,
			disks: part,
			clock: part,
			node: part,
			journal: part,
			certificates: [],
			kubeconfigs: [],
			programs: {},
			kinds: {},
			kernel: {
				filesystems: [],
				modules: [],
				sysctls: {},
				persistedModules: [],
				persistedSysctls: [],
				swaps: [],
				cgroups: part,
			},
		};
		const {verdict, checks: found} = runChecks(nothing, undefined);
		expect(found.filter(({because}) => because.startsWith('this check itself failed'))).toEqual([]);
		expect(verdict).toBe('ok');
	});
});

describe('a distribution that brings its own kubelet and containerd', () => {
	const checked = (name: string, more: Parameters<typeof unitOf>[1] = {}) =>
		runChecks({...healthy, ...bare, ...distribution(name, more)}, undefined).checks;
	const outcomeOf = (all: ReturnType<typeof checked>, id: string) => all.find(each => each.id === id);

	it('runs: nothing is said of a containerd or a kubelet of the system', () => {
		const all = checked('k3s-agent.service');
		expect(outcomeOf(all, 'distribution-running')?.verdict).toBe('ok');
		expect(outcomeOf(all, 'containerd-running')?.verdict).toBe('skipped');
		expect(outcomeOf(all, 'kubelet-running')?.verdict).toBe('skipped');
	});

	it('is down: its own unit is started again, and containerd is left alone', () => {
		const all = checked('k3s.service', {activeState: 'failed', result: 'exit-code'});
		const found = outcomeOf(all, 'distribution-running');
		expect(found?.fix.map(({text}) => text).slice(0, 2)).toEqual([
			'systemctl reset-failed k3s',
			'systemctl restart k3s',
		]);
		expect(
			all.flatMap(({fix}) => fix.map(({text}) => text)).filter(text => text.endsWith('restart containerd')),
		).toEqual([]);
	});

	it('a server that has the unit of an agent as well runs with one of the two', () => {
		const both = {
			value: {
				'k3s.service': unitOf('k3s.service'),
				'k3s-agent.service': unitOf('k3s-agent.service', {activeState: 'inactive'}),
			},
		};
		const [found] = runChecks({...healthy, ...bare, units: both}, undefined).checks.filter(
			({id}) => id === 'distribution-running',
		);
		expect(found?.verdict).toBe('ok');
	});
});

describe('the configuration that containerd writes itself', () => {
	const fileOf = (kind: string, version: string) =>
		readFileSync(new URL(`../fixtures/containerd/${kind}-${version}.toml`, import.meta.url), 'utf8');

	// From `containerd config default` and `containerd config dump` of these versions.
	it.each(['1.6.20', '1.7.24', '2.1.9'])('of %s gives no finding', version => {
		const own = containerdOf(fileOf('default', version), {
			version: {value: version},
			effective: {value: readToml('/dump', fileOf('dump', version)).data ?? {}},
		});
		const pause = [{id: 'sha256:1', names: [sandboxImageOf(known(own.effective)) ?? ''], pinned: true}];
		const node = {...healthy, containerd: own, crictl: {...healthy.crictl, images: {value: pause}}};
		const found = runChecks(node, undefined).checks;
		const grave = found.filter(({verdict}) => verdict === 'fatal' || verdict === 'warning');
		expect(grave.map(({id, because}) => `${id}: ${because}`)).toEqual([]);
	});
});
