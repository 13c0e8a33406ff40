import {plainText} from '../../model/text.ts';
import {nameOf, type Target, targetOf} from '../acting/target.ts';
import {type Step, stay} from '../action.ts';
import {containerBehind} from '../container-behind.ts';
import {type State, topScreen} from '../state.ts';
import {openText} from './navigate.ts';
import {rowShown} from './row-shown.ts';

const whyNeeds = 'why: on a pod or a container';

/** `w`: why the pod or the container does not run. */
export function whySelected(state: State): Step {
	const {kind} = topScreen(state);
	const shown = kind === 'list' || kind === 'details' ? rowShown(state) : undefined;
	const target = shown && targetOf(shown.list, shown.row, containerBehind(state, shown.list, shown.row));
	return target === undefined ? note(state, whyNeeds) : openWhy(state, target);
}

/** Of one pod, container or task. */
export function openWhy(state: State, target: Target): Step {
	switch (target.kind) {
		case 'pod': {
			const {name, namespace, uid} = target.pod;
			return openText(state, `why ${plainText(name)}`, {of: 'why', wanted: {by: 'pod', pod: {name, namespace, uid}}});
		}
		case 'container': {
			const {container} = target;
			const name = container.podName === undefined ? container.name : `${container.podName}/${container.name}`;
			return openText(state, `why ${plainText(name)}`, {of: 'why', wanted: {by: 'container', container}});
		}
		case 'task':
			return openText(state, `why ${nameOf(target).replace(/^task of /, '')}`, {
				of: 'why',
				wanted: {by: 'name', name: target.task.id},
			});
		default:
			return note(state, whyNeeds);
	}
}

function note(state: State, text: string): Step {
	return stay({...state, notice: {text, tone: 'warn'}});
}
