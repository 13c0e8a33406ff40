import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import type {MigrationFacts} from '../../src/migrate/facts.ts';
import {verdictOf} from '../../src/migrate/preflight/finding.ts';
import {judge} from '../../src/migrate/preflight/index.ts';
import type {NodeSnapshot} from '../../src/model/node-snapshot.ts';
import type {DockerCaller, PackageList} from '../../src/model/node-surroundings.ts';
import type {Disk} from '../../src/model/node-system.ts';
import {containerOf, dockerNode, imageOf, podOf, type Told} from '../support/migration-facts.ts';
import {dockerConfigOf, healthyNode, withState} from '../support/node-snapshot.ts';

const cniOf = (more = {}) => ({
	confDir: '/etc/cni/net.d',
	binDirs: ['/opt/cni/bin'],
	files: [{path: '/etc/cni/net.d/10-a.conflist', text: '', name: 'a', plugins: ['bridge']}],
	ignored: [],
	binaries: ['bridge'],
	remembered: [],
	...more,
});

const dockerTold = (docker: Partial<NodeSnapshot['docker']>) => ({
	docker: {...dockerNode().snapshot.docker, ...docker},
});
const dockerInfo = (info: object) =>
	dockerTold({
		info: {
			value: {
				cgroupDriver: 'cgroupfs',
				storageDriver: 'overlay2',
				rootDir: '/var/lib/docker',
				liveRestore: false,
				running: 1,
				images: 1,
				...info,
			},
		},
	});
const onDataDisk = () => dockerInfo({rootDir: '/data/docker'});

const diskOf = (path: string, mountedOn: string, sizeBytes: number, availableBytes: number): Disk => ({
	path,
	mountedOn,
	filesystem: 'ext4',
	sizeBytes,
	availableBytes,
	inodes: 0,
	availableInodes: 0,
});

/** docker's own disk has 10 MB left, of which it may take 5. */
const smallDocker = (sizes: readonly number[], carried: readonly string[] = []): Told => ({
	snapshot: onDataDisk(),
	surroundings: {
		disks: {value: [diskOf('/data/docker', '/data', 50e6, 10e6), diskOf('/var/lib', '/', 100e9, 60e9)]},
	},
	workloads: {
		images: {value: sizes.map((sizeBytes, index) => imageOf(`web${index}:1`, {sizeBytes}))},
		carried: {value: carried.map(name => `docker.io/library/${name}`)},
	},
});

const brokenHosts = (image: string): Told => {
	const path = '/etc/containerd/certs.d/reg.local:5000/hosts.toml';
	const file = {path, text: 'server = "x\n', settings: [], broken: {message: 'bad', line: 1}};
	return {
		snapshot: {containerd: {...dockerNode().snapshot.containerd, hosts: [file]}},
		workloads: {images: {value: [imageOf(image)]}},
	};
};

const failingCtr = (missing: string): Told => ({
	snapshot: {
		containerd: {...dockerNode().snapshot.containerd, plugins: {missing}},
		programs: {...dockerNode().snapshot.programs, ctr: '/usr/local/bin/ctr'},
	},
});
const damagedRunc: Told = {
	snapshot: withState({damaged: [{path: '/usr/sbin/runc', what: 'no program'}]}),
};

const packagesOf = ({automatic}: {automatic: boolean}): PackageList => ({
	manager: 'dpkg',
	ofContainerd: 'containerd',
	installed: [
		{name: 'docker.io', version: '20.10.24', needs: ['containerd', 'runc'], automatic: false},
		{name: 'containerd', version: '1.6.20', needs: ['runc'], automatic},
	],
});

const callerOf = (path: string, more: Partial<DockerCaller> = {}): DockerCaller => ({
	path,
	kind: 'crontab',
	lines: [{line: 3, text: '0 3 * * * root docker image prune --force'}],
	calls: [{docker: 'docker image prune --force', becomes: ['crictl rmi --prune'], lost: []}],
	...more,
});

const found = (facts: MigrationFacts, id: string) => judge(facts).find(finding => finding.id === id);

const held = {
	workloads: {
		pods: {value: [podOf('web', {controller: 'ReplicaSet'})]},
		budgets: {value: [{name: 'default/one', needed: 1, healthy: 1, pods: ['default/web']}]},
	},
};

const halfHeld = (more: object) => ({
	workloads: {
		pods: {value: [podOf('web', {controller: 'ReplicaSet'}), podOf('web-2', {controller: 'ReplicaSet'})]},
		budgets: {
			value: [{name: 'default/one', needed: 1, healthy: 2, allowed: 1, pods: ['default/web', 'default/web-2']}],
		},
		...more,
	},
});

it('a budget that lets one go after the other is no matter where others become healthy elsewhere', () => {
	expect(found(dockerNode(halfHeld({otherNodes: {value: 1}})), 'budgets')).toBeUndefined();
});

