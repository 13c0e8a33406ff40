import type {Container} from '../model/container.ts';
import type {Image} from '../model/image.ts';
import type {PodSandbox, PodWithContainers} from '../model/pod-sandbox.ts';
import type {ContainerStats} from '../model/stats.ts';
import type {PodDetails} from './crictl-status.ts';

export type ContainerEnd = Pick<Container, 'exitCode' | 'reason'>;

/** One way to the kubelet's pods and containers: through crictl, ctr or docker. */
export type Lister = {
	pods(): Promise<readonly PodWithContainers[]>;
	/** The containers that this way can see, whose details may come from further questions. */
	containers(): Promise<readonly Container[]>;
	images(): Promise<readonly Image[]>;
	/** Of the containers that run. */
	stats(): Promise<readonly ContainerStats[]>;
	/** Process IDs of containers that were seen to run; those that it cannot tell are left out. */
	pids(ids: readonly string[]): Promise<ReadonlyMap<string, number>>;
	/** What the pod list does not say. Never throws for a sandbox that is gone. */
	podDetails(ids: readonly string[]): Promise<readonly PodDetails[]>;
	/** How these containers ended, where the pod list does not say it already. */
	ends?(ids: readonly string[]): Promise<ReadonlyMap<string, ContainerEnd>>;
};

/** Put containers under their sandboxes, newest sandbox first, containers oldest first. */
export function joinPods(pods: readonly PodSandbox[], containers: readonly Container[]): readonly PodWithContainers[] {
	const byPod = Map.groupBy(containers, ({podId}) => podId);
	return newestFirst(pods).map(pod => ({
		...pod,
		containers: (byPod.get(pod.id) ?? [])
			.toSorted((one, other) => one.createdAtMs - other.createdAtMs)
			.map(({id, name, state, attempt, exitCode, reason}) => ({
				id,
				name,
				state,
				attempt,
				...endOf({exitCode, reason}),
			})),
	}));
}

/** How a container ended; nothing where it did not, or nobody tells. */
export function endOf({exitCode, reason}: ContainerEnd): ContainerEnd {
	return exitCode === undefined ? {} : {exitCode, ...(reason !== undefined && {reason})};
}

/** An entry of `pids`, where there is one. */
export function knownPid(id: string, pid: number | undefined): ReadonlyArray<readonly [string, number]> {
	return pid === undefined ? [] : [[id, pid]];
}

/** The order of crictl's lists. */
export function newestFirst<T extends {readonly createdAtMs: number}>(items: readonly T[]): readonly T[] {
	return items.toSorted((one, other) => other.createdAtMs - one.createdAtMs);
}
