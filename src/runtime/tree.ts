import type {Container} from '../model/container.ts';
import type {Image} from '../model/image.ts';
import type {PodWithContainers} from '../model/pod-sandbox.ts';
import type {Snapshot} from '../model/snapshot.ts';
import type {TreeNode, TreeRow} from '../model/tree.ts';
import {isMadeFrom} from './image-names.ts';

export type TreeParts = {
	readonly pods: readonly PodWithContainers[];
	readonly containers: readonly Container[];
	readonly images: readonly Image[];
	/** Empty where nobody tells: docker keeps its layers itself. */
	readonly snapshots: readonly Snapshot[];
};

type Branch = Pick<TreeRow, 'label' | 'state' | 'detail' | 'node' | 'labels'> & {
	readonly key: string;
	readonly containerdNamespace?: string;
	readonly under: readonly Branch[];
};

/** Everything that stands behind each pod, in rows: pod → sandbox → container → task, image, snapshots, log. */
export function treeOf(parts: TreeParts): readonly TreeRow[] {
	const inPods = new Set(parts.pods.map(({id}) => id));
	const byPod = Map.groupBy(parts.containers, ({podId}) => podId ?? '');
	const join = createJoins(parts);
	const roots = [
		...parts.pods.map(pod => podBranch(pod, byPod.get(pod.id) ?? [], join)),
		...parts.containers
			.filter(({podId}) => podId === undefined || !inPods.has(podId))
			.map(container => containerBranch(container, join)),
	];
	return roots.flatMap(root => rowsOf(root, {rootId: rootOf(root), before: [], prefix: ''}));
}

function rootOf({node, key}: Branch): string {
	return node.kind === 'pod' ? node.id : key;
}

/** Joins of a node with a thousand containers: looked up, not searched for. */
type Joins = {
	imageOf(container: Container): Image | undefined;
	chainOf(container: Container): readonly Snapshot[];
};

function createJoins({images, snapshots}: TreeParts): Joins {
	const place = ({containerdNamespace}: {containerdNamespace: string}, key: string) => `${containerdNamespace}/${key}`;
	const byId = new Map(images.map(image => [place(image, image.id), image]));
	const byKey = new Map(snapshots.map(snapshot => [place(snapshot, snapshot.key), snapshot]));
	return {
		imageOf: container =>
			byId.get(place(container, container.imageId)) ??
			images.find(image => image.containerdNamespace === container.containerdNamespace && isMadeFrom(container, image)),
		chainOf(container) {
			const chain: Snapshot[] = [];
			for (let next = byKey.get(place(container, container.id)); next && !chain.includes(next); ) {
				chain.push(next);
				next = next.parent === undefined ? undefined : byKey.get(place(container, next.parent));
			}
			return chain;
		},
	};
}

function podBranch(pod: PodWithContainers, containers: readonly Container[], join: Joins): Branch {
	const own = containers.toSorted((one, other) => one.createdAtMs - other.createdAtMs);
	const address = pod.ip ?? (pod.hostNetwork ? "the host's network" : '');
	return {
		key: `pod/${pod.id}`,
		node: {kind: 'pod', id: pod.id, namespace: pod.namespace},
		label: pod.name,
		state: pod.state,
		detail: [`namespace ${pod.namespace}`, address].filter(Boolean).join(', '),
		labels: pod.labels,
		under: [
			{
				key: `sandbox/${pod.id}`,
				node: {kind: 'sandbox', id: pod.id},
				label: pod.id,
				state: pod.state,
				detail: `attempt ${pod.attempt}`,
				labels: pod.labels,
				under: own.map(container => containerBranch(container, join)),
			},
		],
	};
}

function containerBranch(container: Container, join: Joins): Branch {
	const {id, name, pid, image, logPath, containerdNamespace, labels, state, exitCode, attempt} = container;
	const found = join.imageOf(container);
	const leaf = (kind: string, node: TreeNode, label: string, more: Partial<Branch> = {}): Branch => ({
		key: `${kind}/${containerdNamespace}/${id}`,
		node,
		label,
		detail: '',
		labels,
		containerdNamespace,
		under: [],
		...more,
	});
	const chain = join.chainOf(container);
	return {
		...leaf('container', {kind: 'container', container}, name),
		state: state === 'exited' && exitCode !== undefined ? `exited (${exitCode})` : state,
		detail: [id.slice(0, 13), attempt > 0 ? `attempt ${attempt}` : ''].filter(Boolean).join(', '),
		under: [
			...(pid === undefined ? [] : [leaf('task', {kind: 'task', pid, id}, `PID ${pid}`, {state: 'running'})]),
			leaf('image', {kind: 'image', key: found && `${containerdNamespace}/${found.id}`}, image, {
				detail: found?.id.replace(/^sha256:/, '').slice(0, 13) ?? '',
			}),
			...chain.map((snapshot, depth) => ({
				...leaf('snapshot', {kind: 'snapshot', key: snapshot.key, snapshotter: snapshot.snapshotter}, snapshot.key),
				key: `snapshot/${containerdNamespace}/${id}/${depth}`,
				state: snapshot.kind,
				detail: depth === 0 ? `writable layer, ${snapshot.snapshotter}` : `layer ${chain.length - depth}`,
			})),
			...(logPath === undefined ? [] : [leaf('log', {kind: 'log', container}, logPath)]),
		],
	};
}

type At = {readonly rootId: string; readonly before: readonly string[]; readonly prefix: string};

function rowsOf({under, key, ...branch}: Branch, {rootId, before, prefix}: At): readonly TreeRow[] {
	const row: TreeRow = {...branch, id: key, depth: before.length, branch: before.join('') + prefix, rootId};
	const indent = prefix === '' ? [] : [prefix.startsWith('└') ? '   ' : '│  '];
	return [
		row,
		...under.flatMap((child, index) =>
			rowsOf(child, {
				rootId,
				before: [...before, ...indent],
				prefix: index === under.length - 1 ? '└─ ' : '├─ ',
			}),
		),
	];
}
