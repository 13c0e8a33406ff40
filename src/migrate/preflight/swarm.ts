import {known} from '../../model/node-snapshot.ts';
import {type Check, go, noGo} from './finding.ts';

export const swarm: Check = {
	id: 'swarm',
	title: 'docker swarm',
	look({workloads}) {
		const state = known(workloads.swarm);
		if (state === undefined) return undefined;
		if (state === 'inactive') return go('this docker is in no swarm');
		return noGo(`this docker is in a swarm (${state}): its services would lose a node`, {
			fix: [{text: 'take the node out of the swarm', argv: ['docker', 'swarm', 'leave']}],
		});
	},
};
