import type {MigrationFacts} from '../../src/migrate/facts.ts';
import type {NodeSnapshot, Unit} from '../../src/model/node-snapshot.ts';
import type {NodeSurroundings} from '../../src/model/node-surroundings.ts';
import type {DockerWorkload, NodeWorkloads, PodOnNode, StoredImage} from '../../src/model/node-workloads.ts';
import {flagsOfUnit} from '../../src/runtime/gather/flags.ts';
import {containerdOf, dockerConfigOf, healthyNode, kubeletConfigOf, nowMs, unitOf} from './node-snapshot.ts';

const missing = {missing: 'not in this test'};
export const flagsPath = '/var/lib/kubelet/kubeadm-flags.env';

export type Told = {
	/** Text of kubeadm-flags.env between the quotes. */
	readonly flags?: string;
	readonly kubelet?: string;
	readonly kubeletConfig?: string;
	readonly containerdConfig?: string;
	readonly daemonJson?: string;
	readonly running?: readonly string[];
	readonly units?: Readonly<Record<string, Partial<Unit>>>;
	readonly snapshot?: Partial<NodeSnapshot>;
	readonly workloads?: Partial<NodeWorkloads>;
	readonly surroundings?: Partial<NodeSurroundings>;
	readonly facts?: Partial<MigrationFacts>;
};

const dockerUnits: Readonly<Record<string, Partial<Unit>>> = {
	'kubelet.service': {},
	'containerd.service': {},
	'docker.service': {},
	'docker.socket': {},
};

/** After `systemctl disable` and `stop`. */
export const dockerStopped: Readonly<Record<string, Partial<Unit>>> = {
	'docker.service': {activeState: 'inactive'},
	'docker.socket': {activeState: 'inactive'},
};

/** A node with Kubernetes 1.20 on dockershim, as kubeadm made it; tests change what they are about. */
export function dockerNode(told: Told = {}): MigrationFacts {
	const {flags = '--network-plugin=cni --pod-infra-container-image=k8s.gcr.io/pause:3.2', kubelet = '1.20.2'} = told;
	const text = `KUBELET_KUBEADM_ARGS="${flags}"\n`;
	const setting = flagsOfUnit([], [{path: flagsPath, text}]);
	const endpoint = setting.find(({name}) => name === '--container-runtime-endpoint');
	const base = healthyNode();
	const {daemonJson} = told;
	const snapshot = healthyNode({
		kubelet: {
			...base.kubelet,
			version: {value: kubelet},
			running: {value: told.running ?? flags.split(' ')},
			flags: setting,
			environmentFiles: [{path: flagsPath, text}],
			config: {value: kubeletConfigOf(told.kubeletConfig ?? 'cgroupDriver: cgroupfs\n')},
			instanceConfig: missing,
			endpoint: endpoint ? {value: endpoint} : {missing: 'nothing names an endpoint'},
		},
		containerd: containerdOf(told.containerdConfig ?? 'version = 2\n', {version: {value: '1.6.20'}}),
		docker: {...base.docker, config: daemonJson === undefined ? missing : {value: dockerConfigOf(daemonJson)}},
		units: {
			value: Object.fromEntries(
				Object.entries({...dockerUnits, ...told.units}).map(([name, more]) => [name, unitOf(name, more)]),
			),
		},
		programs: {...base.programs, kubectl: '/usr/bin/kubectl'},
		namespaces: {value: [{name: 'moby', containers: 1, tasks: [7]}]},
		node: {
			value: {
				name: 'node1',
				ready: true,
				unschedulable: false,
				runtimeVersion: 'docker://20.10.24',
				kubeletVersion: 'v1.20.2',
				criSocket: '/var/run/dockershim.sock',
				conditions: [],
			},
		},
		...told.snapshot,
	});
	return {
		snapshot,
		workloads: {
			containers: {value: [containerOf('k8s_web_web-1_default_u_0')]},
			images: {value: [imageOf('web:1.0'), imageOf('k8s.gcr.io/pause:3.2')]},
			carried: {value: []},
			carriedIds: {value: []},
			pods: {value: [podOf('web-1', {controller: 'ReplicaSet'})]},
			otherNodes: {value: 0},
			budgets: {value: []},
			wanted: {value: []},
			swarm: {value: 'inactive'},
			cri: {missing: 'not in this test'},
			sandboxes: {missing: 'not in this test'},
			criContainers: {missing: 'not in this test'},
			access: {
				reads: '/etc/kubernetes/admin.conf',
				marks: '/etc/kubernetes/admin.conf',
				drains: '/etc/kubernetes/admin.conf',
			},
			...told.workloads,
		},
		surroundings: {
			callers: [],
			dependents: [],
			running: [],
			packages: missing,
			logins: [],
			registryFiles: [],
			clients: {value: []},
			members: [],
			disks: {value: []},
			...told.surroundings,
		},
		did: new Set(),
		unverified: new Set(),
		brokenOff: new Set(),
		folder: '/var/lib/rtconsole/migrate',
		nodeName: 'node1',
		...told.facts,
	};
}

export function imageOf(tag: string | undefined, more: Partial<StoredImage> = {}): StoredImage {
	const id = `sha256:${(tag ?? 'none').replace(/[^0-9a-f]/g, '').padEnd(64, '0')}`;
	return {id, tags: tag === undefined ? [] : [tag], digests: [], sizeBytes: 1e6, ...more};
}

export function containerOf(name: string, more: Partial<DockerWorkload> = {}): DockerWorkload {
	const ofKubelet = name.startsWith('k8s_');
	return {
		id: 'a'.repeat(64),
		name,
		image: 'web:1.0',
		imageId: imageOf('web:1.0').id,
		running: true,
		ofKubelet,
		restartPolicy: 'no',
		logDriver: 'json-file',
		runtime: 'runc',
		mounts: [],
		...more,
	};
}

export function podOf(name: string, more: Partial<PodOnNode> = {}): PodOnNode {
	return {
		name,
		namespace: 'default',
		labels: {},
		uid: name,
		phase: 'Running',
		nodeName: 'node1',
		createdAtMs: nowMs - 60_000,
		deleting: false,
		mirror: false,
		images: ['web:1.0'],
		waiting: [],
		restarts: 0,
		runningIds: [`docker://${'a'.repeat(64)}`],
		hostPaths: [],
		emptyDirs: [],
		...more,
	};
}
