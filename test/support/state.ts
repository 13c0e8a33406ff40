import type {Action, Effect} from '../../src/app/action.ts';
import type {ListName} from '../../src/app/lists/list.ts';
import {defaultSettings, type Settings} from '../../src/app/settings.ts';
import {initialState, type State} from '../../src/app/state.ts';
import {update} from '../../src/app/update.ts';
import type {Container} from '../../src/model/container.ts';
import type {ContainerdNamespace} from '../../src/model/containerd-namespace.ts';
import type {Content} from '../../src/model/content.ts';
import type {NodeEvent} from '../../src/model/event.ts';
import type {NodeFacts} from '../../src/model/facts.ts';
import type {Image} from '../../src/model/image.ts';
import type {Lease} from '../../src/model/lease.ts';
import type {PodWithContainers} from '../../src/model/pod-sandbox.ts';
import type {Snapshot} from '../../src/model/snapshot.ts';
import type {ContainerStats} from '../../src/model/stats.ts';
import type {Task} from '../../src/model/task.ts';
import type {TreeRow} from '../../src/model/tree.ts';
import type {UsageSample} from '../../src/model/usage.ts';
import {treeOf} from '../../src/runtime/tree.ts';

/** The moment in which all of these states are. */
export const nowMs = Date.UTC(2026, 10, 23, 12);
const minute = 60_000;

/** An ID as containerd makes them, from a few digits. */
export function id(digits: string): string {
	return digits.padEnd(64, '0');
}

export function pod(name: string, more: Partial<PodWithContainers> = {}): PodWithContainers {
	return {
		id: `pod-${name}`,
		name,
		namespace: 'default',
		uid: `uid-${name}`,
		state: 'ready',
		attempt: 0,
		createdAtMs: nowMs - 5 * minute,
		labels: {},
		annotations: {},
		containers: [],
		...more,
	};
}

export function container(name: string, more: Partial<Container> = {}): Container {
	return {
		id: `container-${name}`,
		name,
		state: 'running',
		attempt: 0,
		image: 'busybox:1.35',
		imageId: 'sha256:6c9e24',
		containerdNamespace: 'k8s.io',
		createdAtMs: nowMs - 5 * minute,
		labels: {},
		...more,
	};
}

export function image(name: string, more: Partial<Image> = {}): Image {
	return {
		id: `sha256:${name}`,
		tags: [name],
		digests: [],
		sizeBytes: 1_234_567,
		usedBy: [],
		containerdNamespace: 'k8s.io',
		...more,
	};
}

export const facts: NodeFacts = {
	hostname: 'node1',
	tools: {
		crictl: {name: 'crictl', command: ['crictl'], version: '1.30.0'},
		ctr: {name: 'ctr', command: ['ctr'], version: '1.7.24'},
	},
	lookedFor: [],
	endpoint: {url: 'unix:///run/containerd/containerd.sock', source: 'crictl.yaml', detail: '/etc/crictl.yaml'},
	containerdAddress: '/run/containerd/containerd.sock',
	runtime: {name: 'containerd', version: '1.7.24'},
	listing: {through: 'crictl'},
	warnings: [],
};

const inFront = {podId: 'pod-front', podName: 'front', podNamespace: 'default'};
const inDatabase = {podId: 'pod-database', podName: 'database', podNamespace: 'data'};

export const containers: readonly Container[] = [
	container('web', {...inFront, pid: 101}),
	container('proxy', {...inFront, pid: 102, attempt: 3}),
	container('migrate', {...inDatabase, state: 'exited', exitCode: 1, reason: 'Error'}),
	container('legacy', {containerdNamespace: 'moby', pid: 103}),
];

const inPod = (podId: string) =>
	containers
		.filter(one => one.podId === podId)
		.map(({id: own, name, state, attempt}) => ({id: own, name, state, attempt}));

