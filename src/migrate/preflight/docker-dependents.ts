import {kubeletUnitLines} from '../edit/kubelet-unit.ts';
import {unitState} from '../facts.ts';
import {type Check, consent, go} from './finding.ts';

/** Units that start docker again, or end with it. */
export const dockerDependents: Check = {
	id: 'docker-dependents',
	title: 'units that hang on docker',
	look(facts) {
		const {dependents} = facts.surroundings;
		const own = kubeletUnitLines(unitState(facts, 'kubelet.service')?.files ?? []);
		const kubelet = own.map(({path, line, text}) => ({source: `${path}:${line}`, text}));
		const others = dependents.map(({path, line, text}) => ({source: `${path}:${line}`, text}));
		if (others.length === 0)
			return kubelet.length === 0
				? go('no unit hangs on docker')
				: go('the kubelet’s own unit hangs on docker: the walk takes that out', kubelet);
		const units = [...new Set(dependents.map(({unit}) => unit))].join(', ');
		return consent(`${units}: stop with docker, start only with it, or would start it again at the next boot`, {
			evidence: [...kubelet, ...others],
			fix: [
				{text: 'take docker out of their [Unit] and [Install] sections (then systemctl reenable), or disable them'},
			],
		});
	},
};
