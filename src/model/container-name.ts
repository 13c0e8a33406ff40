import {type KubernetesName, parseKubernetesName} from './kubernetes-name.ts';

/** How a person may name a container of a pod, taken apart. Docker's names and IDs are `plain`. */
export type ContainerName =
	| {readonly kind: 'id'; readonly id: string}
	| {readonly kind: 'plain'; readonly name: string}
	| {readonly kind: 'in-pod'; readonly name: string; readonly pod: string; readonly namespace?: string}
	| {readonly kind: 'dockershim'; readonly of: KubernetesName};

/** `web` · `pod/web` · `namespace/pod/web` · `k8s_web_pod_namespace_uid_0` · an ID or the beginning of one. */
export function readContainerName(name: string): ContainerName {
	const bare = name.startsWith('/') ? name.slice(1) : name;
	if (/^(?=[a-f]*\d)[0-9a-f]{8,64}$/.test(bare) || isShortId(bare)) return {kind: 'id', id: bare};
	const shim = parseKubernetesName(bare);
	if (shim !== undefined) return {kind: 'dockershim', of: shim};
	const parts = bare.split('/');
	const [first = '', second = '', third] = parts;
	if (parts.length === 2) return {kind: 'in-pod', pod: first, name: second};
	if (parts.length === 3) return {kind: 'in-pod', namespace: first, pod: second, name: third ?? ''};
	return {kind: 'plain', name: bare};
}

/** As few digits as people type of an ID: `4f5e`, `fe6d98`. A name of that kind is rare; `db01` and `2048` are names. */
function isShortId(name: string): boolean {
	return /^(?=[0-9a-f]*\d[a-f])[0-9a-f]{4,7}$/.test(name);
}

/** `k8s_POD_…`: the pause container that dockershim made for a pod sandbox. */
export function isSandboxName(name: string): boolean {
	return parseKubernetesName(name)?.kind === 'pod-sandbox';
}
