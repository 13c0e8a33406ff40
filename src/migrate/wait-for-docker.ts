import {known} from '../model/node-snapshot.ts';
import type {PodOnNode} from '../model/node-workloads.ts';
import type {Owners} from '../model/pod-owners.ts';
import type {Engine} from './engine.ts';
import {isToldOfTarget, type MigrationFacts, runningRuntime} from './facts.ts';
import {createInVain} from './in-vain.ts';
import {isHere, isLate} from './late-pods.ts';
import {causeOfNewCluster, saidOfNewCluster} from './new-cluster.ts';
import {isShort, type NotBack, notBack, type RanBefore} from './not-back.ts';
import type {Progress} from './progress.ts';
import {notReadyNow} from './ready-now.ts';
import {isSettled, lineageOf, wasTroubled} from './troubled.ts';

type Waiting = {
	gather(): Promise<MigrationFacts>;
	nowMs(): number;
	sleep(ms: number): Promise<void>;
	stopped?(): boolean;
	runtimeOf(facts: MigrationFacts): string | undefined;
	why?: Engine<MigrationFacts>['why'];
	/** What ran here before the walk, and before the undo. */
	readonly ran?: RanBefore;
	/** What those who make pods are about; undefined where nobody here may ask. */
	owners?(lineages: readonly string[]): Promise<Owners | undefined>;
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
	const {gather, nowMs, sleep, stopped, runtimeOf, why, ran = nothingRan, owners} = waiting;
	const at = () => new Date(nowMs()).toISOString();
	const began = nowMs();
	const end = began + patienceMs;
	yield {at: at(), type: 'step', id, state: 'started'};
	let before: string | undefined;
	let settledMs: number | undefined;
	const inVain = createInVain(why);
	for (;;) {
		const facts = withTroubled(await gather(), ran);
		const late = latePods(facts, began, ran);
		const lacking = await lackingNow(facts);
		const wrong = missing(facts, late, lacking);
		const runtime = runtimeOf(facts);
		const more = runtime === undefined ? {} : {runtime};
		if (wrong === undefined) {
			const durationMs = nowMs() - began;
			const detail =
				lacking.named.length === 0
					? {}
					: {detail: `not seen again on this node, and perhaps on another: ${lacking.named.join(', ')}`};
			yield {at: at(), type: 'step', id, state: 'verified', ...detail, durationMs, waitedMs: durationMs};
			yield {at: at(), type: 'result', ok: true, ...more};
			return;
		}
		settledMs =
			late.length > 0 && lacking.waited.length === 0 && late.every(isSettled) ? (settledMs ?? nowMs()) : undefined;
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

	/** Who makes pods is asked only where some are not there. */
	async function lackingNow(facts: MigrationFacts): Promise<NotBack> {
		const first = notBack(facts, ran, undefined);
		const asked = first.asked.length === 0 ? undefined : await owners?.(first.asked);
		return asked === undefined ? first : notBack(facts, ran, asked);
	}
}

const nothingRan: RanBefore = {lineages: new Map()};

/** The facts tell of the walk that stands now: the one that was taken back is no more. */
function withTroubled(facts: MigrationFacts, {troubled}: RanBefore): MigrationFacts {
	return troubled === undefined ? facts : {...facts, troubled};
}

function missing(facts: MigrationFacts, late: readonly PodOnNode[], {waited}: NotBack): string | undefined {
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
	if ('missing' in facts.workloads.pods) return `the pods of this node are not known: ${facts.workloads.pods.missing}`;
	const told = [
		...(late.length === 0 ? [] : [`pods on their way: ${late.map(nameOf).join(', ')}`]),
		...(waited.length === 0 ? [] : [`not made again yet: ${waited.join(', ')}`]),
	];
	return told.length === 0 ? undefined : told.join('; ');
}

const nameOf = ({namespace, name}: PodOnNode) => `${namespace}/${name}`;

/** What did not start before the walk either is none of them. */
function latePods(facts: MigrationFacts, beganMs: number, ran: RanBefore): readonly PodOnNode[] {
	const since = Math.min(ran.begunAtMs ?? Number.POSITIVE_INFINITY, beganMs - movedWithinMs);
	const isOurs = (pod: PodOnNode) =>
		pod.nodeName === undefined ? pod.createdAtMs >= since && isShort(lineageOf(pod), facts, ran) : isHere(pod, facts);
	return (known(facts.workloads.pods) ?? []).filter(
		pod => isOurs(pod) && !wasTroubled(pod, facts) && isLate(pod, facts),
	);
}
