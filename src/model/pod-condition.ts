import {latestAttempts} from './latest-attempts.ts';
import type {PodWithContainers} from './pod-sandbox.ts';

/** How a pod is, in one word: that its sandbox is ready says nothing of what shall run in it. */
export type PodCondition =
	| PodWithContainers['state']
	| 'OOMKilled'
	| 'crashing'
	| 'failed'
	| 'waiting'
	| 'created'
	| 'completed';

/**
 * Only from what the runtime tells: states, attempts and exit codes of the newest attempt of each container. One that ended
 * with a failure and was made before is `crashing`, what kubectl calls CrashLoopBackOff or Error; `waiting` has a sandbox and
 * nothing in it yet: an image that is pulled, or cannot be.
 */
export function conditionOf(pod: PodWithContainers): PodCondition {
	if (pod.state !== 'ready') return pod.state;
	const now = latestAttempts(pod);
	if (now.length === 0) return 'waiting';
	const failed = now.filter(({state, exitCode}) => state === 'exited' && exitCode !== undefined && exitCode !== 0);
	if (failed.some(({reason}) => reason === 'OOMKilled')) return 'OOMKilled';
	if (failed.some(({attempt = 0}) => attempt > 0)) return 'crashing';
	if (failed.length > 0) return 'failed';
	if (now.some(({state}) => state === 'created')) return 'created';
	return now.every(({state, exitCode}) => state === 'exited' && exitCode === 0) ? 'completed' : 'ready';
}
