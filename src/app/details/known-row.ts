import type {Image} from '../../model/image.ts';
import type {Subject} from '../../runtime/node-runtime.ts';
import {containerById} from '../container-behind.ts';
import {shortId} from '../format.ts';
import type {List, ListName} from '../lists/list.ts';
import type {State} from '../state.ts';

/** The list whose rows are the things of a kind themselves; other lists only speak of them. */
const home: Readonly<Record<Exclude<Subject['kind'], 'content'>, ListName>> = {
	container: 'containers',
	'pod-sandbox': 'pods',
	image: 'images',
	task: 'tasks',
	snapshot: 'snapshots',
};

/** What is known of a subject: its own row, whatever list it was opened from. Undefined where it was never listed. */
export function knownRow(state: State, list: List<unknown>, row: unknown, subject: Subject): unknown {
	if (subject.kind === 'content') return undefined;
	const own = home[subject.kind];
	if (list.name === own) return subject.kind === 'image' ? withNames(state, row as Image) : row;
	const container = subject.kind === 'container' ? list.container?.(row) : undefined;
	return container ?? state.lists[own]?.rows.find(each => idOf(each) === subject.id);
}

/** An image names those that use it by their IDs. */
function withNames(state: State, image: Image): Image {
	const usedBy = image.usedBy.map(id => {
		const container = containerById(state, id);
		if (container === undefined) return id;
		const {podName, name, state: standing} = container;
		return `${shortId(id)}  ${podName === undefined ? name : `${podName}/${name}`}  ${standing}`;
	});
	return {...image, usedBy};
}

function idOf(row: unknown): unknown {
	const {id, key} = row as {readonly id?: string; readonly key?: string};
	return id ?? key;
}
