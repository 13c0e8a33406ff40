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
			fix: [
				// Docker refuses the leave of a manager, and of the last one the services go with it. Seen with docker 26.1.
				{text: 'a manager first: docker node demote NAME, typed at another manager'},
				{text: 'the last manager leaves with --force alone, and its services are gone then: move them away first'},
				{text: 'take the node out of the swarm', argv: ['docker', 'swarm', 'leave']},
			],
		});
	},
};
