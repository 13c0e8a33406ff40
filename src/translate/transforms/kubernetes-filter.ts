import {type Found, lost} from '../transform.ts';

export type KubernetesFilter = {
	readonly args: readonly string[];
	readonly findings: readonly Found[];
	readonly condition?: {readonly test: string};
};

/**
 * A filter on the names that dockershim and cri-dockerd gave to containers, `k8s_CONTAINER_POD_NAMESPACE_UID_N`, as far as it was
 * typed: the CRI has each part in a place of its own. Undefined for another name.
 */
export function kubernetesFilter(pattern: string): KubernetesFilter | undefined {
	const [, typed] = /^\^?\/?k8s_(.*)$/s.exec(pattern) ?? [];
	if (typed === undefined) return partOf(pattern);
	if (/^POD(_|$)/.test(typed)) return {args: [], findings: [lost('ps.filter-pause')]};
	// A regular expression that goes over the bounds of the parts cannot be taken apart.
	if (!/^[a-z0-9._-]*\$?$/.test(typed)) return {args: ['--name', pattern], findings: [lost('ps.filter-k8s-pattern')]};
	const parts = typed.replace(/\$$/, '').split('_');
	const whole = (index: number) => index < parts.length - 1;
	const [container = '', pod = '', namespace = ''] = parts;
	const name = container === '' ? [] : ['--name', `^${container}${whole(0) ? '$' : ''}`];
	const label = (key: string, value: string, index: number) =>
		value !== '' && whole(index) ? ['--label', `io.kubernetes.pod.${key}=${value}`] : [];
	const begins = [
		...(pod !== '' && !whole(1) ? [beginsWith('name', pod)] : []),
		...(namespace !== '' && !whole(2) ? [beginsWith('namespace', namespace)] : []),
	];
	const [test] = begins;
	const said: Found[] = [{id: 'ps.filter-k8s', kind: 'close', values: {pattern}}];
	if (test !== undefined) said.push(lost('ps.filter-k8s-begins', {text: pod === '' || whole(1) ? namespace : pod}));
	return {
		args: [...name, ...label('name', pod, 1), ...label('namespace', namespace, 2)],
		findings: said,
		...(test === undefined ? {} : {condition: {test}}),
	};
}

/** `etcd_etcd`, `_kube-system_`: from the middle of such a name, for no other has an underscore; undefined without one. */
function partOf(pattern: string): KubernetesFilter | undefined {
	const parts = pattern.split('_');
	const [container = '', pod = '', namespace = ''] = parts;
	if (parts.length < 2 || !/^[a-z0-9._-]*$/i.test(pattern)) return undefined;
	if (/^(k8s)?POD$/.test(container)) return {args: [], findings: [lost('ps.filter-pause')]};
	const said: Found[] = [{id: 'ps.filter-k8s', kind: 'close', values: {pattern}}];
	const name = container === '' ? [] : ['--name', `${container}$`];
	if (container === '' && parts.length === 3 && namespace === '') {
		// Between two underscores stands a pod or a namespace: pods' names end with letters that nobody types.
		return {args: ['--label', `io.kubernetes.pod.namespace=${pod}`], findings: said};
	}
	if (parts.length === 2) {
		const test = pod === '' ? undefined : beginsWith('name', pod);
		if (test !== undefined) said.push(lost('ps.filter-k8s-begins', {text: pod}));
		return {args: name, findings: said, ...(test === undefined ? {} : {condition: {test}})};
	}
	const labels = ['--label', `io.kubernetes.pod.name=${pod}`];
	const test = namespace === '' ? undefined : beginsWith('namespace', namespace);
	if (test !== undefined) said.push(lost('ps.filter-k8s-begins', {text: namespace}));
	return {args: [...name, ...labels], findings: said, ...(test === undefined ? {} : {condition: {test}})};
}

/** Letters are bytes in these names. */
function beginsWith(key: string, text: string): string {
	return `(eq (printf "%.${text.length}s" (index .status.labels "io.kubernetes.pod.${key}")) "${text}")`;
}
