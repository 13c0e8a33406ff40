import {freeze} from '../acting/freeze.ts';
import type {RowAction} from '../acting/row-action.ts';

export const resume: RowAction = {
	id: 'resume',
	key: 'u',
	label: 'resume',
	about: 'let frozen processes go on',
	fits: target => {
		if (target.kind === 'task') return target.task.state === 'paused' ? true : `the task is ${target.task.state}`;
		// The CRI goes on saying Running of a container that is frozen: only its task knows.
		if (target.kind !== 'container') return undefined;
		return target.container.state === 'running' ? true : `${target.container.name} is ${target.container.state}`;
	},
	plan: (targets, _answers, node) => freeze('unpause', targets, node),
};
