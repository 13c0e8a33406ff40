import type {ApiPod, WhyFacts} from '../../model/why-facts.ts';
import {span} from './container-words.ts';
import type {Why} from './why.ts';

/** The kubelet sends SIGKILL when the time is over, and tells the API server some seconds later. */
const settleMs = 20_000;

/** A pod that somebody asked to end, and that is still there. */
export function endingVerdict(
	{containers, nowMs}: WhyFacts,
	{finalizers, nodeName}: ApiPod,
	goneAtMs: number,
): Pick<Why, 'verdict' | 'because'> {
	const running = containers
		.filter(({container}) => container.state === 'running')
		.map(({container}) => container.name);
	const lateMs = nowMs - goneAtMs;
	if (running.length > 0) {
		const names = running.join(', ');
		return lateMs < settleMs
			? {
					verdict: 'waits',
					because: `it is to end, and ${names} has not ended on SIGTERM${
						lateMs < 0 ? `: it has ${span(-lateMs)} for that yet, then it is killed` : ''
					}`,
				}
			: {verdict: 'broken', because: `it was to end ${span(lateMs)} ago, and ${names} runs on: it cannot be killed`};
	}
	if (finalizers.length > 0)
		return {
			verdict: 'broken',
			because: `it has ended, and is kept until somebody takes its finalizer away: ${finalizers.join(', ')}`,
		};
	return lateMs < settleMs
		? {verdict: 'waits', because: 'it has ended, and will be gone in a moment'}
		: {
				verdict: 'broken',
				because: `it was to be gone ${span(lateMs)} ago: the kubelet of ${nodeName ?? 'its node'} has not said that it is`,
			};
}
