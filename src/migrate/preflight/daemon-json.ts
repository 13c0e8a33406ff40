import {known} from '../../model/node-snapshot.ts';
import {fromDocker} from '../wanted.ts';
import {type Check, consent, go, noGo} from './finding.ts';

export const daemonJson: Check = {
	id: 'docker-settings',
	title: "docker's own settings",
	look(facts) {
		const file = known(facts.snapshot.docker.config);
		if (file === undefined) return undefined;
		if (file.broken) return noGo(`${file.path} is no JSON: ${file.broken.message}`);
		const {lost} = fromDocker(facts);
		if (lost.length === 0) return go(`all of ${file.path} is carried over or needs nothing`);
		return consent(
			`${lost.length === 1 ? 'a setting of docker has' : 'settings of docker have'} no place in containerd`,
			{
				evidence: lost.map(({key, because}) => ({source: file.path, text: `${key}: ${because}`})),
				fix: lost.map(({key, instead}) => ({text: `${key}: ${instead}`})),
			},
		);
	},
};
