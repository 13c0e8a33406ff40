import type {WhyFacts} from '../../model/why-facts.ts';
import type {Fix} from '../known-error.ts';

type Words = ReadonlyArray<readonly [RegExp, string]>;

/** What is asked of a cluster, asked of what made the container. `ID` is filled in afterwards. */
const inWordsOf: Readonly<Record<WhyFacts['tool'], Words>> = {
	crictl: [
		[/kubectl (describe|get) pod POD(?: -o yaml)?/g, 'crictl inspect ID'],
		[/kubectl logs (--previous )?POD/g, 'crictl logs ID'],
	],
	docker: [
		[/kubectl (describe|get) pod POD(?: -o yaml)?/g, 'docker inspect ID'],
		[/kubectl logs (--previous )?POD/g, 'docker logs ID'],
		[/ctr -n k8s\.io images mount IMAGE .*/g, 'docker export ID | tar -t'],
	],
	ctr: [
		[/kubectl (describe|get) pod POD(?: -o yaml)?/g, 'ctr -n NAMESPACE_OF_IT containers info ID'],
		[/ctr -n k8s\.io /g, 'ctr -n NAMESPACE_OF_IT '],
	],
};

/**
 * What nobody can type for a container that no cluster knows of: docker's or ctr's own, or a pod made by hand where no kubelet
 * runs and no API server is at hand. What has no like outside of a cluster is left out.
 */
export function withoutCluster(fixes: readonly Fix[], facts: WhyFacts): readonly Fix[] {
	if (isOfCluster(facts)) return fixes;
	const namespace = facts.containers[0]?.container.containerdNamespace ?? 'default';
	return fixes
		.map((fix): Fix => {
			const text = inWordsOf[facts.tool]
				.reduce((said, [pattern, words]) => said.replace(pattern, words), fix.text)
				.replaceAll('NAMESPACE_OF_IT', namespace);
			return text === fix.text ? fix : {text};
		})
		.filter(({text}) => !/\bkubectl\b/.test(text) && !(facts.tool === 'ctr' && /\bcrictl\b/.test(text)));
}

function isOfCluster({pod, kubelet, api}: WhyFacts): boolean {
	if (pod === undefined) return false;
	return 'value' in api || !('value' in kubelet) || kubelet.value !== 'none';
}
