import {criDockerdName, isOfCriDockerd} from '../model/cri-dockerd.ts';
import {type Distribution, distributions} from '../model/distributions.ts';
import {type ConfigFile, known, type NodeSnapshot, type Setting, type Unit} from '../model/node-snapshot.ts';

/** Whether `version` is `wanted` or newer: `1.7.24` and `1.24`; what is missing counts as 0. */
export function atLeast(version: string, wanted: string): boolean {
	const [left, right] = [version, wanted].map(text => text.split('.').map(Number));
	for (let place = 0; place < 3; place++) {
		const difference = (left?.[place] ?? 0) - (right?.[place] ?? 0);
		if (difference !== 0) return difference > 0;
	}
	return true;
}

export function unit(node: NodeSnapshot, name: string): Unit | undefined {
	const found = known(node.units)?.[name];
	return found?.loadState === 'not-found' ? undefined : found;
}

/** A kubelet belongs to this node: it runs, or it is installed as a service. */
export function hasKubelet(node: NodeSnapshot): boolean {
	return unit(node, 'kubelet.service') !== undefined || node.processes.some(({name}) => name === 'kubelet');
}

/** The distribution whose units are on this node: kubelet and containerd are part of it. */
export function distributionOf(node: NodeSnapshot): Distribution | undefined {
	return distributions.find(({units}) => units.some(name => unit(node, name) !== undefined));
}

export function hasContainerd(node: NodeSnapshot): boolean {
	return unit(node, 'containerd.service') !== undefined || 'value' in node.containerd.binary;
}

/** The last one counts, as for the kubelet itself. */
export function flag(node: NodeSnapshot, name: string): Setting | undefined {
	return node.kubelet.flags.findLast(setting => setting.name === name);
}

/** A value of the kubelet's configuration; what stands in the file for this node alone wins. */
export function configured(node: NodeSnapshot, name: string): Setting | undefined {
	const files: ReadonlyArray<ConfigFile | undefined> = [known(node.kubelet.config), known(node.kubelet.instanceConfig)];
	return files.flatMap(file => file?.settings ?? []).findLast(setting => setting.name === name);
}

/** `cgroupfs` where nothing says otherwise. */
export function driverOfKubelet(node: NodeSnapshot): string {
	return (flag(node, '--cgroup-driver') ?? configured(node, 'cgroupDriver'))?.value || 'cgroupfs';
}

export type RuntimeKind = 'containerd' | 'dockershim' | 'cri-dockerd' | 'crio' | 'other';

/** What the kubelet makes its pods with, as far as its settings say. */
export function runtimeOf(node: NodeSnapshot): RuntimeKind | undefined {
	if (!hasKubelet(node)) return undefined;
	const endpoint = known(node.kubelet.endpoint)?.value;
	const version = known(node.kubelet.version);
	const remote = flag(node, '--container-runtime')?.value === 'remote';
	const late = version !== undefined && atLeast(version, '1.24');
	if (version !== undefined && !late && !remote) return 'dockershim';
	// Nobody makes it (any more): whatever its socket is called, the node is meant for containerd.
	if ((late || remote) && endpoint?.includes('dockershim')) return 'containerd';
	return endpoint === undefined ? 'containerd' : kindOf(endpoint, node);
}

function kindOf(endpoint: string, node: NodeSnapshot): RuntimeKind {
	if (endpoint.includes('dockershim')) return 'dockershim';
	if (endpoint.includes('cri-dockerd') || isOfCriDockerd(endpoint, node)) return 'cri-dockerd';
	if (endpoint.includes('crio')) return 'crio';
	return endpoint.includes('containerd') ? 'containerd' : 'other';
}

/** Containers of this node are made by docker, so docker must run; an endpoint of a cri-dockerd that is not on the node is a mistake. */
export function needsDocker(node: NodeSnapshot): boolean {
	const kind = runtimeOf(node);
	if (kind === 'dockershim') return true;
	const isThere =
		unit(node, `${criDockerdName(node.units)}.service`) !== undefined ||
		node.processes.some(({name}) => name === 'cri-dockerd');
	return kind === 'cri-dockerd' && isThere;
}

/** dockerd is told to use the containerd of the node; without that it starts one of its own. */
export function usesOwnContainerd(node: NodeSnapshot): boolean {
	const set = node.docker.flags.some(({name}) => name === '--containerd');
	return set && unit(node, 'containerd.service') !== undefined;
}

/** Its pods get their network from CNI plugins: all but dockershim with docker's own bridge. */
export function usesCni(node: NodeSnapshot): boolean {
	if (runtimeOf(node) === 'dockershim') return flag(node, '--network-plugin')?.value === 'cni';
	return hasKubelet(node);
}

/** Services that read the configuration of the network and call its plugins. */
export function networkMakers(node: NodeSnapshot): readonly [string, ...string[]] {
	const kind = runtimeOf(node);
	if (kind === 'dockershim') return ['kubelet'];
	return kind === 'cri-dockerd' ? [criDockerdName(node.units)] : kind === 'crio' ? ['crio'] : ['containerd'];
}

/** Pods of this node are made by containerd itself. */
export function needsContainerd(node: NodeSnapshot): boolean {
	return runtimeOf(node) === 'containerd';
}

/** `/var/run` and `/run` are one folder; the scheme is gone. */
export function socketPath(endpoint: string): string {
	return endpoint.replace(/^unix:\/*/, '/').replace(/^\/var\/run\//, '/run/');
}
