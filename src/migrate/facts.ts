import {isOfCriDockerd} from '../model/cri-dockerd.ts';
import type {NewCluster} from '../model/new-cluster.ts';
import {known, type NodeSnapshot, type Setting} from '../model/node-snapshot.ts';
import type {NodeSurroundings} from '../model/node-surroundings.ts';
import type {NodeWorkloads, PodOnNode} from '../model/node-workloads.ts';

import type {CarriedBefore} from './carried-before.ts';
import type {Archive} from './install.ts';

/** What the steps and the preflight look at: the node, what it carries, and what this migration did so far. */
export type MigrationFacts = {
	readonly snapshot: NodeSnapshot;
	readonly workloads: NodeWorkloads;
	/** What hangs on docker besides pods. */
	readonly surroundings: NodeSurroundings;
	/** Steps with a change that stands in the ledger: made and not taken back. */
	readonly did: ReadonlySet<string>;
	/** Those of them that were begun, and never seen to be as they should be: the walk died within them. */
	readonly unverified: ReadonlySet<string>;
	/** Those of them whose last change is not known to have come to its end. */
	readonly brokenOff: ReadonlySet<string>;
	/** When the walk began, where one did and was not taken back. */
	readonly begunAtMs?: number;
	/** Lineages of pods that did not start when it began. */
	readonly troubled?: ReadonlySet<string>;
	/** The cluster is younger than the walk: it is another one. */
	readonly newCluster?: NewCluster;
	/** What it brought into containerd so far. */
	readonly before?: CarriedBefore;
	/** When it was looked at. */
	readonly nowMs?: number;
	/** `/var/lib/rtconsole/migrate`. */
	readonly folder: string;
	/** How many walks of other ways stand beneath this one; missing: none. */
	readonly beneath?: number;
	/** Text of the saved bare pods, where there is one. */
	readonly savedPods?: string;
	/** Name of the node in the cluster. */
	readonly nodeName: string;
	/** How long a drain may be held up; missing: as usual. */
	readonly drainSeconds?: number;
	readonly options?: MigrationOptions;
};

/** What is asked for beside the walk itself. */
export type MigrationOptions = {
	/** The runtime that the kubelet is to have; without it, containerd. */
	readonly target?: Target['runtime'];
	/** containerd's own configuration is the matter: what docker was told counts for nothing. */
	readonly withoutDocker?: true;
	/** Absolute folder in which containerd shall keep images and containers. */
	readonly containerdRoot?: string;
	/** A release archive of containerd on this node. */
	readonly containerdTarball?: Archive;
};

export const criSocketAnnotation = 'kubeadm.alpha.kubernetes.io/cri-socket';

export type KubeletRuntime = 'dockershim' | 'cri-dockerd' | 'containerd' | 'cri-o' | 'other' | 'unknown';

/** The runtime that the kubelet is told to use at its next start: by its flags and files. */
export function toldRuntime({snapshot}: MigrationFacts): KubeletRuntime {
	const {flags, endpoint} = snapshot.kubelet;
	const found = known(endpoint)?.value;
	return runtimeOf(found, flagValue(flags, 'container-runtime'), snapshot);
}

/** The runtime of the kubelet that runs; undefined where none does. */
export function runningRuntime(facts: MigrationFacts): KubeletRuntime | undefined {
	const argv = known(facts.snapshot.kubelet.running);
	if (argv === undefined) return undefined;
	const value = (name: string) => {
		const at = argv.findLastIndex(word => word === `--${name}` || word.startsWith(`--${name}=`));
		const word = argv[at];
		return word?.includes('=') ? word.slice(word.indexOf('=') + 1) : argv[at + 1];
	};
	const has = (name: string) => argv.some(word => word === `--${name}` || word.startsWith(`--${name}=`));
	const minor = minorOf(known(facts.snapshot.kubelet.version));
	const endpoint = has('container-runtime-endpoint') ? value('container-runtime-endpoint') : undefined;
	if (endpoint === undefined && minor !== undefined && minor >= 24) return toldRuntime(facts);
	return runtimeOf(endpoint, has('container-runtime') ? value('container-runtime') : undefined, facts.snapshot);
}

