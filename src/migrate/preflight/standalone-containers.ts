import {known} from '../../model/node-snapshot.ts';
import type {DockerWorkload} from '../../model/node-workloads.ts';
import type {MigrationFacts} from '../facts.ts';
import {unitOf} from '../steps/stop-containers.ts';
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
		const lost = own.filter(each => each.removesItself && unitOf(each, facts) === undefined).map(({name}) => name);
		const gone = lost.length === 0 ? '' : `; started with --rm, so that no undo brings it back: ${lost.join(', ')}`;
		return consent(`${named}: stop with docker, and nothing starts them again${gone}`, {
			evidence: own.map(each => ({source: 'docker ps', text: lineOf(each, facts)})),
			fix: [{text: 'make pods of them, or move them to a machine that keeps docker'}],
		});
	},
};

function lineOf(container: DockerWorkload, facts: MigrationFacts): string {
	const {name, image, compose, restartPolicy, removesItself} = container;
	const unit = unitOf(container, facts);
	const more = [
		...(compose === undefined ? [] : [`project ${compose}`]),
		...(unit === undefined ? [] : [`of ${unit}`]),
		removesItself ? '--rm' : `restart ${restartPolicy}`,
	];
	return `${name} (${[image, ...more].join(', ')})`;
}
