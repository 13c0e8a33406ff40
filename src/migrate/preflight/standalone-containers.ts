import {known} from '../../model/node-snapshot.ts';
import {type Check, consent, go} from './finding.ts';

export const standaloneContainers: Check = {
	id: 'standalone-containers',
	title: 'containers that are not of the kubelet',
	look(facts) {
		const containers = known(facts.workloads.containers);
		if (containers === undefined) return undefined;
		const own = containers.filter(({ofKubelet, running}) => running && !ofKubelet);
		if (own.length === 0) return go('docker runs containers of the kubelet alone');
		const named = own.map(({name}) => name).join(', ');
		return consent(`${named}: stop with docker, and nothing starts them again`, {
			evidence: own.map(({name, image, compose, restartPolicy}) => ({
				source: 'docker ps',
				text: `${name} (${image}${compose === undefined ? '' : `, project ${compose}`}, restart ${restartPolicy})`,
			})),
			fix: [{text: 'make pods of them, or move them to a machine that keeps docker'}],
		});
	},
};
