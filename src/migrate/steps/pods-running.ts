import {quote} from '../../model/argv.ts';
import {sandboxImageOf} from '../../model/containerd-config.ts';
import {fullReference} from '../../model/image-ref.ts';
import {known} from '../../model/node-snapshot.ts';
import type {PodOnNode} from '../../model/node-workloads.ts';
import {isOnTarget, type MigrationFacts, targetOf} from '../facts.ts';
import type {Step} from '../step.ts';
import {isSettled, wasTroubled} from '../troubled.ts';
import {canAsk, kubectl} from './kubectl.ts';
import {barePodsElsewhere, goneBarePods} from './restore-pods.ts';

export const podsRunning: Step<MigrationFacts> = {
	id: 'pods-running',
	title: 'wait for the pods',
	why: 'A node that is Ready has not started a pod yet: only pods that run show that images, network and cgroups are right.',
	source: 'lab docker: with a pause image that cannot be pulled the node is Ready and no pod starts',
	watch: ['kubelet.service', 'containerd.service'],
	seconds: 10,
	looks: ['pods', 'tasks', 'images'],
	touches: [],
	settleMs: 180_000,
	check: facts => (wrong(facts) === undefined ? {is: 'done'} : {is: 'todo'}),
	plan: () => [],
	verify: wrong,
	pods: facts =>
		here(facts)
			.filter(pod => !pod.deleting && waitsFor(pod, facts).length > 0)
			.map(nameOf),
	byHand: facts =>
		canAsk(facts)
			? [quote(kubectl(facts, 'get', 'pods', '-A', '-o', 'wide', `--field-selector=spec.nodeName=${facts.nodeName}`))]
			: [quote(['crictl', '--runtime-endpoint', targetOf(facts).endpoint, 'ps', '--all'])],
	remark(facts) {
		const names = here(facts)
			.filter(pod => wasTroubled(pod, facts) && stateOf(pod, facts).length > 0)
			.map(nameOf);
		const told = [
			...(names.length === 0 ? [] : [`not waited for, for they did not start before either: ${names.join(', ')}`]),
			...[barePodsElsewhere(facts)].filter(each => each !== undefined),
		];
		return told.length === 0 ? undefined : told.join('; ');
	},
	hopeless(facts, waitedMs) {
		const [pause] = withoutPause(facts);
		if (pause !== undefined && waitedMs >= pauseComesWithinMs) return wrong(facts);
		const waiting = here(facts).filter(pod => waitsFor(pod, facts).length > 0);
		const gone = goneBarePods(facts).length;
		const isOver = waiting.length + gone > 0 && waiting.every(pod => isSettled(pod) || pod.unscheduled !== undefined);
		return isOver && waitedMs >= settledMs ? wrong(facts) : undefined;
	},
};

const here = ({workloads}: MigrationFacts) => known(workloads.pods) ?? [];
const nameOf = ({namespace, name}: PodOnNode) => `${namespace}/${name}`;

/** A kubelet and a scheduler have tried four times by then, and said the same. */
const settledMs = 60_000;

/** It is smaller than a megabyte: a registry that can be reached has sent it by then. */
const pauseComesWithinMs = 30_000;

function wrong(facts: MigrationFacts): string | undefined {
	if (!isOnTarget(facts)) return `the kubelet does not run on ${targetOf(facts).runtime}`;
	const pods = known(facts.workloads.pods);
	if (pods === undefined) return 'the pods of this node are not known';
	const waiting = [
		...goneBarePods(facts).map(name => {
			const ended = here(facts).find(pod => nameOf(pod) === name)?.endedFor;
			return ended === undefined
				? `${name} was made again, and somebody deleted it: a taint with NoExecute does so`
				: `${name} was made again, and the kubelet put an end to it: ${ended}`;
		}),
		...pods.flatMap(pod => waitsFor(pod, facts)),
	];
	if (waiting.length > 0) return [...withoutPause(facts), ...waiting.slice(0, 5)].join('; ');
	if (targetOf(facts).runtime === 'cri-dockerd') return undefined;
	const moby = known(facts.snapshot.namespaces)?.find(({name}) => name === 'moby');
	return moby !== undefined && moby.tasks.length > 0 ? 'containers of docker still run' : undefined;
}

/** Without it no sandbox is made: the pods say ContainerCreating, and nothing of why. */
function withoutPause(facts: MigrationFacts): readonly string[] {
	if (targetOf(facts).runtime !== 'containerd') return [];
	const {crictl, containerd} = facts.snapshot;
	const name = sandboxImageOf(known(containerd.effective));
	const images = known(crictl.images);
	if (name === undefined || images === undefined) return [];
	const names = images.flatMap(each => each.names).map(fullReference);
	return names.includes(fullReference(name)) ? [] : [`the pause image ${name} is not there (crictl images)`];
}

/** What did not start on docker either is no matter of this walk. */
function waitsFor(pod: PodOnNode, facts: MigrationFacts): readonly string[] {
	return wasTroubled(pod, facts) ? [] : stateOf(pod, facts);
}

/** Why a pod is not there yet. A program that fails by itself (CrashLoopBackOff) was started: that is all a runtime can do. */
function stateOf(pod: PodOnNode, facts: MigrationFacts): readonly string[] {
	const {nodeName, begunAtMs} = facts;
	const name = nameOf(pod);
	if (pod.phase === 'Succeeded' || pod.phase === 'Failed') return [];
	if (pod.nodeName === undefined)
		return begunAtMs !== undefined && pod.createdAtMs >= begunAtMs
			? [`${name} has no node yet${pod.unscheduled === undefined ? '' : `: ${pod.unscheduled}`}${tainted(pod, facts)}`]
			: [];
	if (pod.nodeName !== nodeName) return [];
	if (pod.deleting) return [`${name} is being deleted`];
	const reasons = pod.waiting.filter(reason => reason !== 'CrashLoopBackOff');
	if (reasons.length > 0) return [`${name}: ${reasons.join(', ')}`];
	const leavesDocker = targetOf(facts).runtime !== 'cri-dockerd';
	if (leavesDocker && pod.runningIds.some(id => id.startsWith('docker://')))
		return [`${name} is still said to run in docker`];
	if (pod.phase !== 'Running' && !pod.waiting.includes('CrashLoopBackOff')) return [`${name} is ${pod.phase}`];
	return [];
}

/** Whoever works on the node, or did once, put it there; a pod that it drove away is nobody's to make again before it is gone. */
function tainted({unscheduled}: PodOnNode, {snapshot, nodeName}: MigrationFacts): string {
	const taints = known(snapshot.node)?.taints ?? [];
	if (unscheduled === undefined || !/\btaint/.test(unscheduled) || taints.length === 0) return '';
	const words = taints.map(taint => quote(['kubectl', 'taint', 'node', nodeName, `${taint}-`]));
	return ` (where it was left behind: ${words.join('; ')})`;
}
