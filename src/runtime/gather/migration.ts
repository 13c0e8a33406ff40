import type {Reader} from '../../host/host.ts';
import {known, type NodeSnapshot} from '../../model/node-snapshot.ts';
import type {ClusterAccess, NodeWorkloads} from '../../model/node-workloads.ts';
import {type GatherOptions, gatherSnapshot} from '../gather.ts';
import {gatherAccess} from './access.ts';
import {gatherWorkloads} from './workloads.ts';

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

/** The facts of a migration, to be gathered again and again. Who may do what in the cluster is asked only once. */
export function createFactsGatherer(reader: Reader, options: FactsOptions): () => Promise<NodeFacts> {
	let access: ClusterAccess | undefined;
	return async () => {
		const snapshot = await gatherSnapshot(reader, {...options, nowMs: options.nowMs()});
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
		});
		return {snapshot, workloads, nodeName};
	};
}
