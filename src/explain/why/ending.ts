import type {ApiPod, WhyFacts} from '../../model/why-facts.ts';
import {span} from './container-words.ts';
import type {Why, WhyCause} from './why.ts';

/** The kubelet sends SIGKILL when the time is over, and tells the API server some seconds later. */
const settleMs = 20_000;

/** A pod that somebody asked to end, and that is still there. */
export function endingVerdict(
	{containers, nowMs}: WhyFacts,
	{finalizers, nodeName, preStops = []}: ApiPod,
	goneAtMs: number,
): Pick<Why, 'verdict' | 'because'> {
	const running = containers
		.filter(({container}) => container.state === 'running')
		.map(({container}) => container.name);
	const lateMs = nowMs - goneAtMs;
	if (running.length > 0) {
		const names = running.join(', ');
		const hooks = preStops.filter(({name}) => running.includes(name)).map(({name, hook}) => `${name}: ${hook}`);
		if (lateMs < 0 && hooks.length > 0)
			return {
				verdict: 'waits',
				because: `it is to end, and before SIGTERM its preStop hook runs, or has run (${hooks.join('; ')}): hook and program have ${span(-lateMs)} yet, then it is killed`,
			};
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

/** What to type about a pod that a finalizer keeps: it is the only thing here that does not end by itself. */
export function finalizerCauses({containers, pod, nowMs}: WhyFacts, api: ApiPod | undefined): readonly WhyCause[] {
	const running = containers.some(({container}) => container.state === 'running');
	if (api?.goneAtMs === undefined || api.finalizers.length === 0 || running || pod === undefined) return [];
	const names = api.finalizers.join(', ');
	const of = `${pod.name} -n ${pod.namespace}`;
	return [
		{
			id: 'kept-by-finalizer',
			title: `A finalizer keeps a pod that has ended: ${names}`,
			cause:
				'Whoever put it there does its part first and takes it away then. Where that program is gone or fails, the pod stays for ever.',
			confidence: 0.95,
			evidence: [
				{
					source: 'API server',
					text: `deletionTimestamp is ${span(nowMs - api.goneAtMs)} ago; metadata.finalizers: ${names}`,
				},
			],
			fix: [
				{text: `the log of the program that has ${names} in its name or documentation: kubectl get pods -A`},
				{
					text: `only where nobody is left to do it: kubectl patch pod ${of} --type merge -p '{"metadata":{"finalizers":null}}'`,
				},
			],
		},
	];
}
