import {known} from '../model/node-snapshot.ts';
import type {PodOnNode} from '../model/node-workloads.ts';
import type {MigrationFacts} from './facts.ts';

export const isHere = ({nodeName}: PodOnNode, facts: MigrationFacts) => nodeName === facts.nodeName;

/** It is on its way to docker, or off the other runtime, or the cluster only says that it runs. */
export function isLate(pod: PodOnNode, facts: MigrationFacts): boolean {
	const {phase, deleting, waiting, runningIds} = pod;
	if (phase === 'Succeeded' || phase === 'Failed') return false;
	if (deleting) return true;
	const isCrashing = waiting.includes('CrashLoopBackOff');
	if (waiting.some(reason => reason !== 'CrashLoopBackOff')) return true;
	if (phase !== 'Running') return !isCrashing;
	if (runningIds.length === 0) return !isCrashing;
	return runningIds.some(id => id.startsWith('containerd://') || isOfThePast(id, facts));
}

/** What an API server that was just started says of a pod was said before it stopped: docker knows what runs. */
function isOfThePast(id: string, {workloads}: MigrationFacts): boolean {
	const containers = known(workloads.containers);
	const scheme = 'docker://';
	if (containers === undefined || !id.startsWith(scheme)) return false;
	return !containers.some(({id: of, running}) => running && of === id.slice(scheme.length));
}
