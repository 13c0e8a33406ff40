import type {Reader} from '../../host/host.ts';
import {nodeNameOf} from '../../model/node-name.ts';
import {known, type NodeSnapshot} from '../../model/node-snapshot.ts';
import type {NodeSurroundings} from '../../model/node-surroundings.ts';
import type {ClusterAccess, NodeWorkloads} from '../../model/node-workloads.ts';
import type {Subject} from '../../model/subject.ts';
import {type GatherOptions, gatherSnapshot} from '../gather.ts';
import {gatherAccess} from './access.ts';
import {gatherKubeletUnit} from './kubelet-unit.ts';
import {gatherInTheWay, gatherLocked} from './locked.ts';
import {gatherProcesses} from './processes.ts';
import {patient, rememberAnswers, rememberVersions} from './remembering.ts';
import {gatherSurroundings} from './surroundings.ts';
import {type ClusterWide, gatherWorkloads, type WorkloadOptions} from './workloads.ts';

export type NodeFacts = {
	readonly snapshot: NodeSnapshot;
	readonly workloads: NodeWorkloads;
	readonly surroundings: NodeSurroundings;
	/** Name of the node in the cluster. */
	readonly nodeName: string;
};

export type FactsOptions = Omit<GatherOptions, 'nowMs'> & {
	nowMs(): number;
	/** Kubeconfigs of an administrator to try, the first that may is used. */
	readonly kubeconfigs: readonly string[];
	/** CRI endpoint of the runtime to be, where it is not containerd. */
	readonly target?: string;
	/** Folders whose room matters besides those of every node. */
	readonly folders?: readonly string[];
};

/** `brief`: without what only a preflight and a check-up look at. `anew`: what of it is asked anew; without it, everything. */
export type GatherHow = {readonly brief?: true; readonly anew?: readonly Subject[] | undefined};

export type GatherFacts = (how?: GatherHow) => Promise<NodeFacts>;

/**
 * The facts of a migration, to be gathered again and again. Who may do what in the cluster is asked only once, and so is, as
 * long as it is brief, what the workloads of the whole cluster name. What hangs on docker is looked for once.
 */
export function createFactsGatherer(host: Reader, options: FactsOptions): GatherFacts {
	const {reader: asking, forget} = rememberAnswers(patient(host, 15_000));
	const reader = rememberVersions(asking);
	let access: ClusterAccess | undefined;
	let cluster: ClusterWide | undefined;
	let place: Pick<WorkloadOptions, 'nodeName' | 'address'> | undefined;
	let surroundings: NodeSurroundings | undefined;
	return async ({brief, anew} = {}) => {
		forget(anew);
		const snapshot = gatherSnapshot(reader, {
			...options,
			nowMs: options.nowMs(),
			patienceMs: 10_000,
			...(brief ? {brief} : {}),
		});
		if (brief && place !== undefined && access !== undefined && surroundings !== undefined) {
			const processes = gatherProcesses(reader);
			const workloads = workloadsAt(place, await processes, access, brief);
			return {snapshot: await snapshot, workloads: await workloads, surroundings, nodeName: place.nodeName};
		}
		return first(await snapshot, brief);
	};

	/** Where the node is and who may do what is known only when it was looked at once. */
	async function first(snapshot: NodeSnapshot, brief?: true): Promise<NodeFacts> {
		const flag = (name: string) => snapshot.kubelet.flags.findLast(each => each.name === name)?.value;
		const nodeName = known(snapshot.node)?.name ?? nodeNameOf(snapshot.kubelet.flags, snapshot.hostname);
		access ??= await gatherAccess(reader, {
			nodeName,
			kubeletConfig: flag('--kubeconfig') ?? '/etc/kubernetes/kubelet.conf',
			kubeconfigs: options.kubeconfigs,
			...(options.kubeconfig === undefined ? {} : {named: options.kubeconfig}),
		});
		place = {nodeName, address: snapshot.containerd.address};
		const workloads = await workloadsAt(place, snapshot.processes, access, brief);
		surroundings ??= await around(snapshot);
		// Not kept: it is what a person puts right before the next look.
		const [locked, inTheWay] = await Promise.all([gatherLocked(reader, snapshot), gatherInTheWay(reader)]);
		return {snapshot, workloads, surroundings: {...surroundings, locked, inTheWay}, nodeName};
	}

	async function workloadsAt(
		where: Pick<WorkloadOptions, 'nodeName' | 'address'>,
		processes: NodeSnapshot['processes'],
		who: ClusterAccess,
		brief?: true,
	): Promise<NodeWorkloads> {
		const workloads = await gatherWorkloads(reader, {
			...where,
			...(options.target === undefined ? {} : {endpoint: options.target}),
			dockerRuns: processes.some(({name}) => name === 'dockerd'),
			access: who,
			...(brief && cluster ? {cluster} : {}),
		});
		const {wanted, otherNodes, budgets} = workloads;
		if ('value' in wanted && 'value' in otherNodes) cluster = {wanted, otherNodes, budgets};
		return workloads;
	}

	async function around(snapshot: NodeSnapshot): Promise<NodeSurroundings> {
		const containerd = known(snapshot.containerd.binary);
		const dockerRoot = known(snapshot.docker.info)?.rootDir;
		const [kubeletIn, found] = await Promise.all([
			gatherKubeletUnit(reader, snapshot),
			gatherSurroundings(reader, {
				...(containerd === undefined ? {} : {containerd}),
				folders: [...(dockerRoot === undefined ? [] : [dockerRoot]), ...(options.folders ?? [])],
			}),
		]);
		return kubeletIn === undefined ? found : {...found, kubeletIn};
	}
}