export const pods: readonly PodWithContainers[] = [
	pod('front', {ip: '10.244.0.2', containers: inPod('pod-front')}),
	pod('database', {namespace: 'data', containers: inPod('pod-database'), createdAtMs: nowMs - 200 * minute}),
	pod('gone', {state: 'notready', attempt: 2}),
];

export const images: readonly Image[] = [image('docker.io/library/busybox:1.35', {usedBy: ['container-web']})];

export const tasks: readonly Task[] = [
	{
		id: 'container-web',
		containerdNamespace: 'k8s.io',
		pid: 101,
		state: 'running',
		container: {name: 'web', podName: 'front'},
	},
];

export const snapshots: readonly Snapshot[] = [
	{key: 'sha256:aaaa', kind: 'committed', snapshotter: 'overlayfs', containerdNamespace: 'k8s.io', sizeBytes: 4096},
];

export const namespaces: readonly ContainerdNamespace[] = [
	{name: 'k8s.io', owner: 'kubelet', containers: 3, tasks: 2, images: 1, snapshots: 1},
	{name: 'moby', owner: 'docker', containers: 1, tasks: 1, images: 0, snapshots: 0},
];

export function event(topic: string, subject: string, more: Partial<NodeEvent> = {}): NodeEvent {
	return {
		number: 1,
		atMs: nowMs,
		containerdNamespace: 'k8s.io',
		topic,
		subject,
		detail: '',
		isChange: true,
		...more,
	};
}

export const events: readonly NodeEvent[] = [
	event('/tasks/exit', 'container-migrate', {
		number: 3,
		detail: 'exit 1, pid 700',
		container: {name: 'migrate', podId: 'pod-database', podName: 'database'},
	}),
	event('/tasks/start', 'container-migrate', {
		number: 2,
		atMs: nowMs - 1500,
		detail: 'pid 700',
		container: {name: 'migrate', podId: 'pod-database', podName: 'database'},
	}),
	event('/snapshot/prepare', 'container-migrate', {
		number: 1,
		atMs: nowMs - 1700,
		detail: 'parent sha256:aaaa, overlayfs',
	}),
];

export function usage(name: string, more: Partial<ContainerStats> = {}): ContainerStats {
	return {
		id: `container-${name}`,
		name,
		containerdNamespace: 'k8s.io',
		labels: {},
		atMs: nowMs,
		cpuNanoseconds: 5e9,
		cores: 0.25,
		memoryBytes: 12_345_678,
		diskBytes: 4096,
		history: [],
		...more,
	};
}

const minuteOf = (base: number) =>
	Array.from({length: 24}, (_, index) => ({
		atMs: nowMs - (24 - index) * 2500,
		cores: base * (1 + Math.sin(index / 3)),
		memoryBytes: 1e7 * base * (1 + index / 24),
	}));

export const stats: readonly ContainerStats[] = [
	usage('web', {
		podName: 'front',
		podNamespace: 'default',
		cores: 1.5,
		history: minuteOf(0.75),
		memoryLimitBytes: 64 * 2 ** 20,
	}),
	usage('proxy', {
		podName: 'front',
		podNamespace: 'default',
		cores: 0.004,
		memoryBytes: 900_000,
		history: minuteOf(0.002),
	}),
	usage('legacy', {containerdNamespace: 'moby', cores: undefined, diskBytes: undefined}),
];

export const content: readonly Content[] = [
	{
		digest: `sha256:${'ab12'.repeat(16)}`,
		sizeBytes: 421,
		age: '38 minutes',
		kind: 'manifest',
		labels: {'containerd.io/gc.ref.content.config': `sha256:${'cd34'.repeat(16)}`},
		usedBy: ['docker.io/library/busybox:1.35'],
		containerdNamespace: 'k8s.io',
	},
	{
		digest: `sha256:${'ef56'.repeat(16)}`,
		sizeBytes: 2_140_000,
		age: 'About an hour',
		kind: 'layer',
		labels: {'containerd.io/uncompressed': `sha256:${'ef56'.repeat(16)}`},
		usedBy: [],
		containerdNamespace: 'k8s.io',
	},
];