function runtimeOf(endpoint: string | undefined, kind: string | undefined, node: NodeSnapshot): KubeletRuntime {
	const minor = minorOf(known(node.kubelet.version));
	if (minor !== undefined && minor < 24 && kind !== 'remote') return 'dockershim';
	if (endpoint === undefined) return minor === undefined ? 'unknown' : 'other';
	if (/dockershim\.sock$/.test(endpoint)) return 'dockershim';
	if (isOfCriDockerd(endpoint, node)) return 'cri-dockerd';
	if (/crio\.sock$/.test(endpoint)) return 'cri-o';
	return /containerd\.sock$/.test(endpoint) ? 'containerd' : 'other';
}

/** 20 of `1.20.2`. */
export function minorOf(version: string | undefined): number | undefined {
	const [, minor] = /^v?1\.(\d+)/.exec(version ?? '') ?? [];
	return minor === undefined ? undefined : Number(minor);
}

/** The last value of a flag that is named without its dashes. */
export function flagValue(flags: readonly Setting[], name: string): string | undefined {
	return flags.findLast(flag => flag.name === `--${name}`)?.value;
}

/** A key of KubeletConfiguration, by its path with dots. */
export function configValue({snapshot}: MigrationFacts, name: string): string | undefined {
	return known(snapshot.kubelet.config)?.settings.findLast(setting => setting.name === name)?.value || undefined;
}

/** `unix:///run/containerd/containerd.sock` of this node. */
export function containerdEndpoint({snapshot}: MigrationFacts): string {
	return `unix://${snapshot.containerd.address}`;
}

export type Target = {
	readonly runtime: 'containerd' | 'cri-dockerd' | 'cri-o';
	/** CRI endpoint as a URL. */
	readonly endpoint: string;
	/** How the cluster writes it: `containerd://`. */
	readonly scheme: string;
	/** Its unit of systemd. */
	readonly unit: string;
};

export const crioEndpoint = 'unix:///var/run/crio/crio.sock';

/** What the kubelet is to have after the walk. */
export function targetOf(facts: MigrationFacts): Target {
	const runtime = facts.options?.target ?? 'containerd';
	switch (runtime) {
		case 'containerd':
			return {runtime, endpoint: containerdEndpoint(facts), scheme: 'containerd://', unit: 'containerd.service'};
		case 'cri-dockerd':
			return {runtime, endpoint: 'unix:///run/cri-dockerd.sock', scheme: 'docker://', unit: 'cri-docker.service'};
		case 'cri-o':
			return {runtime, endpoint: crioEndpoint, scheme: 'cri-o://', unit: 'crio.service'};
	}
}

/** The kubelet is told of the runtime that it is to have. */
export function isToldOfTarget(facts: MigrationFacts): boolean {
	return toldRuntime(facts) === targetOf(facts).runtime;
}

/**
 * Somebody followed a guide up to here: the kubelet is stopped and told of containerd, docker still runs, and nothing of it
 * stands in the ledger.
 */
export function isBegunByHand(facts: MigrationFacts): boolean {
	const {snapshot, did} = facts;
	const onContainerd = known(snapshot.node)?.runtimeVersion.startsWith('containerd://') ?? false;
	const hasDocker = snapshot.processes.some(({name}) => name === 'dockerd');
	const isStopped = runningRuntime(facts) === undefined;
	return did.size === 0 && toldRuntime(facts) === 'containerd' && isStopped && hasDocker && !onContainerd;
}

export function unitState({snapshot}: MigrationFacts, name: string) {
	const unit = known(snapshot.units)?.[name];
	return unit === undefined || unit.loadState === 'not-found' ? undefined : unit;
}

/** The kubelet that runs is on the runtime that it is to have. The cluster hears of it some seconds later: the start's own matter. */
export function isOnTarget(facts: MigrationFacts): boolean {
	return runningRuntime(facts) === targetOf(facts).runtime;
}

/** Pods that a drain must see gone: not the kubelet's own, not those of a DaemonSet, not finished ones. */
export function podsToMove({workloads, nodeName}: MigrationFacts): readonly PodOnNode[] {
	return (known(workloads.pods) ?? []).filter(
		pod =>
			pod.nodeName === nodeName &&
			!pod.mirror &&
			pod.controller !== 'DaemonSet' &&
			pod.phase !== 'Succeeded' &&
			pod.phase !== 'Failed',
	);
}

export function barePods(facts: MigrationFacts): readonly PodOnNode[] {
	return podsToMove(facts).filter(pod => pod.manifest !== undefined && !pod.deleting);
}
