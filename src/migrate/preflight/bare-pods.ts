import {known} from '../../model/node-snapshot.ts';
import {barePods} from '../facts.ts';
import {type Check, consent, go} from './finding.ts';

export const bare: Check = {
	id: 'bare-pods',
	title: 'pods that nobody makes again',
	look(facts) {
		if (known(facts.workloads.pods) === undefined) return undefined;
		const names = barePods(facts).map(({namespace, name}) => `${namespace}/${name}`);
		if (names.length === 0) return go('every pod has a controller');
		if (facts.workloads.access.drains === undefined)
			return consent(`${names.join(', ')}: a drain from elsewhere deletes them for ever`, {
				fix: [{text: 'keep their manifests: kubectl get pod NAME -o yaml'}],
			});
		return go(
			`${names.join(', ')}: kept as manifests and made again at the end; they get new addresses and empty emptyDirs`,
		);
	},
};
