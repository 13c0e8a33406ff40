import {known} from '../model/node-snapshot.ts';
import type {PodOnNode} from '../model/node-workloads.ts';
import {isToldOfTarget, type MigrationFacts, runningRuntime} from './facts.ts';
import type {Progress} from './progress.ts';
import {notReadyNow} from './ready-now.ts';
import {wasTroubled} from './troubled.ts';

type Waiting = {
	gather(): Promise<MigrationFacts>;
	nowMs(): number;
	sleep(ms: number): Promise<void>;
	stopped?(): boolean;
	runtimeOf(facts: MigrationFacts): string | undefined;
};

const id = 'back-on-docker';
const patienceMs = 300_000;
const pollMs = 1000;
/** A pod without a node that is no older was moved away by the undo, and belongs to its end. */
const movedWithinMs = 600_000;

/** After an undo: until the kubelet runs on docker, the cluster says Ready, and the pods run. */
export async function* waitForDocker(waiting: Waiting): AsyncGenerator<Progress, void> {
	const {gather, nowMs, sleep, stopped, runtimeOf} = waiting;
	const at = () => new Date(nowMs()).toISOString();
	const began = nowMs();
	const end = began + patienceMs;
	yield {at: at(), type: 'step', id, state: 'started'};
	let before: string | undefined;
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
		// Nothing of the ledger is left to change that: waiting would be in vain.
		if (nowMs() >= end || stopped?.() || isToldOfTarget(facts)) {
			yield {at: at(), type: 'step', id, state: 'failed', detail: wrong};
			yield {at: at(), type: 'result', ok: false, ...more, failedStep: id, because: wrong};
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
	if (!node.runtimeVersion.startsWith('docker://')) return `the cluster still sees ${node.runtimeVersion}`;
	const notReady = notReadyNow(facts);
	if (notReady !== undefined) return notReady;
	const pods = known(facts.workloads.pods) ?? [];
	const late = pods.filter(
		pod =>
			(pod.nodeName === facts.nodeName || (pod.nodeName === undefined && pod.createdAtMs >= beganMs - movedWithinMs)) &&
			!wasTroubled(pod, facts) &&
			isLate(pod),
	);
	if (late.length === 0) return undefined;
	return `pods on their way: ${late.map(({namespace, name}) => `${namespace}/${name}`).join(', ')}`;
}

function isLate({phase, deleting, waiting, runningIds}: PodOnNode): boolean {
	if (phase === 'Succeeded' || phase === 'Failed') return false;
	const isStarting = phase !== 'Running' && !waiting.includes('CrashLoopBackOff');
	return deleting || isStarting || runningIds.some(each => each.startsWith('containerd://'));
}
