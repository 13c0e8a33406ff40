import type {Argv} from '../../model/argv.ts';
import {known} from '../../model/node-snapshot.ts';
import type {MigrationFacts} from '../facts.ts';
import {minorOf} from '../facts.ts';

/** kubectl as whoever may tell this node: an administrator's kubeconfig where there is one, else the kubelet's own. */
export function kubectl({workloads}: MigrationFacts, ...words: readonly string[]): Argv {
	const {marks, drains} = workloads.access;
	const path = drains ?? marks;
	return path === undefined ? ['kubectl', ...words] : ['kubectl', '--kubeconfig', path, ...words];
}

/** True where kubectl is here and somebody's kubeconfig lets it look at the node. */
export function canAsk({workloads, snapshot}: MigrationFacts): boolean {
	const {marks, drains} = workloads.access;
	return snapshot.programs.kubectl !== undefined && (drains ?? marks) !== undefined;
}

/** Pods can be made from here: not with the kubelet's own kubeconfig, nor with one that may drain and no more. */
export function mayMakePods({workloads: {access}}: MigrationFacts): boolean {
	return access.drains !== undefined && access.makesNone === undefined;
}

/** How long a drain may take before it counts as held up, where nobody said. */
export const usualDrainSeconds = 300;

export const drainSecondsOf = ({drainSeconds}: MigrationFacts) => drainSeconds ?? usualDrainSeconds;

export function drainWords(facts: MigrationFacts): readonly string[] {
	const {nodeName, snapshot} = facts;
	// The kubectl of a node is as old as its kubelet, or newer.
	const minor = minorOf(known(snapshot.kubelet.version)) ?? 24;
	const emptyDirs = minor >= 20 ? '--delete-emptydir-data' : '--delete-local-data';
	return ['drain', nodeName, '--ignore-daemonsets', emptyDirs, '--force', `--timeout=${drainSecondsOf(facts)}s`];
}
