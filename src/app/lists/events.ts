import type {NodeEvent} from '../../model/event.ts';
import {isoTime, shortId} from '../format.ts';
import type {Tone} from '../tone.ts';
import type {List} from './list.ts';

export const events: List<NodeEvent> = {
	name: 'events',
	aliases: ['ev', 'event'],
	about: 'what happens in the runtime, in every containerd namespace, as it happens',
	columns: [
		{title: 'TIME', text: ({atMs}) => time(atMs), drop: 0, sort: 'age', order: ({atMs}) => atMs, descending: true},
		{title: 'TOPIC', text: event => event.topic, drop: 0, tone: toneOf, sort: 'status'},
		{title: 'NAME', text: nameOf, drop: 0, shrinksTo: 12, sort: 'name'},
		{title: 'POD', text: ({container}) => container?.podName ?? '', drop: 1, shrinksTo: 12},
		{title: 'DETAIL', text: event => event.detail, drop: 2, shrinksTo: 8, tone: () => 'quiet'},
		{title: 'SUBJECT', text: event => event.subject, drop: 6, wide: true, tone: () => 'quiet'},
		{title: 'NS', text: event => event.containerdNamespace, drop: 1, tone: () => 'quiet', sort: 'namespace'},
	],
	load: async () => [],
	fed: {names: 'containers'},
	id: ({number}) => String(number),
	label: event => event.topic,
	json: ({number: _number, isChange: _isChange, atMs, container, ...event}) => ({
		at: isoTime(atMs),
		...event,
		name: container?.name,
		podName: container?.podName,
	}),
	containerdNamespaceOf: event => event.containerdNamespace || undefined,
	podOf: ({container}) => container?.podId,
	open: event =>
		subjectOf(event) === undefined
			? {to: 'nowhere', because: `${event.topic}: what it was about cannot be opened`}
			: {to: 'details'},
	subject: subjectOf,
	treeOf: event => ({select: `container/${event.containerdNamespace}/${event.subject}`}),
};

function subjectOf({topic, subject, containerdNamespace}: NodeEvent) {
	if (subject === '') return undefined;
	if (/^\/(tasks|containers?)\//.test(topic)) return {kind: 'container', id: subject, containerdNamespace} as const;
	if (topic.startsWith('/snapshot/')) return {kind: 'snapshot', id: subject, containerdNamespace} as const;
	return topic.startsWith('/images/') ? ({kind: 'image', id: subject, containerdNamespace} as const) : undefined;
}

function nameOf({container, subject}: NodeEvent): string {
	return container?.name ?? shortId(subject);
}

/** The time of the day, in UTC as in every log of the runtime. */
function time(atMs: number): string {
	return atMs === 0 ? '' : isoTime(atMs).slice(11, 23);
}

function toneOf({topic, detail}: NodeEvent): Tone {
	if (topic === '/tasks/oom' || topic.endsWith('/oom')) return 'bad';
	if (/\/(exit|die)$/.test(topic)) return /exit 0\b/.test(detail) ? 'quiet' : 'warn';
	if (/\/(start|create|prepare)$/.test(topic)) return 'good';
	return /\/(delete|remove|destroy)$/.test(topic) ? 'quiet' : 'plain';
}
