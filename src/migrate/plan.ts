import {isBegunByHand, type MigrationFacts, toldRuntime} from './facts.ts';
import {type Finding, verdictOf} from './preflight/finding.ts';
import {type PlannedStep, planSteps} from './step.ts';
import {judgeWay, type Way, ways} from './ways/index.ts';

export type Plan = {
	readonly from: string;
	/** Name of the way. */
	readonly to: string;
	readonly verdict: 'go' | 'no-go' | 'consent';
	readonly preflight: readonly Finding[];
	readonly steps: readonly PlannedStep[];
	/** What of it was never run on a real node. */
	readonly unverified: readonly string[];
};

/** @param consented IDs of `--consent` */
export function makePlan(facts: MigrationFacts, consented: readonly string[], way: Way = ways[0]): Plan {
	const preflight = judgeWay(way, facts);
	const told = isBegunByHand(facts) ? 'dockershim' : toldRuntime(facts);
	const from = {dockershim: 'docker', 'cri-dockerd': 'cri-dockerd'}[told as 'dockershim'];
	return {
		from: from ?? told,
		to: way.name,
		verdict: verdictOf(preflight, consented),
		preflight,
		steps: planSteps(way.steps, facts),
		unverified: way.unverified,
	};
}
