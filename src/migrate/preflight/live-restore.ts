import {known} from '../../model/node-snapshot.ts';
import {type Check, go} from './finding.ts';

export const liveRestore: Check = {
	id: 'live-restore',
	title: 'containers that outlive docker',
	look: ({snapshot}) =>
		known(snapshot.docker.info)?.liveRestore
			? go('live-restore is on: containers go on when docker stops, so the walk stops each of them first')
			: undefined,
};