it('a file that may not be written and need not be stands in nobody’s way', () => {
	expect(found(dockerNode({surroundings: {locked: ['/etc/other']}}), 'locked-files')).toBeUndefined();
	// Nothing is written there.
	expect(found(dockerNode({surroundings: {inTheWay: ['/etc/containerd/certs.d']}}), 'locked-files')).toBeUndefined();
});

it('a plain node of kubeadm may go', () => {
	const facts = dockerNode({snapshot: {cni: cniOf()}});
	expect(judge(facts).filter(({verdict}) => verdict !== 'go')).toEqual([]);
	expect(verdictOf(judge(facts), [])).toBe('go');
});

it('a small disk of containerd’s own: another one that has room is named, and how much more it wants', () => {
	const disks = (ownBytes: number) => ({
		value: [diskOf('/', '/', 100e9, 60e9), diskOf('/var/lib/containerd', '/var/lib/containerd', ownBytes, ownBytes)],
	});
	const fixes = (ownBytes: number) =>
		found(
			dockerNode({
				snapshot: {disks: disks(ownBytes)},
				surroundings: {disks: {value: []}},
				workloads: {images: {value: [imageOf('web:1.0', {sizeBytes: 4e9})]}},
			}),
			'disk-room',
		)?.fix.map(({text}) => text) ?? [];
	expect(fixes(5e9)).toEqual([
		'keep them on another disk: rtconsole migrate apply --containerd-root /var/lib/containerd-data',
		'or give /var/lib/containerd 3.9 GB more',
		expect.stringContaining('docker image prune'),
	]);
	expect(fixes(50e9)).toEqual([]);
});

