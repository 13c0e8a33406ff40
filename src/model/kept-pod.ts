import {quote} from './argv.ts';
import type {PodOnNode} from './node-workloads.ts';

/** A pod that was told to end, as far as it matters for why it is still there. */
export type EndingPod = {
	readonly name: string;
	/** Kubernetes namespace. */
	readonly namespace: string;
	readonly finalizers: readonly string[];
	/** A container of it runs. */
	readonly runs: boolean;
	/** It should be gone by then; missing where nobody told it to end. */
	readonly goneByMs?: number;
};

/** The Job controller takes it off by itself. Source: kubernetes.io, Jobs, Job termination and cleanup. */
const ofJobs = 'batch.kubernetes.io/job-tracking';

/** Finalizers that somebody of the cluster's own must take off. */
export const ownFinalizers = ({finalizers}: Pick<EndingPod, 'finalizers'>) =>
	finalizers.filter(name => name !== ofJobs);

/** Why a pod that should be gone is not, and what to type; undefined where it still has its time. */
export function whyKept(pod: EndingPod, nowMs: number): string | undefined {
	const {name, namespace, runs, goneByMs} = pod;
	const called = `${namespace}/${name}`;
	const keeping = ownFinalizers(pod);
	if (goneByMs === undefined) return undefined;
	if (!runs && keeping.length > 0) {
		const patch = ['--type=merge', '--patch', '{"metadata":{"finalizers":null}}'] as const;
		const take = quote(['kubectl', '--namespace', namespace, 'patch', 'pod', name, ...patch]);
		return `${called} has stopped, and the finalizer ${keeping.join(', ')} keeps it: whoever set it takes it off when it is done; where nobody does any more: ${take}`;
	}
	const lateSeconds = Math.floor((nowMs - goneByMs) / 1000);
	if (lateSeconds < lateEnough) return undefined;
	return runs
		? `${called} still runs ${lateSeconds} s after its time to end: the kubelet or its runtime does not end it (journalctl -u kubelet)`
		: `${called} has stopped, and the kubelet has not let go of it for ${lateSeconds} s: a volume that does not unmount, or a sandbox that does not go (journalctl -u kubelet)`;
}

/** The kubelet takes some seconds after the last container. */
const lateEnough = 10;

export function asEnding({name, namespace, finalizers = [], runningIds, goneByMs}: PodOnNode): EndingPod {
	return {name, namespace, finalizers, runs: runningIds.length > 0, ...(goneByMs === undefined ? {} : {goneByMs})};
}
