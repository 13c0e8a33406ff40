import {hasKubelet, usesCni} from './about.ts';
import {type Check, fatal, ok, skipped, warning} from './check.ts';
import {advice, lineAt, replaceInLine} from './fixes.ts';
import {badValuesIn} from './parts/cni-values.ts';

/** A network can be JSON, of a version that exists and of plugins that are there, and no pod gets it all the same. */
export const cniValues: Check = {
	id: 'cni-values',
	title: 'values of the CNI configuration',
	follows: ['cni-config'],
	explains: ['cni-conf-value'],
	look(node) {
		const [first] = node.cni.files;
		if (first === undefined || first.broken !== undefined) return skipped('no network is configured');
		const links = (node.state?.networks ?? []).map(({link}) => link);
		const bad = badValuesIn(first.text, links);
		if (bad.length === 0) return ok('names, ranges and routes are what plugins take');
		const lines = first.text.split('\n');
		const lineOf = (value: string) => lines.findIndex(text => text.includes(`"${value}"`)) + 1 || 1;
		const grave = hasKubelet(node) && usesCni(node) ? fatal : warning;
		const what = bad.map(({name, value, why}) => `${name} is ${value}: ${why}`).join('; ');
		return grave(`${first.path}: ${what}. Its plugin refuses it, and no new pod gets a network`, {
			evidence: bad.map(({value}) => lineAt(first.path, first.text, lineOf(value))),
			fix: [
				...bad.map(({name, value, instead}) =>
					instead === undefined
						? advice(`another ${name} in ${first.path}: it is read again by itself`)
						: replaceInLine(first.path, lineOf(value), `"${value}"`, `"${instead}"`),
				),
				...(bad.some(({name}) => name === 'subnet')
					? [advice('kubectl get node -o yaml has the podCIDR of this node')]
					: []),
			],
		});
	},
};
