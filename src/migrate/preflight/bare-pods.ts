import {known} from '../../model/node-snapshot.ts';
import {barePods} from '../facts.ts';
import {savedPodsPath} from '../steps/bare-pods.ts';
import {type Check, consent, go} from './finding.ts';

const keep = {text: 'keep their manifests: kubectl get pod NAME -o yaml'};

export const bare: Check = {
	id: 'bare-pods',
	title: 'pods that nobody makes again',
	look(facts) {
		if (known(facts.workloads.pods) === undefined) return undefined;
		const names = barePods(facts).map(({namespace, name}) => `${namespace}/${name}`);
		if (names.length === 0) return go('every pod has a controller');
		const {drains, makesNone} = facts.workloads.access;
		if (drains === undefined)
			return consent(`${names.join(', ')}: a drain from elsewhere deletes them for ever`, {fix: [keep]});
		if (makesNone)
			return consent(
				`${names.join(', ')}: the drain deletes them for ever, for ${drains} may not make pods; their manifests are kept in ${savedPodsPath(facts)}`,
				{fix: [{text: 'name a kubeconfig that may: --kubeconfig FILE'}, keep]},
			);
		return go(
			`${names.join(', ')}: kept as manifests and made again at the end; they get new addresses and empty emptyDirs`,
		);
	},
};
