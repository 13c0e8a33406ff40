import {known} from '../../model/node-snapshot.ts';
import {podsToMove} from '../facts.ts';
import {drainSecondsOf} from '../steps/kubectl.ts';
import {type Check, go} from './finding.ts';

/** What a drain would wait for in vain, before it does. It is no refusal: a budget may let a pod go a minute later. */
export const budgets: Check = {
	id: 'budgets',
	title: 'budgets of pods',
	look(facts) {
		const moved = podsToMove(facts).map(({namespace, name}) => `${namespace}/${name}`);
		const alone = known(facts.workloads.otherNodes) === 0;
		const holding = (known(facts.workloads.budgets) ?? [])
			.map(budget => ({...budget, pods: budget.pods.filter(name => moved.includes(name))}))
			// Elsewhere another pod becomes healthy for each that goes; where there is no elsewhere, the rest stay.
			.filter(({pods, allowed = 0}) => pods.length > 0 && (allowed === 0 || (alone && allowed < pods.length)));
		if (holding.length === 0) return undefined;
		const named = holding.map(({name, pods, allowed = 0}) =>
			allowed === 0
				? `PodDisruptionBudget ${name} lets ${pods.join(', ')} not go now`
				: `PodDisruptionBudget ${name} lets no more than ${allowed} of ${pods.join(', ')} go`,
		);
		const end = alone
			? 'no other node takes pods, so that none can become healthy elsewhere: the drain waits in vain'
			: 'the drain waits for others to become healthy';
		return {
			...go(
				`${named.join('; ')}; ${end}, ${drainSecondsOf(facts)} s at most (--drain-timeout)`,
				holding.map(({name, needed, healthy}) => ({
					source: `budget ${name}`,
					text: `needs ${needed} healthy pods, has ${healthy}`,
				})),
			),
			fix: [{text: 'more replicas, or a budget that allows one to go: kubectl get poddisruptionbudgets -A'}],
		};
	},
};
