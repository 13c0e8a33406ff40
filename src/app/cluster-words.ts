/**
 * Names that k9s and kubectl take and the node knows nothing of: the API server has them. Plural first, then the short
 * forms. Source: kubectl api-resources, Kubernetes 1.30.
 */
const words: Readonly<Record<string, readonly string[]>> = {
	deployments: ['deployment', 'deploy', 'dp'],
	daemonsets: ['daemonset', 'ds'],
	statefulsets: ['statefulset', 'sts'],
	replicasets: ['replicaset', 'rs'],
	cronjobs: ['cronjob', 'cj'],
	services: ['service', 'svc'],
	ingresses: ['ingress', 'ing'],
	endpoints: ['ep'],
	nodes: ['node', 'no'],
	configmaps: ['configmap', 'cm'],
	secrets: [],
	persistentvolumes: ['persistentvolume', 'pv'],
	persistentvolumeclaims: ['persistentvolumeclaim', 'pvc'],
	serviceaccounts: ['serviceaccount', 'sa'],
	networkpolicies: ['networkpolicy', 'netpol'],
	poddisruptionbudgets: ['poddisruptionbudget', 'pdb'],
	horizontalpodautoscalers: ['horizontalpodautoscaler', 'hpa'],
	storageclasses: ['storageclass', 'sc'],
	contexts: ['context', 'ctx'],
};

/** What a word of kubectl asks for, in a sentence; undefined where it is none. */
export function ofCluster(word: string): string | undefined {
	const asked = word.toLowerCase();
	const found = Object.entries(words).find(([plural, others]) => plural === asked || others.includes(asked));
	if (found === undefined) return undefined;
	const command = found[0] === 'contexts' ? 'kubectl config get-contexts' : `kubectl get ${found[0]}`;
	return `:${word} is the cluster’s, not this node’s: ${command}; here: :pods, :containers`;
}
