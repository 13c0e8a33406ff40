import {whyKept} from '../../model/kept-pod.ts';
import {type Budget, type ClusterApi, ClusterAway, type PodToDrain} from './cluster-api.ts';

export type DrainOptions = {
	readonly node: string;
	/** Evict pods that nobody makes again too. */
	readonly force: boolean;
	readonly timeoutMs: number;
	nowMs(): number;
	sleep(ms: number): Promise<void>;
	tell(text: string): void;
};

const pollMs = 1000;
/** As kubectl does it: a budget changes no faster. */
const retryMs = 5000;
const tellMs = 10_000;

type Going = {pod: PodToDrain; state: 'waiting' | 'held' | 'evicting'; because?: string; nextMs: number};

/**
 * Move the pods of a node away: each is evicted as soon as its budget allows it, and waited for until it is gone. Tells of
 * each pod what happens to it. Returns why it did not come to its end; undefined where it did.
 */
export async function drainNode(api: ClusterApi, options: DrainOptions): Promise<string | undefined> {
	const {node, force, timeoutMs, nowMs, sleep, tell} = options;
	const end = nowMs() + timeoutMs;
	const going = new Map<string, Going>();
	let toldMs = nowMs();
	for (;;) {
		const pods = await api.podsOn(node).catch(away);
		if (pods === undefined) {
			await sleep(pollMs);
			continue;
		}
		const toMove = pods.filter(pod => mustGo(pod, force));
		for (const [uid, each] of going) {
			const {pod, state} = each;
			if (toMove.some(one => one.uid === uid)) continue;
			// It has ended, and its kubelet has not let go of it: a volume that does not unmount. Nobody can make it anew as yet.
			const ended = state === 'evicting' ? pods.find(one => one.uid === uid) : undefined;
			if (ended !== undefined) {
				each.pod = ended;
				continue;
			}
			going.delete(uid);
			tell(`pod ${nameOf(pod)} ${state === 'evicting' ? 'is gone' : 'went away by itself'}\n`);
		}
		for (const pod of toMove) {
			const known = going.get(pod.uid);
			if (known === undefined) going.set(pod.uid, {pod, state: 'waiting', nextMs: 0});
			else known.pod = pod;
		}
		if (going.size === 0) return undefined;
		const refused = await evictThose(
			[...going.values()].filter(each => each.state !== 'evicting' && each.nextMs <= nowMs()),
		);
		if (refused !== undefined) return refused;
		if (nowMs() >= end) return notDone([...going.values()], options, await api.budgets().catch(() => []));
		if (nowMs() - toldMs >= tellMs) {
			toldMs = nowMs();
			tell(`still here: ${[...going.values()].map(each => stateText(each, nowMs())).join(', ')}\n`);
		}
		await sleep(pollMs);
	}

	function away(error: unknown): undefined {
		if (!(error instanceof ClusterAway) || nowMs() >= end) throw error;
		tell(`${error.message}; tries again\n`);
		return undefined;
	}

	async function evictThose(some: readonly Going[]): Promise<string | undefined> {
		const answers = await Promise.all(some.map(async each => ({each, answer: await api.evict(each.pod).catch(away)})));
		for (const {each, answer} of answers) {
			each.nextMs = nowMs() + retryMs;
			if (answer === undefined) continue;
			if (answer.is === 'refused') return `pod ${nameOf(each.pod)} cannot be evicted: ${answer.because}`;
			if (answer.is === 'held') {
				if (each.because !== answer.because) tell(`pod ${nameOf(each.pod)} has to wait: ${answer.because}\n`);
				each.state = 'held';
				each.because = answer.because;
			} else {
				each.state = 'evicting';
				if (answer.is === 'evicting') tell(`evicting pod ${nameOf(each.pod)} (up to ${each.pod.graceSeconds} s)\n`);
			}
		}
		return undefined;
	}
}

/** Not the kubelet's own, nor a DaemonSet's, which would be back at once; what has ended runs no more. */
function mustGo({mirror, controller, ended}: PodToDrain, force: boolean): boolean {
	return !mirror && !ended && controller !== 'DaemonSet' && (force || controller !== undefined);
}

function nameOf({namespace, name}: PodToDrain): string {
	return `${namespace}/${name}`;
}

function stateText({pod, state}: Going, nowMs: number): string {
	const kept = whyKept(pod, nowMs);
	if (kept !== undefined) return kept;
	return `${nameOf(pod)}${state === 'evicting' ? ' (stopping)' : state === 'held' ? ' (held up by its budget)' : ''}`;
}

/** Who is held up by which budget, who by a finalizer, and who merely does not stop. */
function notDone(left: readonly Going[], {timeoutMs, nowMs}: DrainOptions, budgets: readonly Budget[]): string {
	const held = left.filter(({state}) => state === 'held');
	const guards = budgets.filter(budget => held.some(({pod}) => budgetOf(pod, budget)));
	const named = guards.map(budget => {
		const pods = held.filter(({pod}) => budgetOf(pod, budget)).map(({pod}) => nameOf(pod));
		const {namespace, name, needed, healthy, allowed} = budget;
		return `PodDisruptionBudget ${namespace}/${name} (needs ${needed} healthy pods, has ${healthy}, allows ${allowed} to go) holds up ${pods.join(', ')}: an eviction would violate the pod's disruption budget`;
	});
	const others = held.filter(({pod}) => !guards.some(budget => budgetOf(pod, budget)));
	const ending = left.filter(({state}) => state !== 'held').map(({pod}) => ({pod, why: whyKept(pod, nowMs())}));
	const kept = ending.flatMap(({why}) => why ?? []);
	const stopping = ending.flatMap(({pod, why}) => (why === undefined ? [nameOf(pod)] : []));
	return [
		`not drained within ${timeoutMs / 1000} s`,
		...named,
		...others.map(({pod, because}) => `${nameOf(pod)} is held up: ${because ?? ''}`),
		...kept,
		...(stopping.length === 0 ? [] : [`not gone yet: ${stopping.join(', ')}`]),
	].join('; ');
}

function budgetOf(pod: PodToDrain, budget: Budget): boolean {
	return pod.namespace === budget.namespace && budget.matches(pod.labels);
}
