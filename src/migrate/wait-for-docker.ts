import {known} from '../model/node-snapshot.ts';
import type {PodOnNode} from '../model/node-workloads.ts';
import type {Engine} from './engine.ts';
import {isToldOfTarget, type MigrationFacts, runningRuntime} from './facts.ts';
import {createInVain} from './in-vain.ts';
import {causeOfNewCluster, saidOfNewCluster} from './new-cluster.ts';
import type {Progress} from './progress.ts';
import {notReadyNow} from './ready-now.ts';
import {isSettled, wasTroubled} from './troubled.ts';

type Waiting = {
	gather(): Promise<MigrationFacts>;
	nowMs(): number;
	sleep(ms: number): Promise<void>;
	stopped?(): boolean;
	runtimeOf(facts: MigrationFacts): string | undefined;
	why?: Engine<MigrationFacts>['why'];
};

const id = 'back-on-docker';
const watch = ['kubelet.service', 'docker.service', 'cri-docker.service'];
const patienceMs = 300_000;
const pollMs = 1000;
/** What only somebody can help is not waited for longer. */
const settledEnoughMs = 60_000;
/** A pod without a node that is no older was moved away by the undo, and belongs to its end. */
const movedWithinMs = 600_000;

/** After an undo: until the kubelet runs on docker, the cluster says Ready, and the pods run. */
export async function* waitForDocker(waiting: Waiting): AsyncGenerator<Progress, void> {
	const {gather, nowMs, sleep, stopped, runtimeOf, why} = waiting;
	const at = () => new Date(nowMs()).toISOString();
	const began = nowMs();
	const end = began + patienceMs;
	yield {at: at(), type: 'step', id, state: 'started'};
	let before: string | undefined;
	let settledMs: number | undefined;
	const inVain = createInVain(why);
	for (;;) {
		const facts = await gather();
		const wrong = missing(facts, began);
		const runtime = runtimeOf(facts);
		const more = runtime === undefined ? {} : {runtime};
		if (wrong === undefined) {
			const durationMs = nowMs() - began;
			yield {at: at(), type: 'step', id, state: 'verified', durationMs, waitedMs: durationMs};
			yield {at: at(), type: 'result', ok: true, ...more};
			return;
		}
		const late = latePods(facts, began);
		settledMs = late.length > 0 && late.every(isSettled) ? (settledMs ?? nowMs()) : undefined;
		const isOver = settledMs !== undefined && nowMs() - settledMs >= settledEnoughMs;
		const told = facts.newCluster === undefined ? undefined : [causeOfNewCluster(facts.newCluster)];
		const failed = {id, because: wrong, watch, sinceMs: began, pods: late.map(nameOf)};
		const seen = await inVain(nowMs() - began, failed);
		if (seen.say !== undefined) yield {at: at(), type: 'output', id, text: `${seen.say}\n`};
		// Nothing of the ledger is left to change that: waiting would be in vain.
		const isInVain = isOver || told !== undefined || isToldOfTarget(facts) || seen.causes.length > 0;
		if (nowMs() >= end || isInVain || stopped?.()) {
			const asked = told ?? (seen.causes.length > 0 ? seen.causes : await why?.(failed));
			const causes = asked === undefined || asked.length === 0 ? {} : {causes: asked};
			yield {at: at(), type: 'step', id, state: 'failed', detail: wrong, ...causes};
			yield {at: at(), type: 'result', ok: false, ...more, failedStep: id, because: wrong, ...causes};
			return;
		}
		if (wrong !== before) yield {at: at(), type: 'output', id, text: `waiting: ${wrong}\n`};
		before = wrong;
		await sleep(pollMs);
	}
}

function missing(facts: MigrationFacts, beganMs: number): string | undefined {
	const running = runningRuntime(facts);
	if (running === undefined) return 'no kubelet runs';
	if (isToldOfTarget(facts))
		return 'the kubelet is still told of its new runtime: that was done by hand, and is to be taken back by hand';
	if (running === 'containerd') return 'the kubelet runs on containerd';
	const node = known(facts.snapshot.node);
	if (node === undefined) return 'the API server does not answer yet';
	if (facts.newCluster !== undefined) return saidOfNewCluster(facts.newCluster);
	if (!node.runtimeVersion.startsWith('docker://')) return `the cluster still sees ${node.runtimeVersion}`;
	const notReady = notReadyNow(facts);
	if (notReady !== undefined) return notReady;
	const late = latePods(facts, beganMs);
	return late.length === 0 ? undefined : `pods on their way: ${late.map(nameOf).join(', ')}`;
}

const nameOf = ({namespace, name}: PodOnNode) => `${namespace}/${name}`;

/** What did not start before the walk either is none of them. */
function latePods(facts: MigrationFacts, beganMs: number): readonly PodOnNode[] {
	return (known(facts.workloads.pods) ?? []).filter(
		pod =>
			(pod.nodeName === facts.nodeName || (pod.nodeName === undefined && pod.createdAtMs >= beganMs - movedWithinMs)) &&
			!wasTroubled(pod, facts) &&
			isLate(pod),
	);
}

function isLate({phase, deleting, waiting, runningIds}: PodOnNode): boolean {
	if (phase === 'Succeeded' || phase === 'Failed') return false;
	const isStarting = phase !== 'Running' && !waiting.includes('CrashLoopBackOff');
	return deleting || isStarting || runningIds.some(each => each.startsWith('containerd://'));
}
