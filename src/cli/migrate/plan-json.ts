import {commandText} from '../../migrate/apply.ts';
import type {Plan} from '../../migrate/plan.ts';
import {shownDiff} from '../../migrate/shown-write.ts';
import type {Change} from '../../migrate/step.ts';

/** In the shape of data/schema/migrate-plan.json. */
export function planJson({from, to, verdict, preflight, steps, unverified}: Plan) {
	return {
		from,
		to,
		verdict,
		...(unverified.length === 0 ? {} : {unverified}),
		preflight,
		steps: steps.map(({changes, irreversible, byHand: _runbook, ...step}) => ({
			...step,
			changes: changes.map(changeJson),
			...(irreversible.length === 0 ? {} : {irreversible: irreversible.join('; ')}),
		})),
	};
}

function changeJson(change: Change) {
	if (change.kind === 'write') {
		const {path, reload} = change;
		return {kind: 'write', path, diff: shownDiff(change), ...(reload === undefined ? {} : {reload})};
	}
	const {argv, into, undo} = change;
	return {
		kind: 'run',
		argv,
		...(into === undefined ? {} : {into}),
		text: commandText(argv, into),
		...('irreversible' in undo || undo.length === 0 ? {} : {undo: undo.map(each => commandText(each))}),
	};
}
