import {latestAttempts, restartsOf} from '../../model/latest-attempts.ts';
import {conditionOf} from '../../model/pod-condition.ts';
import type {PodWithContainers} from '../../model/pod-sandbox.ts';
import type {NodeRuntime} from '../../runtime/node-runtime.ts';
import {age, isoTime, labelText, shortId} from '../format.ts';
import type {Tone} from '../tone.ts';
import {type Used, usageColumns} from '../usage-columns.ts';
import type {List} from './list.ts';

export const pods: List<Used<PodWithContainers>> = {
	name: 'pods',
	aliases: ['po', 'pod', 'sb', 'sandbox', 'sandboxes'],
	about: 'pods and their sandboxes, without the API server',
	columns: [
		{title: 'NAMESPACE', text: pod => pod.namespace, drop: 2, shrinksTo: 8, tone: () => 'quiet', sort: 'namespace'},
		{title: 'POD', text: pod => pod.name, drop: 0, shrinksTo: 16, sort: 'name'},
		{
			title: 'STATE',
			text: conditionOf,
			drop: 0,
			tone: stateTone,
			sort: 'status',
		},
		{title: 'RUNNING', short: 'RUN', text: running, drop: 1, align: 'right', tone: tone},
		{
			title: 'RESTARTS',
			short: 'RST',
			text: pod => String(restartsOf(pod) ?? ''),
			drop: 1,
			align: 'right',
			tone: pod => ((restartsOf(pod) ?? 0) > 0 && pod.state !== 'notready' ? 'warn' : 'quiet'),
			sort: 'restarts',
			order: restartsOf,
			descending: true,
		},
		...usageColumns,
		{title: 'IP', text: pod => pod.ip ?? (pod.hostNetwork ? 'host' : ''), drop: 3},
		{
			title: 'AGE',
			text: (pod, nowMs) => age(nowMs - pod.createdAtMs),
			drop: 1,
			align: 'right',
			sort: 'age',
			order: pod => -pod.createdAtMs,
		},
		{title: 'SANDBOX', text: pod => shortId(pod.id), drop: 3, tone: () => 'quiet'},
		{
			title: 'ATTEMPT',
			text: pod => String(pod.attempt),
			drop: 6,
			wide: true,
			align: 'right',
			order: pod => pod.attempt,
		},
		{title: 'UID', text: pod => pod.uid, drop: 6, wide: true, tone: () => 'quiet'},
		{title: 'HANDLER', text: pod => pod.runtimeHandler ?? '', drop: 6, wide: true},
		{title: 'LABELS', text: ({labels}) => labelText(labels), drop: 7, wide: true, shrinksTo: 12, tone: () => 'quiet'},
	],
	load: runtime => runtime.pods(),
	fromFiles: async runtime => (await runtime.leftBehind()).pods,
	enrich: withDetails,
	id: pod => pod.id,
	label: pod => pod.name,
	json: ({labels: _labels, annotations: _annotations, usage: _usage, createdAtMs, ...pod}) => ({
		...pod,
		createdAt: isoTime(createdAtMs),
	}),
	containerdNamespaceOf: () => undefined,
	podOf: pod => pod.id,
	labelsOf: pod => pod.labels,
	usage: {
		of: ({containers}) => containers.filter(({state}) => state === 'running'),
		put: (pod, usage) => ({...pod, usage}),
	},
	treeOf: pod => ({root: {id: pod.id, name: pod.name}, select: `pod/${pod.id}`}),
	open: pod => ({to: 'list', list: 'containers', pod: {id: pod.id, name: pod.name}}),
	subject: pod => ({kind: 'pod-sandbox', id: pod.id}),
};

/** Addresses of the sandboxes that live, and how containers in them ended: the CRI lists them without. */
async function withDetails(
	runtime: NodeRuntime,
	rows: readonly PodWithContainers[],
): Promise<readonly PodWithContainers[]> {
	const ready = rows.filter(({state}) => state === 'ready');
	const unplaced = ready.filter(({ip, hostNetwork}) => ip === undefined && hostNetwork === undefined);
	const ended = ready
		.flatMap(latestAttempts)
		.filter(({state, exitCode}) => state === 'exited' && exitCode === undefined);
	if (unplaced.length === 0 && ended.length === 0) return rows;
	const [placed, ends] = await Promise.all([
		unplaced.length === 0 ? [] : runtime.podDetails(unplaced.map(({id}) => id)),
		ended.length === 0 ? undefined : runtime.containerEnds(ended.map(({id}) => id)),
	]);
	const details = new Map(placed.map(({id, ip, hostNetwork}) => [id, {ip, hostNetwork}]));
	return rows.map(pod => ({
		...pod,
		...details.get(pod.id),
		containers: pod.containers.map(one => ({...one, ...ends?.get(one.id)})),
	}));
}

function stateTone(pod: PodWithContainers): Tone {
	const condition = conditionOf(pod);
	if (condition === 'ready') return 'good';
	if (condition === 'completed') return 'quiet';
	return condition === 'notready' || condition === 'waiting' || condition === 'created' ? 'warn' : 'bad';
}

function running(pod: PodWithContainers): string {
	const now = latestAttempts(pod);
	// Of what only files tell, nobody may know whether it runs.
	const known = now.every(({state}) => state !== 'unknown');
	return `${known ? now.filter(({state}) => state === 'running').length : '?'}/${now.length}`;
}

function tone(pod: PodWithContainers) {
	if (pod.state === 'notready') return 'quiet';
	return latestAttempts(pod).every(({state}) => state === 'running') ? 'plain' : 'warn';
}
