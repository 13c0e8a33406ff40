import type {NodeSnapshot} from '../model/node-snapshot.ts';
import {configured, hasKubelet} from './about.ts';
import {type Check, fatal, ok, skipped, warning} from './check.ts';
import {at, replaceInLine, restart, run} from './fixes.ts';

const usual = '/etc/kubernetes/manifests';

export const staticPods: Check = {
	id: 'static-pods',
	title: 'static pods',
	follows: ['hidden-places'],
	look(node) {
		if (!hasKubelet(node)) return skipped('there is no kubelet on this node');
		const set = configured(node, 'staticPodPath');
		if (set === undefined || set.value === '') return skipped('none is named');
		const elsewhere = manifestsIn(usual, node);
		if (set.value.replace(/\/+$/, '') !== usual && manifestsIn(set.value, node) === 0 && elsewhere > 0) {
			return fatal(
				`staticPodPath is ${set.value}, which holds no manifest, and ${usual} has ${elsewhere}: the kubelet has stopped them, the control plane among them`,
				{
					evidence: [at(set), {source: `ls ${usual}`, text: `${elsewhere} manifests`}],
					fix: [replaceInLine(set.path, set.line, set.value, usual), restart('kubelet')],
				},
			);
		}
		if (node.kinds[set.value] !== undefined) return ok(set.value);
		return warning(`${set.value} is not there: the kubelet says so every 20 seconds, and no static pod starts`, {
			evidence: [at(set)],
			fix: [run('mkdir', '-p', set.value)],
		});
	},
};

function manifestsIn(folder: string, {state}: NodeSnapshot): number {
	if (state?.manifests === folder) return state.staticPods.length;
	const files = state?.kubernetesFiles ?? [];
	return files.filter(path => path.startsWith(`${folder}/`) && /\.(ya?ml|json)$/.test(path)).length;
}
