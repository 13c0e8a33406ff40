import {NoSuchNamespace, NothingToAsk, OfAnotherRuntime} from '../host/errors.ts';
import type {Reader} from '../host/host.ts';
import type {NodeFacts} from '../model/facts.ts';
import {rememberLast} from '../model/remember-last.ts';
import {ask, mapLimited} from './ask.ts';
import {createBesideStats} from './beside-stats.ts';
import {createEvents, eventsCommand} from './changes.ts';
import {createClients} from './clients.ts';
import {createCommands} from './commands.ts';
import {crioVersion} from './crio-version.ts';
import type {Ctr} from './ctr.ts';
import {socketPath} from './endpoint-url.ts';
import {warningsFor} from './endpoint-warnings.ts';
import {createHome} from './home.ts';
import {countNamespaces} from './namespace-counts.ts';
import type {NodeRuntime} from './node-runtime.ts';
import {createOtherNamespaces} from './other-namespaces.ts';
import {cgroupOf, describeProcess} from './process.ts';
import {snapshotsOf} from './snapshots.ts';
import {nameTasks} from './task-names.ts';
import {treeOf} from './tree.ts';
import {createTroubles} from './troubles.ts';
import {createUsage} from './usage.ts';
import {askVersions, type Versions} from './versions.ts';

export type RuntimeOptions = {
	/** `--containerd-namespace`: only this one; all of them without it. */
	readonly containerdNamespace?: string;
};

