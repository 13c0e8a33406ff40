import {quote} from '../../model/argv.ts';
import {sandboxImageOf} from '../../model/containerd-config.ts';
import {fullReference} from '../../model/image-ref.ts';
import {known} from '../../model/node-snapshot.ts';
import type {PodOnNode} from '../../model/node-workloads.ts';
import {isOnTarget, type MigrationFacts, targetOf} from '../facts.ts';
import type {Step} from '../step.ts';
import {canAsk, kubectl} from './kubectl.ts';
import {goneBarePods} from './restore-pods.ts';

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
	byHand: facts =>
		canAsk(facts)
			? [quote(kubectl(facts, 'get', 'pods', '-A', '-o', 'wide', `--field-selector=spec.nodeName=${facts.nodeName}`))]
			: [quote(['crictl', '--runtime-endpoint', targetOf(facts).endpoint, 'ps', '--all'])],
	hopeless(facts, waitedMs) {
		const [pause] = withoutPause(facts);
		return pause === undefined || waitedMs < pauseComesWithinMs ? undefined : wrong(facts);
	},
};

/** It is smaller than a megabyte: a registry that can be reached has sent it by then. */
const pauseComesWithinMs = 30_000;

function wrong(facts: MigrationFacts): string | undefined {
	if (!isOnTarget(facts)) return `the kubelet does not run on ${targetOf(facts).runtime}`;
	const pods = known(facts.workloads.pods);
	if (pods === undefined) return 'the pods of this node are not known';
	const waiting = [
		...goneBarePods(facts).map(
			name => `${name} was made again, and somebody deleted it: a taint with NoExecute does so`,
		),
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

/** Why a pod is not there yet. A program that fails by itself (CrashLoopBackOff) was started: that is all a runtime can do. */
function waitsFor(pod: PodOnNode, facts: MigrationFacts): readonly string[] {
	const {nodeName, begunAtMs} = facts;
	const name = `${pod.namespace}/${pod.name}`;
	if (pod.phase === 'Succeeded' || pod.phase === 'Failed') return [];
	if (pod.nodeName === undefined)
		return begunAtMs !== undefined && pod.createdAtMs >= begunAtMs
			? [`${name} has no node yet${pod.unscheduled === undefined ? '' : `: ${pod.unscheduled}`}`]
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
