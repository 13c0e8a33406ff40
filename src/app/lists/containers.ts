import type {Container} from '../../model/container.ts';
import {age, isoTime, labelText, shortId} from '../format.ts';
import type {Tone} from '../tone.ts';
import {memoryShare, type Used, usageColumns} from '../usage-columns.ts';
import type {List} from './list.ts';

export const containers: List<Used<Container>> = {
	name: 'containers',
	aliases: ['co', 'container', 'ps'],
	about: 'containers of the kubelet, of docker and of ctr',
	columns: [
		{title: 'CONTAINER', text: container => shortId(container.id), drop: 4, tone: () => 'quiet'},
		{title: 'NAME', text: container => container.name, drop: 0, shrinksTo: 12, sort: 'name'},
		{title: 'POD', text: container => container.podName ?? '', drop: 0, shrinksTo: 12},
		{title: 'STATE', text: stateText, drop: 0, tone: stateTone, sort: 'status'},
		{
			title: 'ATTEMPT',
			short: 'ATT',
			text: container => String(container.attempt),
			drop: 4,
			align: 'right',
			sort: 'restarts',
			order: container => container.attempt,
			descending: true,
		},
		{
			title: 'PID',
			text: container => String(container.pid ?? ''),
			drop: 4,
			align: 'right',
			order: container => container.pid,
		},
		...usageColumns,
		{
			title: 'AGE',
			text: (container, nowMs) => age(nowMs - container.createdAtMs),
			drop: 1,
			align: 'right',
			sort: 'age',
			order: container => -container.createdAtMs,
		},
		{title: 'IMAGE', text: container => shortId(container.image), drop: 3, shrinksTo: 12, tone: () => 'quiet'},
		{title: 'NS', text: container => container.containerdNamespace, drop: 2, tone: () => 'quiet'},
		memoryShare,
		{title: 'K8S NS', text: container => container.podNamespace ?? '', drop: 5, wide: true, sort: 'namespace'},
		{title: 'REASON', text: container => container.reason ?? '', drop: 6, wide: true},
		{title: 'LOG', text: container => container.logPath ?? '', drop: 7, wide: true, shrinksTo: 12, tone: () => 'quiet'},
		{title: 'LABELS', text: ({labels}) => labelText(labels), drop: 8, wide: true, shrinksTo: 12, tone: () => 'quiet'},
	],
	load: runtime => runtime.containers(),
	fromFiles: async runtime => (await runtime.leftBehind()).containers,
	id: container => `${container.containerdNamespace}/${container.id}`,
	label: container => container.name,
	json: ({labels: _labels, reason: _reason, usage: _usage, createdAtMs, startedAtMs, finishedAtMs, ...container}) => ({
		...container,
		createdAt: isoTime(createdAtMs),
		startedAt: isoTime(startedAtMs),
		finishedAt: isoTime(finishedAtMs),
	}),
	containerdNamespaceOf: container => container.containerdNamespace,
	podOf: container => container.podId,
	labelsOf: container => container.labels,
	usage: {
		of: container => (container.state === 'running' ? [container] : []),
		put: (container, usage) => ({...container, usage}),
	},
	treeOf: treePlace,
	open: () => ({to: 'details'}),
	subject: ({id, containerdNamespace}) => ({kind: 'container', id, containerdNamespace}),
	container: ({usage: _usage, ...container}) => container,
};

function treePlace({id, name, podId, podName, containerdNamespace}: Container) {
	const select = `container/${containerdNamespace}/${id}`;
	return {root: podId === undefined ? {id: select, name} : {id: podId, name: podName ?? name}, select};
}

function stateText({state, exitCode}: Container): string {
	return state === 'exited' && exitCode !== undefined ? `exited (${exitCode})` : state;
}

function stateTone({state, exitCode}: Container): Tone {
	if (state === 'running') return 'good';
	if (state === 'exited') return exitCode === 0 || exitCode === undefined ? 'quiet' : 'bad';
	return 'warn';
}