/** The runtime of the node that `discover` found. Starts nothing by itself. */
export function createNodeRuntime(reader: Reader, found: NodeFacts, options: RuntimeOptions = {}): NodeRuntime {
	const {containerdNamespace: chosen} = options;
	const troubles = createTroubles();
	const clients = createClients(reader, found);
	const home = createHome(reader, found, clients, troubles);
	const others = createOtherNamespaces(clients, troubles, home.namespace);
	let versions: Promise<void> | undefined;
	let known: Partial<Versions> = {};

	const isWanted = (name: string) => chosen === undefined || name === chosen;
	const homeSocket = () =>
		home.listing().through === 'ctr' ? found.containerdAddress : socketPath(found.endpoint?.url ?? '');
	const fromHome = async <T>(question: () => Promise<readonly T[]>): Promise<readonly T[]> => {
		if (!isWanted(home.namespace())) return [];
		const answered = troubles.asking();
		const answer = await question();
		answered(homeSocket() ?? '');
		return answer;
	};

	/**
	 * Names that are there and wanted. Refuses a name that a person mistyped; one without containerd is not checked.
	 * Throws where containerd does not answer: for a list that has no other source.
	 */
	async function names(): Promise<readonly string[]> {
		const all = (await others.names()) ?? [];
		const isThere = chosen === undefined || chosen === home.namespace() || all.includes(chosen);
		if (!isThere && all.length > 0) throw new NoSuchNamespace(chosen, all);
		return all.filter(isWanted);
	}

	/** The same beside the kubelet's list, which stands without them: a containerd that does not answer is a warning. */
	const namesBeside = async () => (await troubles.watch('containerd namespaces', names())) ?? [];

	/** Namespaces that the kubelet's list does not cover whole: through crictl the kubelet's own may hold other containers. */
	async function besides(): Promise<readonly string[]> {
		const all = await namesBeside();
		return home.listing().through === 'crictl' ? all : all.filter(name => name !== home.namespace());
	}

	function ctr() {
		if (clients.ctr) return clients.ctr;
		if (crioVersion({...found, ...known}) !== undefined)
			throw new OfAnotherRuntime(
				'CRI-O is the runtime of this node: tasks, snapshots, content, leases and namespaces are containerd’s alone. :containers has what runs (d: its PID and cgroup), :images what is stored; its layers are podman’s: podman system df',
			);
		throw new NothingToAsk(
			found.tools.ctr
				? 'no containerd socket was found: nothing but containerd tells of these'
				: 'ctr is not on this node, and nothing else tells of these: it comes with containerd; where it lies elsewhere, put its folder into PATH',
		);
	}

	async function ofEachNamespace<T>(
		question: (client: Ctr, name: string) => Promise<readonly T[]>,
	): Promise<readonly T[]> {
		const client = ctr();
		return (await Promise.all((await names()).map(name => question(client, name)))).flat();
	}

	const besideStats = createBesideStats(reader, () => besides().then(others.containers));

	/** The same object as long as nothing is new: who looks every second must not take it for news. */
	const factsFrom = rememberLast(
		(learnt: Partial<Versions>, listing: NodeFacts['listing'], sentences: readonly string[]): NodeFacts => {
			const all = {...found, ...learnt, listing};
			const warnings = learnt.tools ? warningsFor(all.endpoint, all.kubeletEndpoint) : found.warnings;
			return {...all, warnings: [...warnings, ...sentences]};
		},
	);
	const facts = (): NodeFacts => factsFrom(known, home.listing(), troubles.sentences());

	const commands = createCommands(clients, {...home, isForeign: others.isForeign});

	const runtime: NodeRuntime = {
		get facts() {
			return facts();
		},
		async versions() {
			versions ??= askVersions(reader, facts(), clients).then(answer => {
				known = answer;
				// It did not answer: who asks again later, when it does, is told.
				if (answer.runtime === undefined) versions = undefined;
			});
			await versions;
			return facts();
		},
		pods: () => fromHome(() => home.ask(lister => lister.pods())),
		podDetails: ids => home.ask(lister => lister.podDetails(ids)),
		containerEnds: ids => home.ask(async lister => (await lister.ends?.(ids)) ?? new Map()),
		async containers() {
			const [kubelets, rest] = await Promise.all([
				fromHome(() => home.ask(lister => lister.containers())),
				besides().then(others.containers),
			]);
			const listed = new Set(kubelets.map(({id}) => id));
			return [...kubelets, ...rest.filter(({id}) => !listed.has(id))];
		},
		async images() {
			const outside = async () => (await namesBeside()).filter(name => name !== home.namespace());
			const [kubelets, rest] = await Promise.all([
				fromHome(() => home.ask(lister => lister.images())),
				outside().then(others.images),
			]);
			return [...kubelets, ...rest];
		},
		async tasks() {
			const client = ctr();
			const [tasks, pods, containers] = await Promise.all([
				names().then(all => Promise.all(all.map(name => client.tasks(name)))),
				troubles.watch(
					'names of pods',
					home.ask(lister => lister.pods()),
				),
				besides().then(others.containers),
			]);
			return nameTasks(tasks.flat(), pods ?? [], containers);
		},
		async snapshots() {
			const client = ctr();
			const all = await names();
			return (await Promise.all(all.map(name => snapshotsOf(reader, client, name)))).flat();
		},
		namespaces: async () => countNamespaces(reader, ctr(), isWanted),
		...commands,
		async inspect(subject) {
			return ask(reader, commands.inspectCommand(subject), text => {
				return /^\s*[[{]/.test(text) ? (JSON.parse(text) as unknown) : text;
			});
		},
		async stats() {
			const [kubelets, rest] = await Promise.all([
				fromHome(() => home.ask(lister => lister.stats())),
				troubles.watch('stats besides the kubelet', besideStats()),
			]);
			const listed = new Set(kubelets.map(({id}) => id));
			return [...kubelets, ...(rest ?? []).filter(({id}) => !listed.has(id))];
		},
		leftBehind: async () => (await import('./left-behind/left-behind.ts')).leftBehind(reader),
		usage: createUsage(reader, home),
		content: () => ofEachNamespace((client, name) => client.content(name)),
		leases: () => ofEachNamespace((client, name) => client.leases(name)),
		async tree() {
			const [pods, containers, images, snapshots] = await Promise.all([
				runtime.pods(),
				runtime.containers(),
				runtime.images(),
				clients.ctr ? troubles.watch('snapshots', runtime.snapshots()) : undefined,
			]);
			return treeOf({pods, containers, images, snapshots: snapshots ?? []});
		},
		async measureSnapshot(snapshot) {
			return {...snapshot, sizeBytes: await ctr().snapshotBytes(snapshot)};
		},
		cgroupsOf: tasks =>
			mapLimited(tasks, 16, async task => {
				const text = await reader.readText(`/proc/${task.pid}/cgroup`).catch(() => undefined);
				return {...task, cgroup: cgroupOf(text)};
			}),
		describeProcess: pid => describeProcess(reader, pid),
		events: createEvents(reader, clients, home.listing),
		eventsCommand: () => eventsCommand(clients, home.listing()),
	};
	return runtime;
}
