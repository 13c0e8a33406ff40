import type {PodWithContainers} from '../../model/pod-sandbox.ts';
import type {DetailsScreen} from '../details/screen.ts';
import {listNamed} from '../lists/index.ts';
import type {List} from '../lists/list.ts';
import {selectedRow} from '../rows.ts';
import type {TextScreen} from '../screen.ts';
import {type State, topScreen} from '../state.ts';

/** A row of a list, and the list. */
export type RowOf = {readonly list: List<unknown>; readonly row: unknown};

/** The row that a screen is about: the one under the cursor, or the one that its details or its `why` were opened from. */
export function rowShown(state: State): RowOf | undefined {
	const screen = topScreen(state);
	switch (screen.kind) {
		case 'list':
			return rowOf(listNamed(screen.list), selectedRow(state, screen));
		case 'details':
			return detailed(screen);
		case 'text':
			return explained(state, screen);
		default:
			return undefined;
	}
}

function rowOf(list: List<unknown>, row: unknown): RowOf | undefined {
	return row === undefined ? undefined : {list, row};
}

function detailed({subject, row}: DetailsScreen): RowOf | undefined {
	if (subject.kind === 'container') return rowOf(listNamed('containers'), row);
	if (subject.kind === 'pod-sandbox') return rowOf(listNamed('pods'), row);
	return undefined;
}

function explained(state: State, {source}: TextScreen): RowOf | undefined {
	if (source.of !== 'why') return undefined;
	const {wanted} = source;
	if (wanted.by === 'container') return rowOf(listNamed('containers'), wanted.container);
	if (wanted.by !== 'pod') return undefined;
	const {uid} = wanted.pod;
	// Of several sandboxes of one pod the newest comes first.
	const pods = (state.lists.pods?.rows ?? []) as readonly PodWithContainers[];
	return rowOf(
		listNamed('pods'),
		pods.find(pod => pod.uid === uid && pod.state === 'ready') ?? pods.find(pod => pod.uid === uid),
	);
}
