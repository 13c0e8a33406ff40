import {isAlive} from '../acting/fitting.ts';
import {freeze} from '../acting/freeze.ts';
import type {RowAction} from '../acting/row-action.ts';

export const pause: RowAction = {
	id: 'pause',
	key: 'z',
	label: 'pause',
	about: 'freeze its processes where they stand',
	fits: target => {
		if (target.kind === 'pod') return undefined;
		return target.kind === 'task' && target.task.state === 'paused' ? 'it is paused' : isAlive(target);
	},
	plan: (targets, _answers, node) => freeze('pause', targets, node),
};
