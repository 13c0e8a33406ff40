import {type Argv, quote} from '../../model/argv.ts';
import {known} from '../../model/node-snapshot.ts';
import {containerdEndpoint, isToldOfTarget, type MigrationFacts, minorOf} from '../facts.ts';
import type {Change, Step} from '../step.ts';
import {kubeletCgroupDriver, pauseImage} from '../wanted.ts';

const label = ['rtconsole', 'trial'] as const;

/** It may be run twice: then nothing is left to take away. */
const takeAway =
	'ids=$(crictl --runtime-endpoint "$1" --timeout 20s pods --quiet --label "$2") || exit; [ -z "$ids" ] || crictl --runtime-endpoint "$1" --timeout 20s rmp --force $ids';

/** A CNI plugin that is broken does not take its network away either: that must hold up no undo. The next trial takes it away. */
const networkStays = 'failed to destroy network';

/**
 * CNI plugins, of addresses too, that need nothing but what they are told. Others ask the API server for the pod, which is not there, or keep
 * something of it: for them the trial is on the node's own network.
 */
const plainPlugins =
	'bandwidth bridge firewall flannel host-local ipvlan loopback macvlan portmap ptp sbr static tuning vlan'.split(' ');

/** A pod on the runtime that everything is about to depend on, while everything still runs on docker. */
export const trialPod: Step<MigrationFacts> = {
	id: 'trial-pod',
	title: 'try a pod in containerd',
	why: 'Whether containerd can run a pod on this kernel with this runc, these cgroups, this network and this pause image shows when it does. It is found out while all pods still run on docker; the trial is taken away at once.',
	source: 'lab docker: made and gone in 0.4 s; left behind were empty folders of containerd itself',
	watch: ['containerd.service'],
	seconds: 1,
	looks: [],
	touches: ['tasks', 'sandboxes'],
	settleMs: 0,
	passing: true,
	check: facts => ({is: isToldOfTarget(facts) || pauseImage(facts) === undefined ? 'done' : 'todo'}),
	plan(facts) {
		const [pod, container] = [`${facts.folder}/trial-pod.json`, `${facts.folder}/trial-container.json`];
		const write = (path: string, config: unknown): Change => ({
			kind: 'write',
			path,
			before: undefined,
			after: `${JSON.stringify(config, null, '\t')}\n`,
			mode: 0o600,
		});
		const crictl = ['crictl', '--runtime-endpoint', containerdEndpoint(facts), '--timeout', '20s'] as const;
		// Before 1.19 `run` pulls the image, which nobody may have.
		const minor = minorOf(known(facts.snapshot.crictl.version)) ?? 19;
		const runs: Argv = minor < 19 ? [...crictl, 'runp', pod] : [...crictl, 'run', '--no-pull', container, pod];
		return [
			write(pod, podOf(facts)),
			write(container, {metadata: {name: 'trial'}, image: {image: pauseImage(facts)}, linux: {}}),
			{kind: 'run', argv: runs, undo: [takeAwayOf(facts)], undoFineSaying: networkStays, timeoutMs: 60_000},
		];
	},
	verify: () => undefined,
	byHand: facts => [
		quote(takeAwayOf(facts)),
		quote(['rm', '-f', '--', `${facts.folder}/trial-pod.json`, `${facts.folder}/trial-container.json`]),
	],
};

function takeAwayOf(facts: MigrationFacts): Argv {
	return ['sh', '-c', takeAway, 'sh', containerdEndpoint(facts), label.join('=')];
}

/** As the kubelet makes them: seccomp of the runtime for the sandbox, cgroups by its driver. Source: kubelet, generatePodSandboxLinuxConfig. */
function podOf(facts: MigrationFacts) {
	const [first] = facts.snapshot.cni.files.filter(({broken}) => !broken);
	const isPlain = first?.plugins.every(name => plainPlugins.includes(name));
	const [key, value] = label;
	return {
		// One that could not be taken away keeps its name, which the next must not have.
		metadata: {name: 'rtconsole-trial', namespace: 'rtconsole', uid: 'rtconsole-trial', attempt: secondsOf(facts)},
		// A sandbox on the node's own network has no name of its own.
		...(isPlain ? {hostname: 'rtconsole-trial'} : {}),
		labels: {[key]: value},
		linux: {
			// Within one that is there already: nothing of it stays.
			cgroup_parent: kubeletCgroupDriver(facts) === 'systemd' ? 'system.slice' : '/',
			// The network of a pod is 0, the node's own is 2.
			security_context: {seccomp: {profile_type: 0}, namespace_options: {network: isPlain ? 0 : 2}},
		},
	};
}

const secondsOf = ({nowMs = 0}: MigrationFacts) => Math.floor(nowMs / 1000);