export const leases: readonly Lease[] = [
	{
		id: '1795257443-pull',
		createdAtMs: nowMs - 90_000,
		expiresAtMs: nowMs + 86_400_000 - 90_000,
		labels: {'containerd.io/gc.expire': '2026-11-24T12:00:00Z'},
		containerdNamespace: 'k8s.io',
	},
];

export const tree: readonly TreeRow[] = treeOf({pods, containers, images, snapshots});

export const rowsOf: Readonly<Record<ListName, readonly unknown[]>> = {
	pods,
	containers,
	images,
	tasks,
	snapshots,
	namespaces,
	stats,
	events,
	content,
	leases,
	tree,
};

/** What the console measures beside pods and containers. */
export const measured: ReadonlyMap<string, UsageSample> = new Map(
	[
		['web', 1.5, 61_000_000],
		['proxy', 0.004, 900_000],
		['legacy', undefined, 12_345_678],
	].flatMap(([name, cores, memoryBytes]): Array<[string, UsageSample]> => {
		const sample = {
			atMs: nowMs,
			cores,
			memoryBytes,
			memoryLimitBytes: name === 'web' ? 64 * 2 ** 20 : undefined,
		} as UsageSample;
		const key = `container-${name}`;
		return name === 'legacy'
			? [[`moby/${key}`, sample]]
			: [
					[`/${key}`, sample],
					[`k8s.io/${key}`, sample],
				];
	}),
);

type Start = Partial<Pick<State, 'demo' | 'readOnly' | 'containerdNamespace' | 'tables' | 'explainer' | 'cheat'>> & {
	readonly columns?: number;
	readonly rows?: number;
	readonly lists?: Partial<Record<ListName, readonly unknown[]>>;
	readonly facts?: NodeFacts;
	readonly settings?: Partial<Settings>;
};

/** A console at its first screen on a small node with every list loaded a moment ago. */
export function started({
	columns = 80,
	rows = 24,
	lists = {},
	facts: known = facts,
	settings = {},
	...start
}: Start = {}): State {
	const initial = initialState({
		size: {columns, rows},
		nowMs,
		readOnly: false,
		settings: {...defaultSettings, theme: 'mono', ...settings},
		...start,
	});
	const loaded = (Object.entries({...rowsOf, ...lists}) as Array<[ListName, readonly unknown[]]>).map(
		([list, all]): Action => ({type: 'list-loaded', list, rows: all, atMs: nowMs}),
	);
	return told(
		{...initial, tables: start.tables, explainer: start.explainer, cheat: start.cheat},
		{type: 'facts', facts: known},
		{type: 'usage-measured', samples: measured, atMs: nowMs},
		...loaded,
	).state;
}

export type Told = {readonly state: State; readonly effects: readonly Effect[]};

/** What several actions lead to, and everything that they asked for. */
export function told(from: State, ...actions: readonly Action[]): Told {
	return actions.reduce(
		({state, effects}: Told, action) => {
			const step = update(state, action);
			return {state: step.state, effects: [...effects, ...step.effects]};
		},
		{state: from, effects: []},
	);
}

/** Keys by their names, apart from each other: `j j enter`; a text in single quotes is typed: `/ 'web' enter`. */
export function keys(text: string): readonly Action[] {
	const words = text.match(/'[^']*'|\S+/g) ?? [];
	return words
		.flatMap(word => (/^'.*'$/.test(word) ? [...word.slice(1, -1)].map(each => (each === ' ' ? 'space' : each)) : word))
		.map(key => ({type: 'key', key}));
}

export function press(from: State, text: string): Told {
	return told(from, ...keys(text));
}

export function loaded(list: ListName, rows: readonly unknown[]): Action {
	return {type: 'list-loaded', list, rows, atMs: nowMs};
}
