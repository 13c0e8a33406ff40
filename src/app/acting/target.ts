import type {Container} from '../../model/container.ts';
import type {Image} from '../../model/image.ts';
import type {PodWithContainers} from '../../model/pod-sandbox.ts';
import type {Task} from '../../model/task.ts';
import {plainText} from '../../model/text.ts';
import type {Subject} from '../../runtime/node-runtime.ts';
import {containerBehind} from '../container-behind.ts';
import {shortId} from '../format.ts';
import type {List} from '../lists/list.ts';
import {targetsOf as chosenRows} from '../marks.ts';
import type {State} from '../state.ts';

/** A row that something can be done to. */
export type Target =
	| {readonly kind: 'container'; readonly container: Container}
	| {readonly kind: 'pod'; readonly pod: PodWithContainers}
	| {readonly kind: 'image'; readonly image: Image}
	| {readonly kind: 'task'; readonly task: Task};

/** What an action is for: the marked rows, else the one under the cursor. Empty where rows are nothing to act on. */
export function targetsOf(state: State): readonly Target[] {
	const chosen = chosenRows(state);
	return chosen?.rows.flatMap(row => targetOf(chosen.list, row, containerBehind(state, chosen.list, row)) ?? []) ?? [];
}

export function targetOf(list: List<unknown>, row: unknown, container = list.container?.(row)): Target | undefined {
	switch (list.name) {
		case 'pods':
			return {kind: 'pod', pod: row as PodWithContainers};
		case 'images':
			return {kind: 'image', image: row as Image};
		case 'tasks':
			return {kind: 'task', task: row as Task};
		default:
			return container && {kind: 'container', container};
	}
}

/** What a person calls it, harmless. */
export function nameOf(target: Target): string {
	switch (target.kind) {
		case 'container': {
			const {podName, name} = target.container;
			return plainText(podName === undefined ? shortId(name) : `${podName}/${name}`);
		}
		case 'pod':
			return plainText(`pod ${target.pod.name}`);
		case 'image':
			return plainText(target.image.tags[0] ?? shortId(target.image.id));
		case 'task': {
			const {container, id} = target.task;
			return plainText(
				container === undefined ? `task ${shortId(id)}` : `task of ${container.podName ?? ''}/${container.name}`,
			);
		}
	}
}

/** Several of them in a title: the first, and how many more. */
export function namesOf([first, ...others]: readonly Target[]): string {
	if (first === undefined) return 'nothing';
	return others.length === 0 ? nameOf(first) : `${nameOf(first)} and ${others.length} more`;
}

export function subjectOf(target: Target): Subject {
	switch (target.kind) {
		case 'container':
			return {kind: 'container', id: target.container.id, containerdNamespace: target.container.containerdNamespace};
		case 'pod':
			return {kind: 'pod-sandbox', id: target.pod.id};
		case 'image':
			return {kind: 'image', id: target.image.id, containerdNamespace: target.image.containerdNamespace};
		case 'task':
			return {kind: 'task', id: target.task.id, containerdNamespace: target.task.containerdNamespace};
	}
}
