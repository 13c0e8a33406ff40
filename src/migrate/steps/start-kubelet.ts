import {quote} from '../../model/argv.ts';
import {known} from '../../model/node-snapshot.ts';
import {isToldOfTarget, type MigrationFacts, runningRuntime, targetOf, unitState} from '../facts.ts';
import {causeOfNewCluster, saidOfNewCluster} from '../new-cluster.ts';
import {notReadyNow} from '../ready-now.ts';
import type {Change, Step} from '../step.ts';
import {canAsk, kubectl} from './kubectl.ts';

export const startKubelet: Step<MigrationFacts> = {
	id: 'start-kubelet',
	title: 'start the kubelet on its new runtime',
	why: 'Static pods and DaemonSet pods start, and the node reports its new runtime and Ready.',
	source: 'kubernetes.io, Changing the container runtime on a node',
	watch: ['kubelet.service', 'containerd.service'],
	seconds: 15,
	looks: ['units', 'node'],
	settleMs: 240_000,
	check: facts => (wrong(facts) === undefined ? {is: 'done'} : {is: 'todo'}),
	plan: facts => (runs(facts) ? roused(facts) : start(facts)),
	verify: wrong,
	byHand(facts) {
		const {scheme, endpoint} = targetOf(facts);
		if (!canAsk(facts)) return [quote(['crictl', '--runtime-endpoint', endpoint, 'pods'])];
		const node = facts.nodeName;
		const version = 'jsonpath={.status.nodeInfo.containerRuntimeVersion}';
		const seen = quote(kubectl(facts, 'get', 'node', node, '-o', version));
		return [
			`until ${seen} | grep -q ${quote([`^${scheme}`])}; do sleep 2; done`,
			quote(kubectl(facts, 'wait', '--for=condition=Ready', `node/${node}`, '--timeout=300s')),
		];
	},
	causes: ({newCluster}) => (newCluster === undefined ? [] : [causeOfNewCluster(newCluster)]),
	hopeless(facts) {
		// Nothing of the walk makes it the other one again, and what it does next would be done to the wrong one.
		if (facts.newCluster !== undefined) return saidOfNewCluster(facts.newCluster);
		const unit = unitState(facts, 'kubelet.service');
		if (unit === undefined || unit.restarts < hopelessRestarts) return undefined;
		return `the kubelet ends as often as it starts (${unit.restarts} times): journalctl -u kubelet`;
	},
};

/** It starts again every ten seconds; an API server that is not there yet does not end it. */
const hopelessRestarts = 3;

/** The cluster alone is waited for then: an API server that is away. */
function runs(facts: MigrationFacts): boolean {
	const restarts = unitState(facts, 'kubelet.service')?.restarts ?? 0;
	return runningRuntime(facts) === targetOf(facts).runtime && restarts < hopelessRestarts;
}

/**
 * The network is there and containerd does not know of it: it looks again at what is written in the folder, and not at what is
 * moved into it. Its containers go on running. Source: containerd 1.6.26 pkg/cri/server/cni_conf_syncer.go, which passes over Create; lab cri-dockerd, containerd 1.7.24.
 */
function roused(facts: MigrationFacts): readonly Change[] {
	const [first] = facts.snapshot.cni.files;
	const isThere = first !== undefined && !first.broken && first.plugins.length > 0;
	const isUnknown = /NetworkPluginNotReady|cni (plugin not|config un)initialized/.test(notReadyNow(facts) ?? '');
	if (targetOf(facts).runtime !== 'containerd' || !isThere || !isUnknown) return [];
	return [{kind: 'run', argv: ['systemctl', 'restart', 'containerd.service'], undo: []}];
}

function start(facts: MigrationFacts): readonly Change[] {
	return [
		// It counts from here how often it was started again.
		{kind: 'run', argv: ['systemctl', 'reset-failed', 'kubelet.service'], undo: [], alsoFine: [1]},
		{
			kind: 'run',
			// What its unit runs before it may take its time: the step waits for the kubelet, and not for systemctl.
			argv: ['systemctl', 'start', '--no-block', 'kubelet.service'],
			// What it started there would go on running beside docker's.
			undo: [
				['systemctl', 'stop', 'kubelet.service'],
				['crictl', '--runtime-endpoint', targetOf(facts).endpoint, 'rmp', '--all', '--force'],
			],
		},
	];
}

function wrong(facts: MigrationFacts): string | undefined {
	const {runtime, scheme} = targetOf(facts);
	if (!isToldOfTarget(facts)) return `the kubelet is not told of ${runtime} yet`;
	if (unitState(facts, 'kubelet.service')?.subState === 'start-pre')
		return 'what the unit of the kubelet runs before it (ExecStartPre=) has not come to its end: systemctl status kubelet';
	if (runningRuntime(facts) !== runtime) return `no kubelet runs on ${runtime}`;
	const node = known(facts.snapshot.node);
	if (node === undefined) return 'the API server does not answer yet';
	if (facts.newCluster !== undefined) return saidOfNewCluster(facts.newCluster);
	if (!node.runtimeVersion.startsWith(scheme)) return `the cluster still sees ${node.runtimeVersion}`;
	return notReadyNow(facts);
}
