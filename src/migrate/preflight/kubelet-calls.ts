import {kubeletUnitCalls} from '../edit/kubelet-unit.ts';
import {unitState} from '../facts.ts';
import {type Check, consent} from './finding.ts';

/** `ExecStartPre=/usr/bin/docker info`: it fails without docker, and the kubelet with it. */
export const kubeletCalls: Check = {
	id: 'kubelet-calls',
	title: 'what the kubelet’s unit runs by docker',
	look(facts) {
		const calls = kubeletUnitCalls(unitState(facts, 'kubelet.service')?.files ?? []);
		if (calls.length === 0) return undefined;
		return consent('the kubelet would not start without docker: the walk takes these commands out of its unit', {
			evidence: calls.map(({path, line, text}) => ({source: `${path}:${line}`, text})),
			fix: [{text: 'what they do beside waiting for docker: in a drop-in of its own, before the walk'}],
		});
	},
};
