/** What the kubelet's dockershim wrote into the name of a docker container. */
export type KubernetesName = {
	readonly kind: 'pod-sandbox' | 'container';
	/** Name of the container; `POD` for a sandbox. */
	readonly container: string;
	readonly pod: string;
	/** Kubernetes namespace. */
	readonly namespace: string;
	readonly uid: string;
	readonly attempt: number;
};

/**
 * Read `k8s_CONTAINER_POD_NAMESPACE_UID_ATTEMPT`, with or without docker's leading slash; undefined for any other name.
 *
 * None of the parts can hold an underscore. A seventh part is random: dockershim adds it after a name conflict.
 * Source: Kubernetes 1.23, pkg/kubelet/dockershim/naming.go.
 */
export function parseKubernetesName(dockerName: string): KubernetesName | undefined {
	const [prefix, container, pod, namespace, uid, attempt, ...rest] = dockerName.replace(/^\//, '').split('_');
	if (prefix !== 'k8s' || !container || !pod || !namespace || uid === undefined || rest.length > 1) return undefined;
	if (attempt === undefined || !/^\d+$/.test(attempt)) return undefined;
	const kind = container === 'POD' ? 'pod-sandbox' : 'container';
	return {kind, container, pod, namespace, uid, attempt: Number(attempt)};
}
