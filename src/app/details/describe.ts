import type {Container} from '../../model/container.ts';
import type {Image} from '../../model/image.ts';
import type {PodWithContainers} from '../../model/pod-sandbox.ts';
import type {Snapshot} from '../../model/snapshot.ts';
import type {Task} from '../../model/task.ts';
import type {Subject} from '../../runtime/node-runtime.ts';
import {describeContainer} from './describe-container.ts';
import {describeImage, describeSnapshot, describeTask} from './describe-others.ts';
import {describePod} from './describe-pod.ts';
import {listSection, type Section} from './section.ts';

/** What a person wants to know of a thing, section by section. `document`: the runtime's answer, secrets taken out already. */
export function describe(kind: Subject['kind'], row: unknown, document: unknown, nowMs: number): readonly Section[] {
	const answer = Array.isArray(document) ? document[0] : document;
	if (row === undefined) return listSection(kind, ['y shows what the runtime says of it']);
	switch (kind) {
		case 'container':
			return describeContainer(row as Container, answer, nowMs);
		case 'pod-sandbox':
			return describePod(row as PodWithContainers, answer, nowMs);
		case 'image':
			return describeImage(row as Image, answer);
		case 'task':
			return describeTask(row as Task, answer);
		case 'snapshot':
			return describeSnapshot(row as Snapshot, answer);
		case 'content':
			return [];
	}
}
