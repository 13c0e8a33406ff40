import {commandText} from '../../migrate/apply.ts';
import {diffText} from '../../migrate/edit/diff-text.ts';
import type {MigrationFacts} from '../../migrate/facts.ts';
import {toldRuntime} from '../../migrate/facts.ts';
import {masked} from '../../migrate/mask.ts';
import {type Finding, judge, verdictOf} from '../../migrate/preflight/index.ts';
import {type Change, type PlannedStep, planSteps} from '../../migrate/step.ts';
import {dockerToContainerd} from '../../migrate/steps/index.ts';

export type Plan = {
	readonly from: string;
	readonly to: 'containerd';
	readonly verdict: 'go' | 'no-go' | 'consent';
	readonly preflight: readonly Finding[];
	readonly steps: readonly PlannedStep[];
};

/** @param consented IDs of `--consent` */
export function makePlan(facts: MigrationFacts, consented: readonly string[]): Plan {
	const preflight = judge(facts);
	const from = {dockershim: 'docker', 'cri-dockerd': 'cri-dockerd'}[toldRuntime(facts) as 'dockershim'];
	return {
		from: from ?? toldRuntime(facts),
		to: 'containerd',
		verdict: verdictOf(preflight, consented),
		preflight,
		steps: planSteps(dockerToContainerd, facts),
	};
}

/** In the shape of data/schema/migrate-plan.json. */
export function planJson({from, to, verdict, preflight, steps}: Plan) {
	return {
		from,
		to,
		verdict,
		preflight,
		steps: steps.map(({changes, irreversible, ...step}) => ({
			...step,
			changes: changes.map(changeJson),
			...(irreversible.length === 0 ? {} : {irreversible: irreversible.join('; ')}),
		})),
	};
}

function changeJson(change: Change) {
	if (change.kind === 'write') {
		const {path, before, after, reload} = change;
		const diff = masked(diffText(before, after, path));
		return {kind: 'write', path, diff, ...(reload === undefined ? {} : {reload})};
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
