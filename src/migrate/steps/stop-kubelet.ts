import {isOnTarget, isToldOfTarget, type MigrationFacts, runningRuntime, targetOf, unitState} from '../facts.ts';
import type {Step} from '../step.ts';

export const stopKubelet: Step<MigrationFacts> = {
	id: 'stop-kubelet',
	title: 'stop the kubelet',
	why: 'It would start again in docker what is stopped there.',
	source: 'kubernetes.io, Changing the container runtime on a node',
	watch: ['kubelet.service'],
	stops: 'the kubelet: the node is NotReady from here on',
	seconds: 1,
	looks: ['units'],
	touches: ['units', 'node'],
	settleMs: 20_000,
	check(facts) {
		const {activeState, subState} = unitState(facts, 'kubelet.service') ?? {};
		const stopped = activeState === 'inactive';
		// Started by this walk, and its unit still runs what comes before it: it would begin at the beginning.
		if (subState === 'start-pre' && isToldOfTarget(facts) && facts.did.has('stop-kubelet')) return {is: 'done'};
		if (stopped && isToldOfTarget(facts)) return {is: 'done'};
		return isOnTarget(facts) || (stopped && facts.did.has('stop-kubelet')) ? {is: 'done'} : {is: 'todo'};
	},
	plan: facts => [
		{
			kind: 'run',
			argv: ['systemctl', 'stop', 'kubelet.service'],
			// A node that rebooted meanwhile may have started it on containerd, and pods with it.
			undo: [
				['systemctl', 'stop', 'kubelet.service'],
				['crictl', '--runtime-endpoint', targetOf(facts).endpoint, 'rmp', '--all', '--force'],
				['systemctl', 'start', '--no-block', 'kubelet.service'],
			],
		},
	],
	verify: facts => (runningRuntime(facts) === undefined ? undefined : 'a kubelet still runs'),
};
