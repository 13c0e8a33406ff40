import type {NodeSnapshot} from '../model/node-snapshot.ts';
import {configured, hasKubelet} from './about.ts';
import {type Check, fatal, type Outcome, ok, skipped, warning, worstOf} from './check.ts';
import {advice, at, lineAt, replaceInLine, restart, run} from './fixes.ts';
import {objectsNamedIn} from './parts/static-objects.ts';

const usual = '/etc/kubernetes/manifests';

export const staticPods: Check = {
	id: 'static-pods',
	title: 'static pods',
	follows: ['hidden-places', 'places'],
	explains: ['static-pod-needs-api'],
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
		if (node.kinds[set.value] !== undefined) return worstOf(ofTheApi(node), ok(set.value));
		return warning(`${set.value} is not there: the kubelet says so every 20 seconds, and no static pod starts`, {
			evidence: [at(set)],
			fix: [run('mkdir', '-p', set.value)],
		});
	},
};

/** A static pod is made without the API server, which refuses its copy where it leans on objects of the API. */
function ofTheApi({state}: NodeSnapshot): readonly Outcome[] {
	return (state?.staticPods ?? []).flatMap(({name, path, text}) => {
		const [first, ...more] = objectsNamedIn(text);
		if (first === undefined) return [];
		const what = [...new Set([first, ...more].map(({kind}) => kind))].join(', ');
		return [
			warning(
				`${path} leans on ${what}, which a static pod may not: the API server refuses its copy, kubectl does not show ${name}, and it does not start`,
				{
					evidence: [first, ...more].slice(0, 3).map(({line}) => lineAt(path, text, line)),
					fix: [
						advice(
							'files of the node (hostPath) in place of ConfigMaps and Secrets, no service account; or a DaemonSet in place of the static pod',
						),
						advice(`mv ${path} out of the folder, until it is mended`),
					],
				},
			),
		];
	});
}

function manifestsIn(folder: string, {state}: NodeSnapshot): number {
	if (state?.manifests === folder) return state.staticPods.length;
	const files = state?.kubernetesFiles ?? [];
	return files.filter(path => path.startsWith(`${folder}/`) && /\.(ya?ml|json)$/.test(path)).length;
}