describe('what stops it, or asks', () => {
	const secret = podOf('builder', {hostPaths: ['/var/run/docker.sock']});
	const onContainerd = '--container-runtime=remote --container-runtime-endpoint=unix:///run/containerd/containerd.sock';
	const byHand = {
		flags: onContainerd,
		snapshot: {
			kubelet: {...dockerNode({flags: onContainerd}).snapshot.kubelet, running: {missing: 'no kubelet runs'}},
			node: {value: {...((dockerNode().snapshot.node as {value: never}).value as object), ready: false} as never},
			processes: [{pid: 7, name: 'dockerd', argv: ['dockerd']}] as never,
		},
	};
	const brokenFirst = cniOf({
		files: [
			{path: '/etc/cni/net.d/00-old.conf', text: '{', plugins: [], broken: {message: 'Unexpected end'}},
			...cniOf().files,
		],
	});
	const flagOf = (name: string, value: string) => ({name, value, path: '/unit', line: 3});
	const saidTwice: Told = {
		snapshot: dockerTold({
			config: {value: dockerConfigOf('{"log-driver": "json-file"}')},
			flags: [flagOf('--log-driver', 'json-file')],
		}),
	};
	const listensAt = (socket: string) => dockerTold({criDockerdFlags: [flagOf('--container-runtime-endpoint', socket)]});
	it('what makes a network is put right before docker is left, without a restart of anything', () => {
		const fixOf = (told: Told, id: string) =>
			judge(dockerNode(told))
				.find(each => each.id === id)
				?.fix.flatMap(({argv}) => (argv ? [argv.join(' ')] : []));
		expect(fixOf({snapshot: {cni: brokenFirst}}, 'cni')).toEqual([
			'mv /etc/cni/net.d/00-old.conf /etc/cni/net.d/00-old.conf.wrong',
		]);
		const cilium = {path: '/etc/cni/net.d/05-cilium.conflist', text: '', name: 'cilium', plugins: ['cilium-cni']};
		expect(fixOf({snapshot: {cni: cniOf({files: [cilium, ...cniOf().files]})}}, 'cni')?.[0]).toBe(
			'mv /etc/cni/net.d/05-cilium.conflist /etc/cni/net.d/05-cilium.conflist.away',
		);
		const alone = judge(dockerNode({snapshot: {cni: cniOf({files: [cilium]})}})).find(({id}) => id === 'cni');
		expect(alone?.fix.map(({text}) => text).join('\n')).toContain("the plugin's own DaemonSet");
		expect(fixOf(saidTwice, 'docker-restarts')).toEqual([expect.stringContaining('/etc/docker/daemon.json')]);
	});

	const criDockerd = {kubelet: '1.30.4', flags: '--container-runtime-endpoint=unix:///run/cri-dockerd.sock'};
	// biome-ignore format: a table
	it.each<[string, string, string, RegExp, Parameters<typeof dockerNode>[0]]>([
		['runtime', 'no-go', 'k3s', /k3s brings its own containerd/, {units: {'k3s.service': {}}}],
		['runtime', 'no-go', 'another runtime', /neither docker nor containerd.*crio\.sock/, {kubelet: '1.30.4', flags: '--container-runtime-endpoint=unix:///run/crio/crio.sock'}],
		['runtime', 'go', 'cri-dockerd', /through cri-dockerd/, {kubelet: '1.30.4', flags: '--container-runtime-endpoint=unix:///run/cri-dockerd.sock'}],
		['runtime', 'go', 'cri-dockerd that listens elsewhere', /through cri-dockerd/, {kubelet: '1.30.4', flags: '--container-runtime-endpoint=unix:///var/run/cri-docker.sock', units: {'cri-docker.socket': {files: [{path: '/s', text: 'ListenStream=%t/cri-docker.sock\n'}]}}}],
		['runtime', 'no-go', 'a socket that nobody knows', /^the kubelet is told of neither docker nor containerd, but of unix:\/\/\/run\/x\.sock/, {kubelet: '1.30.4', flags: '--container-runtime-endpoint=unix:///run/x.sock'}],
		['runtime', 'no-go', 'docker is down under dockershim', /^dockerd does not run.*no image can be carried over/, {units: {'docker.service': {activeState: 'failed'}}}],
		['runtime', 'no-go', 'cri-dockerd is down', /^cri-dockerd does not run.*ends no pod/, {...criDockerd, units: {'cri-docker.service': {activeState: 'inactive'}}}],
		['runtime', 'no-go', 'and so is docker below it', /^dockerd does not run/, {...criDockerd, units: {'docker.service': {activeState: 'inactive'}, 'cri-docker.service': {activeState: 'failed'}}}],
		['runtime', 'no-go', 'kubespray calls its unit otherwise', /^cri-dockerd does not run/, {...criDockerd, units: {'cri-dockerd.service': {activeState: 'failed'}}}],
		['runtime', 'no-go', 'docker of a snap', /^docker is a snap here/, {units: {'docker.service': {loadState: 'not-found'}, 'snap.docker.dockerd.service': {}}}],
		['runtime', 'go', 'begun by hand, the kubelet stopped', /^begun by hand/, byHand],
		['cluster-access', 'go', 'and NotReady for that reason alone', /^pods are moved/, byHand],
		['runtime', 'go', 'begun by a walk', /it goes on/, {facts: {did: new Set(['cordon'])}}],
		['runtime', 'no-go', 'told of containerd, and still running on docker', /^the kubelet is told of containerd, and the one that runs still uses docker/, {flags: onContainerd, running: ['--network-plugin=cni']}],
		['runtime', 'no-go', 'told of containerd, stopped, and docker gone', /^the kubelet is told of containerd already, and does not run$/, {...byHand, snapshot: {...byHand.snapshot, processes: []}}],
		['runtime', 'go', 'what was left behind may be down', /^a migration was made here: the kubelet uses containerd/, {kubelet: '1.30.4', flags: '--container-runtime-endpoint=unix:///run/containerd/containerd.sock', units: {'docker.service': {activeState: 'inactive'}}, facts: {did: new Set(['stop-docker'])}}],
		['versions', 'no-go', 'containerd 1.6.20 under Kubernetes 1.32', /needs containerd 1\.6\.36/, {kubelet: '1.32.1'}],
		['versions', 'go', 'containerd 1.6.20 under Kubernetes 1.26', /1\.26\.1/, {kubelet: '1.26.1'}],
		['containerd-config', 'no-go', 'no TOML', /is no TOML/, {containerdConfig: 'version = 2\n[plugins\n'}],
		['cni', 'no-go', 'no network', /no configuration of a CNI plugin/, {snapshot: {cni: cniOf({files: []})}}],
		['cni', 'no-go', 'kubenet', /kubenet/, {flags: '--network-plugin=kubenet'}],
		['cni', 'no-go', 'a plugin that is not there', /needs bridge/, {snapshot: {cni: cniOf({binaries: ['portmap']})}}],
		['cni', 'no-go', 'a first file that is no JSON', /00-old\.conf is not JSON.*containerd takes that one/, {snapshot: {cni: brokenFirst}}],
		['docker-restarts', 'consent', 'a key that stands on the command line too', /^docker runs, and would not start again: log-driver stands in/, saidTwice],
		['docker-restarts', 'consent', 'a key that nobody knows', /^docker runs, and would not start again: .*log-drivr/, {daemonJson: '{"log-drivr": "local"}'}],
		['runtime', 'go', 'both units of cri-dockerd, and the other one runs', /through cri-dockerd/, {kubelet: '1.30.4', flags: '--container-runtime-endpoint=unix:///run/cri/own.sock', units: {'cri-docker.service': {activeState: 'inactive'}, 'cri-dockerd.service': {}}, snapshot: listensAt('unix:///run/cri/own.sock')}],
		['standalone-containers', 'consent', 'a container of compose', /^db: stop/, {workloads: {containers: {value: [containerOf('db', {compose: 'shop'})]}}}],
		['standalone-containers', 'go', 'one that is stopped already', /kubelet alone/, {workloads: {containers: {value: [containerOf('db', {running: false})]}}}],
		['standalone-containers', 'consent', 'one that is gone once it stops', /^web, db, ci: .*so that no undo brings it back: ci$/, {workloads: {containers: {value: [containerOf('web', {removesItself: true}), containerOf('db'), containerOf('ci', {removesItself: true})]}}, surroundings: {running: [{name: 'web.service', lines: ['ExecStart=/usr/bin/docker run --rm --name web nginx']}]}}],
		['kubelet-files', 'no-go', 'a broken file of the kubelet', /config\.yaml is no YAML/, {kubeletConfig: 'a: [1\nb: 2\n'}],
		['drained-pods', 'go', 'a Job in the middle', /^default\/import: ended in the middle/, {workloads: {pods: {value: [podOf('import', {controller: 'Job'}), podOf('done', {controller: 'Job', phase: 'Succeeded'})]}}}],
		['drained-pods', 'go', 'an emptyDir', /^default\/web: what is in an emptyDir is gone$/, {workloads: {pods: {value: [podOf('web', {controller: 'ReplicaSet', emptyDirs: ['cache']}), podOf('agent', {controller: 'DaemonSet', emptyDirs: ['x']})]}}}],
		['other-images', 'go', 'one name, two images', /^containerd has another image under docker\.io\/library\/web:1\.0: docker's/, {workloads: {images: {value: [imageOf('web:1.0', {digests: []})]}, carried: {value: ['docker.io/library/web:1.0']}, carriedIds: {value: []}}}],
		['node-tools', 'no-go', 'no runc', /^runc is not in PATH/, {snapshot: {programs: {iptables: '/sbin/iptables'}}}],
		['node-tools', 'no-go', 'no iptables, and a bridge that masquerades', /^iptables is not in PATH, and \/etc\/cni\/net\.d\/10-a\.conflist wants it \(ipMasq\)/, {snapshot: {programs: {runc: '/sbin/runc'}, cni: cniOf({files: [{path: '/etc/cni/net.d/10-a.conflist', text: '{"ipMasq": true}', plugins: ['bridge']}]})}}],
		['node-tools', 'go', 'no iptables, and a plugin that may call it', /the CNI plugin portmap calls it$/, {snapshot: {programs: {runc: '/sbin/runc'}, cni: cniOf({files: [{path: '/a', text: '{"ipMasq": true, "ipMasqBackend": "nftables"}', plugins: ['ptp', 'portmap']}]})}}],
		['node-tools', 'no-go', 'no overlay', /^the kernel has no overlay filesystem now/, {snapshot: {kernel: {...dockerNode().snapshot.kernel, filesystems: ['ext4'], modules: ['br_netfilter']}, programs: {runc: '/sbin/runc', iptables: '/sbin/iptables'}}}],
		['node-tools', 'go', 'no br_netfilter and no forwarding', /^br_netfilter is not loaded.*; net\.ipv4\.ip_forward is 0/, {snapshot: {cni: cniOf(), kernel: {...dockerNode().snapshot.kernel, modules: ['overlay'], sysctls: {'net.ipv4.ip_forward': '0'}}, programs: {runc: '/sbin/runc', iptables: '/sbin/iptables'}}}],
		['kept-pods', 'go', 'a finalizer that keeps a pod already', /^default\/old has stopped, and the finalizer example\.org\/hold keeps it: .*kubectl --namespace default patch pod old .*; the drain waits for that, 300 s at most/, {facts: {nowMs: 5000}, workloads: {pods: {value: [podOf('old', {controller: 'ReplicaSet', deleting: true, goneByMs: 0, finalizers: ['example.org/hold'], runningIds: []})]}}}],
		['kept-pods', 'go', 'one that will', /^default\/web is gone only when the finalizer example\.org\/hold is taken off;/, {workloads: {pods: {value: [podOf('web', {controller: 'ReplicaSet', finalizers: ['example.org/hold']}), podOf('job', {controller: 'Job', finalizers: ['batch.kubernetes.io/job-tracking']})]}}}],
		['kept-pods', 'go', 'a pod that runs on after its time', /^default\/web still runs 60 s after its time to end/, {facts: {nowMs: 60_000}, workloads: {pods: {value: [podOf('web', {deleting: true, goneByMs: 0, runningIds: ['docker://a']})]}}}],
		['budgets', 'go', 'one that lets nobody go, and no other node', /^PodDisruptionBudget default\/one lets default\/web not go now; .*waits in vain, 300 s at most/, held],
		['budgets', 'go', 'one that lets one of two go, and no other node', /^PodDisruptionBudget default\/one lets no more than 1 of default\/web, default\/web-2 go; .*waits in vain/, halfHeld({})],
		['budgets', 'go', 'and another node', /waits for others to become healthy/, {workloads: {...held.workloads, otherNodes: {value: 1}}}],
		['docker-users', 'go', 'a pod with docker.sock is told of', /default\/builder: will run again/, {workloads: {pods: {value: [secret]}}}],
		['docker-users', 'go', 'one that needs the socket to start is told of the next boot', /default\/builder: from the next boot on/, {workloads: {pods: {value: [{...secret, neededPaths: ['/var/run/docker.sock']}]}}}],
		['kubelet-restarts', 'consent', 'a flag that the kubelet which runs was not told', /^the kubelet runs with other flags/, {flags: '--network-plugin=cni --v=4', running: ['--network-plugin=cni']}],
		['kubelet-restarts', 'consent', 'a drop-in that systemd has not read', /^files of its unit were changed/, {units: {'kubelet.service': {needsReload: true}}}],
		['kubelet-restarts', 'consent', 'a flag of the kubelet that runs in no file', /^the kubelet runs with other flags/, {flags: '--network-plugin=cni', running: ['--network-plugin', 'cni', '--v=2']}],
		['cluster-access', 'no-go', 'the host was renamed under the kubelet', /^the cluster has no node node1: the certificate of the kubelet is of the node other/, {snapshot: {node: {missing: 'Error from server (NotFound): nodes "node1" not found'}, kubeconfigs: [{path: '/etc/kubernetes/kubelet.conf', user: 'system:node:other'}]}}],
		['docker-users', 'go', 'a container that is no pod does not run again', /^ci: no pod, so gone with docker itself$/, {workloads: {containers: {value: [containerOf('ci', {mounts: ['/var/run/docker.sock']})]}}}],
		['docker-settings', 'consent', 'metrics of docker: containerd would not start beside dockerd', /no place in containerd/, {daemonJson: '{"metrics-addr": "127.0.0.1:9323"}'}],
		['docker-settings', 'consent', 'a log driver that is no file', /no place in containerd/, {daemonJson: '{"log-driver": "fluentd"}'}],
		['docker-settings', 'no-go', 'broken daemon.json', /is no JSON/, {daemonJson: '{'}],
		['swarm', 'no-go', 'a swarm', /in a swarm/, {workloads: {swarm: {value: 'active'}}}],
		['pause-image', 'consent', 'a pause image that nobody has', /without it no pod starts/, {workloads: {images: {value: []}}}],
		['pause-image', 'consent', 'nobody has it and docker is stopped', /not in containerd, and docker, which may have it, does not run/, {workloads: {images: {missing: 'dockerd does not run'}, carried: {value: []}}}],
		['disk-room', 'no-go', 'a disk too small', /^1 image needs about 160\.0 GB in \/var\/lib\/containerd; 60\.0 GB are free on \/, 50\.0 GB of them before/, {workloads: {images: {value: [imageOf('web:1.0', {sizeBytes: 80e9})]}}}],
		['disk-room', 'no-go', 'docker save has no room on docker’s own disk', /^2 images need about 9 MB in \/data\/docker, where docker save writes them first; 10 MB are free on \/data, 5 MB/, smallDocker([1e6, 9e6])],
		['disk-room', 'go', 'one after the other they have', /^3 images need about 21 MB in \/var\/lib\/containerd$/, smallDocker([4e6, 3e6, 3.5e6])],
		['disk-room', 'go', 'an import that broke off left layers that want to be unpacked', /^1 image needs about 3 MB/, {...smallDocker([3e6], ['web0:1']), facts: {brokenOff: new Set(['images'])}}],
		['bare-pods', 'go', 'bare pods come back', /made again/, {workloads: {pods: {value: [podOf('bare', {manifest: {}})]}}}],
		['bare-pods', 'consent', 'but not where nobody here may drain', /deletes them for ever/, {workloads: {access: {}, pods: {value: [podOf('bare', {manifest: {}})]}}}],
		['cluster-access', 'no-go', 'no API server', /does not answer/, {snapshot: {node: {missing: 'refused'}}}],
		['cluster-access', 'no-go', 'no kubectl', /kubectl is not on this node/, {snapshot: {node: {missing: 'not found'}, programs: {}}}],
		['disk-room', 'no-go', 'and docker’s own disk is named', /needs about/, {snapshot: onDataDisk(), workloads: {images: {value: [imageOf('web:1.0', {sizeBytes: 80e9})]}}}],
		['data-root', 'go', 'docker has a disk of its own', /in \/data\/docker; containerd keeps its own in \/var\/lib\/containerd unless/, {snapshot: onDataDisk()}],
		['data-root', 'go', 'and containerd was asked to go there', /containerd in \/var\/lib\/containerd/, {snapshot: onDataDisk(), facts: {options: {containerdRoot: '/data/containerd'}}}],
		['packages', 'go', 'docker.io needs containerd', /^docker\.io needs containerd; take away docker alone/, {surroundings: {packages: {value: packagesOf({automatic: false})}}}],
		['packages', 'go', 'which came with it', /removing that and then what is left over/, {surroundings: {packages: {value: packagesOf({automatic: true})}}}],
		['packages', 'go', 'containerd of a tarball', /of no package/, {surroundings: {packages: {value: {manager: 'rpm', installed: []}}}}],
		['lost-images', 'consent', 'a pod runs from an image that docker lost', /^web:2: a pod runs from it, and docker does not list it/, {workloads: {containers: {value: [containerOf('k8s_web_web-1_default_u_0', {image: 'web:2', imageId: 'sha256:77'})]}}}],
		['cluster-access', 'no-go', 'the kubeconfig that was named is not let in', /^\/x is of no use here: Unauthorized/, {workloads: {access: {marks: '/k', refused: [{path: '/x', because: 'Unauthorized', named: true}]}}}],
		['cluster-access', 'go', 'an administrator is not let in, and nobody named one', /no kubeconfig here may drain/, {workloads: {access: {marks: '/k', refused: [{path: '/x', because: 'Unauthorized'}]}}}],
		['bare-pods', 'consent', 'who drains may not make pods', /for \/x may not make pods/, {workloads: {access: {drains: '/x', makesNone: true}, pods: {value: [podOf('bare', {manifest: {}})]}}}],
		['cgroups', 'go', 'who makes cgroups how', /^cgroups of version 2; the kubelet makes them through cgroupfs, docker through systemd.*afterwards containerd through cgroupfs$/, {snapshot: dockerInfo({cgroupDriver: 'systemd'})}],
		['docker-jobs', 'go', 'nothing calls docker', /no crontab/, {}],
		['docker-jobs', 'consent', 'a crontab', /^\/etc\/cron\.d\/clean: will not find/, {surroundings: {callers: [callerOf('/etc/cron.d/clean')]}}],
		['docker-jobs', 'consent', 'a unit with its timer', /backup\.service \(backup\.timer\)/, {surroundings: {callers: [callerOf('/etc/systemd/system/backup.service', {kind: 'unit', startedBy: 'backup.timer'})]}}],
		['docker-agents', 'go', 'a program on the socket', /^telegraf: will see no containers/, {surroundings: {clients: {value: [{name: 'telegraf', pid: 7}]}}}],
		['docker-agents', 'go', 'accounts', /^alice, ci: crictl and ctr need root/, {surroundings: {members: ['alice', 'ci']}}],
		['docker-dependents', 'consent', 'another unit', /^registry\.service: stop with docker/, {surroundings: {dependents: [{unit: 'registry.service', path: '/etc/systemd/system/registry.service', line: 3, text: 'Requires=docker.service'}]}}],
		['docker-dependents', 'go', 'the kubelet’s own', /the walk takes that out/, {units: {'kubelet.service': {files: [{path: '/usr/lib/systemd/system/kubelet.service', text: '[Unit]\nWants=docker.socket\n'}]}}}],
		['locked-files', 'no-go', 'a file that is to be changed', /^\/var\/lib\/kubelet\/kubeadm-flags\.env may not be written/, {surroundings: {locked: ['/var/lib/kubelet/kubeadm-flags.env', '/etc/other']}}],
		['locked-files', 'no-go', 'a file where a folder is wanted', /^\/etc\/containerd\/certs\.d is no folder/, {daemonJson: '{"registry-mirrors": ["https://mirror.example"]}', surroundings: {inTheWay: ['/etc/containerd/certs.d']}}],
		['locked-files', 'no-go', 'a folder that takes no new files', /^\/var\/lib\/rtconsole may not be written/, {surroundings: {locked: ['/etc', '/etc/sysctl.d', '/var/lib/rtconsole']}}],
		['masked-units', 'no-go', 'a kubelet that runs and could not be started again', /^kubelet\.service is masked/, {units: {'kubelet.service': {loadState: 'masked'}}}],
		['masked-units', 'no-go', 'containerd', /^containerd\.service is masked/, {units: {'containerd.service': {loadState: 'masked'}}}],
		['kubelet-calls', 'consent', 'a command before the kubelet', /would not start without docker/, {units: {'kubelet.service': {files: [{path: '/etc/systemd/system/kubelet.service.d/a.conf', text: '[Service]\nExecStartPre=/usr/bin/docker info\n'}]}}}],
		['crictl', 'no-go', 'which hangs', /^crictl does not answer: no answer within 5 s/, {snapshot: {crictl: {...healthyNode().crictl, version: {missing: 'no answer within 5 s'}}, programs: {crictl: '/usr/bin/crictl'}}}],
		['crictl', 'no-go', 'which is not there', /^crictl is not installed/, {snapshot: {crictl: {...healthyNode().crictl, version: {missing: 'crictl: not found'}}, programs: {}}}],
		['live-restore', 'go', 'containers outlive docker', /stops each of them first/, {snapshot: dockerInfo({liveRestore: true})}],
		['logs', 'go', 'a driver that sends them away', /hands them to journald/, {workloads: {containers: {value: [containerOf('k8s_a_b_c_d_0', {logDriver: 'journald'})]}}}],
		['logs', 'go', 'files', /lines of the CRI/, {}],
		['programs', 'no-go', 'a ctr that fails', /^\/usr\/local\/bin\/ctr, by which images come into containerd, fails: ctr plugins ls: exit 1: an old one$/, failingCtr('ctr plugins ls: exit 1: an old one')],
		['programs', 'consent', 'a runc that is no program', /^\/usr\/sbin\/runc is/, damagedRunc],
		['broken-hosts', 'consent', 'of a registry that an image here is of', /^\/etc\/containerd\/certs\.d\/reg\.local:5000\/hosts\.toml is no TOML \(bad\): .*nothing is pulled from there$/, brokenHosts('reg.local:5000/app:1')],
		['broken-hosts', 'go', 'of another registry', /is no TOML/, brokenHosts('web:1.0')],
		['registries', 'go', 'mirrors and certificates', /go to \/etc\/containerd\/certs\.d$/, {daemonJson: '{"registry-mirrors": ["https://m.example"]}', surroundings: {registryFiles: [{path: '/etc/docker/certs.d/r.example/ca.crt', text: ''}]}}],
		['registries', 'go', 'a login of root', /root\/\.docker\/config\.json: no pull of a pod reads it/, {surroundings: {logins: [{path: '/root/.docker/config.json', registries: ['r.example'], helpers: []}]}}],
		['registries', 'go', 'a login of the kubelet', /^the kubelet goes on reading its own logins$/, {surroundings: {logins: [{path: '/var/lib/kubelet/config.json', registries: ['r.example'], helpers: []}]}}],
		['proxies', 'go', 'of a drop-in', /no NO_PROXY goes with it/, {snapshot: dockerTold({environment: [{name: 'HTTPS_PROXY', value: 'http://u:secret@p:3128', path: '/etc/systemd/system/docker.service.d/http-proxy.conf', line: 2}]})}],
		['proxies', 'go', 'of a flag', /becomes containerd's in .*http-proxy\.conf$/, {snapshot: dockerTold({flags: [{name: '--http-proxy', value: 'http://p', path: 'x', line: 1}, {name: '--no-proxy', value: '.svc', path: 'x', line: 1}]})}],
		['docker-settings', 'consent', 'a log driver on the command line', /no place in containerd/, {snapshot: dockerTold({flags: [{name: '--log-driver', value: 'journald', path: '/etc/sysconfig/docker', line: 4}]})}],
		['runtime', 'no-go', 'k3s with docker', /k3s.*take --docker out/, {units: {'k3s-agent.service': {}}}],
		['runtime', 'no-go', 'microk8s', /microk8s brings its own containerd/, {units: {'snap.microk8s.daemon-kubelite.service': {}}}],
		['runtime', 'no-go', 'k0s', /k0s brings its own containerd/, {units: {'k0sworker.service': {}}}],
		['runtime', 'no-go', 'rke2', /rke2 brings its own containerd/, {units: {'rke2-agent.service': {}}}],
		['runtime', 'no-go', 'a kubelet in docker', /the kubelet itself is a container of docker/, {workloads: {containers: {value: [containerOf('kubelet')]}}}],
		['control-plane', 'consent', 'etcd as a container of docker', /etcd is an etcd in docker itself/, {workloads: {containers: {value: [containerOf('etcd')]}, pods: {value: []}}}],
		['control-plane', 'go', 'static pods', /API server of this node is away/, {workloads: {pods: {value: [podOf('etcd-node1', {mirror: true})]}}}],
	])('%s, %s: %s', (id, verdict, _, because, told) => {
		expect(found(dockerNode(told), id)).toMatchObject({verdict, because: expect.stringMatching(because)});
	});

	it('a socket that is masked is unmasked before it is started', () => {
		const dead = {activeState: 'inactive'};
		const units = {'cri-docker.socket': {...dead, loadState: 'masked'}, 'cri-docker.service': dead};
		expect(found(dockerNode({...criDockerd, units}), 'runtime')?.fix.map(({text}) => text)).toEqual([
			'systemctl unmask cri-docker.socket',
			'systemctl start cri-docker.socket cri-docker.service',
		]);
	});

	it('what cannot be asked in the middle of a walk is not asked about again', () => {
		const away = {missing: 'no answer within 8 s'};
		const facts = dockerNode({facts: {did: new Set(['stop-docker'])}, workloads: {images: away, carried: away}});
		expect(found(facts, 'pause-image')).toBeUndefined();
	});

	it('a docker that ended is sent to the check-up first, one that was stopped is started', () => {
		const fixesOf = (activeState: string) =>
			found(dockerNode({units: {'docker.service': {activeState}}}), 'runtime')?.fix?.map(
				({text}) => text.split(':')[0],
			);
		expect(fixesOf('failed')).toEqual(['rtconsole check', 'systemctl start docker.socket docker.service']);
		expect(fixesOf('inactive')).toEqual(['systemctl start docker.socket docker.service']);
	});

	it('consent is given by name, and a no-go is not accepted by any', () => {
		const asks = judge(dockerNode({snapshot: {cni: cniOf()}, workloads: {containers: {value: [containerOf('db')]}}}));
		expect(verdictOf(asks, [])).toBe('consent');
		expect(verdictOf(asks, ['standalone-containers'])).toBe('go');
		const never = judge(dockerNode({snapshot: {cni: cniOf({files: []})}}));
		expect(verdictOf(never, ['cni'])).toBe('no-go');
	});
});

it('a plugin of the network that is none is left to the trial pod', () => {
	const {cni} = dockerNode().snapshot;
	const damaged = [{path: `${cni.binDirs[0]}/bridge`, what: 'a script that calls no program' as const}];
	expect(found(dockerNode({snapshot: withState({damaged})}), 'programs')).toBeUndefined();
});

it('a containerd that does not answer is no matter of its ctr', () => {
	for (const said of ['dial: connection refused', 'context deadline exceeded'])
		expect(found(dockerNode(failingCtr(`ctr plugins ls: exit 1: ${said}`)), 'programs')).toBeUndefined();
});

it('who leaves a swarm is told what a manager takes with it', () => {
	const [finding] = judge(dockerNode({workloads: {swarm: {value: 'active'}}})).filter(({id}) => id === 'swarm');
	expect(finding?.fix.map(({text}) => text).join('\n')).toMatch(/demote[\s\S]*--force[\s\S]*services are gone/);
	expect(finding?.fix.at(-1)?.argv).toEqual(['docker', 'swarm', 'leave']);
});

it('a kubelet that runs with what its files have needs no word', () => {
	const of = (flags: string, running: readonly string[]) =>
		judge(dockerNode({flags, running})).some(({id}) => id === 'kubelet-restarts');
	expect(of('--network-plugin=cni --v 2 --fail-swap-on', ['--network-plugin', 'cni', '--v=2', '--fail-swap-on'])).toBe(
		false,
	);
	expect(of('--node-ip=$IP', ['--node-ip=10.0.0.1'])).toBe(false);
});

it('every check of the folder is in its index', () => {
	const folder = join(import.meta.dirname, '../../src/migrate/preflight');
	const files = readdirSync(folder).filter(name => !['index.ts', 'finding.ts'].includes(name));
	const everything = dockerNode({
		kubeletConfig: 'a: [1\nb: 2\n',
		running: ['--network-plugin=cni', '--v=2'],
		units: {
			'containerd.service': {loadState: 'masked'},
			'kubelet.service': {files: [{path: '/etc/systemd/system/kubelet.service', text: 'ExecStartPre=docker info\n'}]},
		},
		workloads: {
			...held.workloads,
			images: {value: [imageOf('web:1.0', {digests: []})]},
			carried: {value: ['docker.io/library/web:1.0']},
			carriedIds: {value: []},
			containers: {value: [containerOf('k8s_web_web-1_default_u_0', {imageId: 'sha256:77'})]},
			pods: {value: [podOf('import', {controller: 'Job', finalizers: ['example.org/hold']}), podOf('web')]},
		},
		snapshot: {
			...damagedRunc.snapshot,
			containerd: brokenHosts('web:1.0').snapshot?.containerd ?? dockerNode().snapshot.containerd,
			cni: cniOf(),
			kernel: {...dockerNode().snapshot.kernel, sysctls: {'net.ipv4.ip_forward': '0'}},
			docker: {
				...onDataDisk().docker,
				...dockerInfo({rootDir: '/data/docker', liveRestore: true}).docker,
				environment: [{name: 'HTTP_PROXY', value: 'http://p', path: 'x', line: 1}],
				config: {
					value: dockerConfigOf('{"runtimes": {"nvidia": {"path": "nvidia-container-runtime"}}, "log-drivr": "local"}'),
				},
			},
		},
		surroundings: {
			kubeletIn: {name: 'k8s-node.service'},
			packages: {value: packagesOf({automatic: true})},
			locked: ['/var/lib/kubelet/kubeadm-flags.env'],
			logins: [{path: '/root/.dockercfg', registries: ['r'], helpers: []}],
		},
	});
	expect(judge(everything).length).toBe(files.length);
});
