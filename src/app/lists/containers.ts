import type {Container} from '../../model/container.ts';
import {age, isoTime, shortId} from '../format.ts';
import type {Tone} from '../tone.ts';
import type {List} from './list.ts';

export const containers: List<Container> = {
	name: 'containers',
	aliases: ['co', 'container', 'ps'],
	about: 'containers of the kubelet, of docker and of ctr',
	columns: [
		{title: 'CONTAINER', text: container => shortId(container.id), drop: 3, tone: () => 'quiet'},
		{title: 'NAME', text: container => container.name, drop: 0, shrinksTo: 12},
		{title: 'POD', text: container => container.podName ?? '', drop: 0, shrinksTo: 12},
		{title: 'STATE', text: stateText, drop: 0, tone: stateTone},
		{title: 'ATTEMPT', text: container => String(container.attempt), drop: 4, align: 'right'},
		{title: 'PID', text: container => String(container.pid ?? ''), drop: 4, align: 'right'},
		{title: 'AGE', text: (container, nowMs) => age(nowMs - container.createdAtMs), drop: 1, align: 'right'},
		{title: 'IMAGE', text: container => shortId(container.image), drop: 2, shrinksTo: 12, tone: () => 'quiet'},
		{title: 'NS', text: container => container.containerdNamespace, drop: 2, tone: () => 'quiet'},
	],
	load: runtime => runtime.containers(),
	id: container => `${container.containerdNamespace}/${container.id}`,
	label: container => container.name,
	json: ({labels: _labels, reason: _reason, createdAtMs, startedAtMs, finishedAtMs, ...container}) => ({
		...container,
		createdAt: isoTime(createdAtMs),
		startedAt: isoTime(startedAtMs),
		finishedAt: isoTime(finishedAtMs),
	}),
	containerdNamespaceOf: container => container.containerdNamespace,
	podOf: container => container.podId,
	open: () => ({to: 'details'}),
	subject: ({id, containerdNamespace}) => ({kind: 'container', id, containerdNamespace}),
	container: container => container,
};

function stateText({state, exitCode}: Container): string {
	return state === 'exited' && exitCode !== undefined ? `exited (${exitCode})` : state;
}

function stateTone({state, exitCode}: Container): Tone {
	if (state === 'running') return 'good';
	if (state === 'exited') return exitCode === 0 ? 'quiet' : 'bad';
	return 'warn';
}
