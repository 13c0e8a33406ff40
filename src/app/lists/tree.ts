import type {TreeRow} from '../../model/tree.ts';
import {shortId} from '../format.ts';
import type {Tone} from '../tone.ts';
import type {Destination, List} from './list.ts';

export const tree: List<TreeRow> = {
	name: 'tree',
	aliases: ['xray'],
	about: 'pod → sandbox → container → task, image, snapshots, log file; every row leads on',
	columns: [
		{title: 'TREE', text: row => `${row.branch}${labelOf(row)}`, drop: 0, shrinksTo: 24, tone: rowTone},
		{title: 'KIND', text: ({node}) => node.kind, drop: 1, tone: () => 'quiet'},
		{title: 'STATE', text: row => row.state ?? '', drop: 0, tone: stateTone},
		{title: 'DETAIL', text: row => row.detail, drop: 3, shrinksTo: 10, tone: () => 'quiet'},
		{title: 'NS', text: row => row.containerdNamespace ?? '', drop: 3, tone: () => 'quiet'},
	],
	load: runtime => runtime.tree(),
	id: row => row.id,
	label: row => row.label,
	json: ({branch: _branch, node, rootId: _rootId, labels: _labels, ...row}) => ({
		...row,
		kind: node.kind,
		pid: node.kind === 'task' ? node.pid : undefined,
	}),
	containerdNamespaceOf: row => row.containerdNamespace,
	podOf: row => row.rootId,
	labelsOf: row => row.labels,
	open: destination,
	subject: subjectOf,
	container: ({node}) => (node.kind === 'container' || node.kind === 'log' ? node.container : undefined),
};

function destination(row: TreeRow): Destination {
	const {node} = row;
	switch (node.kind) {
		case 'pod':
			return {to: 'list', list: 'containers', pod: {id: node.id, name: row.label}};
		case 'task':
			return {to: 'process', pid: node.pid, title: `process ${node.pid}`};
		case 'image':
			return node.key === undefined
				? {to: 'nowhere', because: `${row.label} is no longer among the images`}
				: {to: 'list', list: 'images', select: node.key};
		case 'snapshot':
			return {to: 'list', list: 'snapshots', select: `${row.containerdNamespace}/${node.snapshotter}/${node.key}`};
		case 'log':
			return {to: 'logs', container: node.container};
		case 'sandbox':
		case 'container':
			return {to: 'details'};
	}
}

function subjectOf({node, containerdNamespace = ''}: TreeRow) {
	switch (node.kind) {
		case 'pod':
		case 'sandbox':
			return {kind: 'pod-sandbox', id: node.id} as const;
		case 'container':
		case 'log':
			return {kind: 'container', id: node.container.id, containerdNamespace} as const;
		case 'task':
			return {kind: 'task', id: node.id, containerdNamespace} as const;
		case 'snapshot':
			return {kind: 'snapshot', id: node.key, containerdNamespace} as const;
		case 'image':
			return node.key === undefined
				? undefined
				: ({kind: 'image', id: node.key.slice(containerdNamespace.length + 1), containerdNamespace} as const);
	}
}

function labelOf({node, label}: TreeRow): string {
	switch (node.kind) {
		case 'sandbox':
			return `sandbox ${shortId(label)}`;
		case 'snapshot':
			return `snapshot ${shortId(label)}`;
		case 'image':
			return `image ${shortId(label)}`;
		case 'log':
			return `log ${label}`;
		default:
			return label;
	}
}

function rowTone({node}: TreeRow): Tone {
	if (node.kind === 'pod') return 'title';
	return node.kind === 'container' ? 'plain' : 'quiet';
}

function stateTone({state}: TreeRow): Tone {
	if (state === 'ready' || state === 'running') return 'good';
	if (state === 'committed' || state === 'active' || state === 'exited (0)') return 'quiet';
	return state?.startsWith('exited') ? 'bad' : 'warn';
}
