import type {ApiOwner, ApiPod, WhyFacts} from '../../model/why-facts.ts';
import {endingVerdict} from './ending.ts';
import {isHeld} from './held.ts';
import type {Why, WhyCause} from './why.ts';

/** Whether it runs, and the one sentence that says why it does not. */
export function verdictOf(facts: WhyFacts, causes: readonly WhyCause[]): Pick<Why, 'verdict' | 'because'> {
	const {containers, sandboxes, api} = facts;
	const known = 'value' in api ? api.value : undefined;
	const states = containers.map(({container}) => container);
	const root = causes.find(({causedBy}) => causedBy === undefined)?.title;
	if (known?.goneAtMs !== undefined) return endingVerdict(facts, known, known.goneAtMs);
	if (known?.phase === 'Failed' && states.length === 0)
		return broken(root ?? `the kubelet did not take it: ${known.reason ?? 'Failed'}`);
	const isEnded = states.length > 0 && states.every(({state, exitCode}) => state === 'exited' && exitCode === 0);
	const again = known === undefined ? causes.some(({id}) => id === 'crash-loop') : known.restartPolicy === 'Always';
	if (known?.phase === 'Succeeded' || (isEnded && !again))
		return {verdict: 'ended', because: 'everything in it ended by itself, without an error: nothing is wrong'};
	const running = states.length > 0 && states.every(({state}) => state === 'running');
	const waitingInit = known?.containers.find(({init, ready, running: runs}) => init && !ready && runs);
	if (waitingInit !== undefined && causes.every(({causedBy, id}) => causedBy !== undefined || id === 'probe'))
		return {
			verdict: 'waits',
			because: `its init container ${waitingInit.name} runs, and the others start when that has ended: its log says what it waits for`,
		};
	const unready = known?.containers.filter(({ready, init}) => !ready && !init) ?? [];
	if (running && unready.length === 0 && !containers.some(isHeld)) return {verdict: 'runs', because: runsWords(causes)};
	if (running) return broken(root ?? `${unready.map(({name}) => name).join(', ')} runs, and is not ready`);
	if (facts.owner !== undefined) return broken(root ?? ownerWords(facts.owner));
	const absent = sandboxes.length === 0 ? nobodyMakesIt(facts, known) : undefined;
	if (absent !== undefined) return broken(absent);
	if (root !== undefined) return broken(root);
	if (facts.tool === 'ctr' && states.some(({state, exitCode}) => state === 'exited' && exitCode === undefined))
		return broken('no task of it runs: it was never started, or it has ended');
	if (facts.pod === undefined && states.length > 0)
		return broken(states.every(({state}) => state === 'created') ? 'it was made, and not started' : 'it does not run');
	if (sandboxes.length === 0 && !('value' in facts.runtime))
		return broken('the runtime does not answer, and says nothing of it: rtconsole check tells what is the matter');
	if (sandboxes.length === 0 && known !== undefined && isUnseen(known))
		return broken(
			`no scheduler has looked at it: is ${known.schedulerName ?? 'kube-scheduler'} there? kubectl -n kube-system get pods, and schedulerName of the pod`,
		);
	if (sandboxes.length === 0) return waits('the runtime was never asked for its sandbox');
	if (sandboxes.every(({state}) => state === 'notready')) return broken('its sandbox is not ready');
	return states.length === 0 ? waits('its sandbox is there, and none of its containers') : broken('it does not run');
}

function ownerWords({kind, said}: ApiOwner): string {
	return said.length > 0
		? `this ${kind} has no pod here: ${said[0]?.text ?? ''}`
		: `this ${kind} has no pod on this node: kubectl get pods -A -o wide has those of others`;
}

/** It has a node, and who makes pods there is not here, or does not run. */
function nobodyMakesIt({kubelet, hostName}: WhyFacts, known: ApiPod | undefined): string | undefined {
	if (known?.nodeName === undefined || known.phase !== 'Pending') return undefined;
	const own = hostName?.split('.')[0];
	if (own !== undefined && known.nodeName.split('.')[0]?.toLowerCase() !== own.toLowerCase())
		return `it belongs to the node ${known.nodeName}, and this one is ${hostName}: rtconsole why there tells more`;
	if ('value' in kubelet && kubelet.value === 'none')
		return 'no kubelet runs on this node, and only it makes pods: rtconsole check says why it does not';
	return undefined;
}

/** Neither a node nor a word of why there is none. */
function isUnseen({phase, nodeName, unmet, events}: ApiPod): boolean {
	return phase === 'Pending' && nodeName === undefined && unmet.length === 0 && events.length === 0;
}

function broken(because: string): Pick<Why, 'verdict' | 'because'> {
	return {verdict: 'broken', because};
}

function waits(because: string): Pick<Why, 'verdict' | 'because'> {
	return {verdict: 'waits', because: `${because}; nothing here says why`};
}

function runsWords(causes: readonly WhyCause[]): string {
	return causes.length === 0 ? 'it runs' : 'it runs now; lately something was the matter with it';
}
