import {asEnding, ownFinalizers, whyKept} from '../../model/kept-pod.ts';
import {podsToMove} from '../facts.ts';
import {drainSecondsOf} from '../steps/kubectl.ts';
import {type Check, go} from './finding.ts';

/** Pods that a drain may wait for in vain: they are on their way out already and do not go, or somebody must agree to it. */
export const keptPods: Check = {
	id: 'kept-pods',
	title: 'pods that do not end by themselves',
	look(facts) {
		const {nowMs = 0} = facts;
		const pods = podsToMove(facts);
		const kept = pods.flatMap(pod => whyKept(asEnding(pod), nowMs) ?? []);
		const asking = pods.filter(
			pod => ownFinalizers(asEnding(pod)).length > 0 && whyKept(asEnding(pod), nowMs) === undefined,
		);
		if (kept.length + asking.length === 0) return undefined;
		const because = [
			...kept,
			...asking.map(
				pod =>
					`${pod.namespace}/${pod.name} is gone only when the finalizer ${ownFinalizers(asEnding(pod)).join(', ')} is taken off`,
			),
		];
		const end = `the drain waits for that, ${drainSecondsOf(facts)} s at most (--drain-timeout)`;
		return {
			...go(`${because.join('; ')}; ${end}`),
			fix: [{text: 'kubectl get pods -A -o wide shows them; who set a finalizer is who takes it off'}],
		};
	},
};
