import type {Reader} from '../../host/host.ts';
import {known, type NodeSnapshot} from '../../model/node-snapshot.ts';
import type {ClusterAccess, NodeWorkloads} from '../../model/node-workloads.ts';
import {type GatherOptions, gatherSnapshot} from '../gather.ts';
import {gatherAccess} from './access.ts';
import {patient, rememberVersions} from './remembering.ts';
import {type ClusterWide, gatherWorkloads} from './workloads.ts';

export type NodeFacts = {
	readonly snapshot: NodeSnapshot;
	readonly workloads: NodeWorkloads;
	/** Name of the node in the cluster. */
	readonly nodeName: string;
};

export type FactsOptions = Omit<GatherOptions, 'nowMs'> & {
	nowMs(): number;
	/** Kubeconfigs of an administrator to try, the first that may is used. */
	readonly kubeconfigs: readonly string[];
};

/** With `brief`: without what only a preflight and a check-up look at. */
export type GatherFacts = (how?: {readonly brief?: true}) => Promise<NodeFacts>;

/**
 * The facts of a migration, to be gathered again and again. Who may do what in the cluster is asked only once, and so is, as
 * long as it is brief, what the workloads of the whole cluster name.
 */
export function createFactsGatherer(host: Reader, options: FactsOptions): GatherFacts {
	const reader = rememberVersions(patient(host, 15_000));
	let access: ClusterAccess | undefined;
	let cluster: ClusterWide | undefined;
	return async ({brief} = {}) => {
		const snapshot = await gatherSnapshot(reader, {
			...options,
			nowMs: options.nowMs(),
			patienceMs: 10_000,
			...(brief ? {brief} : {}),
		});
		const flag = (name: string) => snapshot.kubelet.flags.findLast(each => each.name === name)?.value;
		const nodeName = known(snapshot.node)?.name ?? flag('--hostname-override') ?? snapshot.hostname.toLowerCase();
		access ??= await gatherAccess(reader, {
			nodeName,
			kubeletConfig: flag('--kubeconfig') ?? '/etc/kubernetes/kubelet.conf',
			kubeconfigs: options.kubeconfigs,
		});
		const workloads = await gatherWorkloads(reader, {
			nodeName,
			address: snapshot.containerd.address,
			dockerRuns: snapshot.processes.some(({name}) => name === 'dockerd'),
			access,
			...(brief && cluster ? {cluster} : {}),
		});
		const {wanted, otherNodes} = workloads;
		if ('value' in wanted && 'value' in otherNodes) cluster = {wanted, otherNodes};
		return {snapshot, workloads, nodeName};
	};
}
