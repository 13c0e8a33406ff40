import {type MigrationFacts, toldRuntime} from './facts.ts';
import {type Finding, judge, verdictOf} from './preflight/index.ts';
import {type PlannedStep, planSteps} from './step.ts';
import {dockerToContainerd} from './steps/index.ts';

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
