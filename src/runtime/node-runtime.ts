import type {Argv} from '../model/argv.ts';
import type {Container} from '../model/container.ts';
import type {ContainerdNamespace} from '../model/containerd-namespace.ts';
import type {Content} from '../model/content.ts';
import type {NodeEvent} from '../model/event.ts';
import type {NodeFacts} from '../model/facts.ts';
import type {Image} from '../model/image.ts';
import type {Lease} from '../model/lease.ts';
import type {PodWithContainers} from '../model/pod-sandbox.ts';
import type {Snapshot} from '../model/snapshot.ts';
import type {ContainerStats} from '../model/stats.ts';
import type {Task} from '../model/task.ts';
import type {TreeRow} from '../model/tree.ts';
import type {EventOptions} from './changes.ts';
import type {PodDetails} from './crictl-status.ts';
import type {LeftBehind} from './left-behind/left-behind.ts';
import type {ContainerEnd} from './lister.ts';
import type {UsageOf} from './usage.ts';

/** What can be looked at in full. */
export type Subject =
	| {readonly kind: 'pod-sandbox'; readonly id: string}
	| {readonly kind: 'container'; readonly id: string; readonly containerdNamespace: string}
	| {readonly kind: 'image'; readonly id: string; readonly containerdNamespace: string}
	| {readonly kind: 'task'; readonly id: string; readonly containerdNamespace: string}
	| {readonly kind: 'snapshot'; readonly id: string; readonly containerdNamespace: string}
	/** A blob that is text: a manifest, an index, a config. */
	| {readonly kind: 'content'; readonly id: string; readonly containerdNamespace: string};

export type ActingProgram = 'crictl' | 'ctr' | 'docker';

export type LogOptions = {
	readonly follow: boolean;
	/** Lines from the end; all without it. */
	readonly tail?: number;
	readonly timestamps?: boolean;
	/** Only the lines of the last time: `5m`. */
	readonly since?: string;
	/** Of the attempt before this container. */
	readonly previous?: boolean;
};

/**
 * The runtime of one node, whatever tool answers for it. Every method throws the errors of `host/errors.ts`; nothing is
 * kept between calls but what cannot change.
 */
export type NodeRuntime = {
	/**
	 * Known before the first question; `versions()` completes them. Read it again after each answer: `listing` changes
	 * when crictl turns out not to be understood, and `warnings` name what did not answer.
	 */
	readonly facts: NodeFacts;
	/** Ask the tools and the runtime for their versions, once; later calls return the same answer. */
	versions(): Promise<NodeFacts>;
	/** One question; `ip` and `hostNetwork` are filled in for sandboxes that `podDetails` was asked about. */
	pods(): Promise<readonly PodWithContainers[]>;
	/** Address, network and PID of sandboxes: slower than the list, remembered, so ask for what is on the screen. */
	podDetails(ids: readonly string[]): Promise<readonly PodDetails[]>;
	/** How containers of the pod list ended, where it does not say so itself; once for each. */
	containerEnds(ids: readonly string[]): Promise<ReadonlyMap<string, ContainerEnd>>;
	/** Of every containerd namespace, or of the one chosen with --containerd-namespace; pause containers are left out. */
	containers(): Promise<readonly Container[]>;
	images(): Promise<readonly Image[]>;
	tasks(): Promise<readonly Task[]>;
	snapshots(): Promise<readonly Snapshot[]>;
	namespaces(): Promise<readonly ContainerdNamespace[]>;
	/** The program that changes this thing: crictl for what is the kubelet's, docker where dockerd has it, else ctr. */
	programFor(subject: Subject): Promise<ActingProgram>;
	/** What running containers use now; two answers make a rate. */
	stats(): Promise<readonly ContainerStats[]>;
	/** What files tell of pods and containers while no runtime answers; empty where they tell nothing. */
	leftBehind(): Promise<LeftBehind>;
	/** What these containers used up to now: mostly files of the kernel, no process. */
	readonly usage: UsageOf;
	content(): Promise<readonly Content[]>;
	leases(): Promise<readonly Lease[]>;
	/** Pods with everything that stands behind them; layers are left out where containerd does not tell. */
	tree(): Promise<readonly TreeRow[]>;
	/** The snapshot with its size: containerd walks the disk for it. */
	measureSnapshot(snapshot: Snapshot): Promise<Snapshot>;
	/** Where each task is in the cgroup hierarchy: a file of /proc for each. */
	cgroupsOf(tasks: readonly Task[]): Promise<readonly Task[]>;
	/** A process of a container as the kernel sees it, as text for a person. */
	describeProcess(pid: number): Promise<string>;
	/** The command behind `inspect`, for display. */
	inspectCommand(subject: Subject): Argv;
	/** The runtime's own full answer, parsed JSON where it is JSON, else text. */
	inspect(subject: Subject): Promise<unknown>;
	/** The command that prints a container's log; throws `Error` with a sentence where none can. */
	logsCommand(container: Container, options: LogOptions): Argv;
	/** The command that opens a program in a running container with a terminal. */
	shellCommand(container: Container, program: readonly string[]): Argv;
	/** What happens, as it happens; ends or throws when events cannot be had. */
	events(options: EventOptions): AsyncIterable<readonly NodeEvent[]>;
	/** The command behind `events`, for display. Throws `NothingToAsk` where there is none. */
	eventsCommand(): Argv;
};
