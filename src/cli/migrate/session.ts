import {type LockHolder, lockHolder, takeLock} from '../../host/lock.ts';
import {createPipe} from '../../host/pipe.ts';
import {carriedBefore} from '../../migrate/carried-before.ts';
import type {CleanUpFacts} from '../../migrate/clean-up.ts';
import {crioEndpoint, type MigrationFacts} from '../../migrate/facts.ts';
import {type AskedOnce, brokenOff, standing, unverified} from '../../migrate/ledger.ts';
import {createLocalMachine} from '../../migrate/local-machine.ts';
import type {Machine} from '../../migrate/machine.ts';
import {walkOf, walkOfWay, walksBeneath} from '../../migrate/walks.ts';
import {type Way, ways} from '../../migrate/ways/index.ts';
import type {NodeSnapshot} from '../../model/node-snapshot.ts';
import type {Owners} from '../../model/pod-owners.ts';
import {createRunKubectl} from '../../runtime/cluster/run-kubectl.ts';
import {createFactsGatherer, type GatherHow} from '../../runtime/gather/migration.ts';
import {gatherNewCluster} from '../../runtime/gather/new-cluster.ts';
import {gatherOwners, type OwnersOptions} from '../../runtime/gather/owners.ts';
import {manifestsOf} from '../../runtime/gather/places-of.ts';
import type {Context} from '../context.ts';
import {hostnameOf} from '../hostname-of.ts';
import {readArchive} from './archive.ts';
import type {MigrateArguments} from './arguments.ts';
import {leftoversOf} from './leftovers.ts';
import {sleep} from './telling-node.ts';

/** One migration of this node: its facts, its ledger, its lock. */
export type Session = {
	/** The way that was named, else the one that was begun here. */
	readonly way: Way;
	/** Another way that was begun and is not at its end: it must end, or be taken back, first. */
	readonly inTheWay?: string;
	/** What is noted for whoever goes on: with what was said before. */
	readonly asked: AskedOnce;
	readonly machine: Machine;
	readonly folder: string;
	/** The one that was named. */
	readonly kubeconfig?: string;
	gather(how?: GatherHow): Promise<MigrationFacts>;
	/** When everything was gathered last. */
	lookedMs(): number | undefined;
	/** The node as it was when all of it was looked at last, with what only a check-up looks at. */
	whole(): NodeSnapshot | undefined;
	/** With what is left of docker. */
	gatherLeftovers(known?: MigrationFacts): Promise<CleanUpFacts>;
	/** What makes pods of these lineages is about; undefined where nobody here may ask. */
	owners(lineages: readonly string[]): Promise<Owners | undefined>;
	/** The process that migrates this node now. */
	heldBy(): LockHolder | undefined;
	/** Only one migration at a time; released when the process ends. */
	lock(): {readonly release: () => void} | {readonly heldBy: {readonly pid: number}};
};

export const folder = '/var/lib/rtconsole/migrate';

/** What of the context a migration needs. */
export type SessionContext = Pick<Context, 'openHost' | 'globals' | 'env' | 'log' | 'now'>;

export type Asked = Pick<MigrateArguments, 'to' | 'drainSeconds' | 'containerdRoot' | 'containerdTarball'>;

export async function openSession(context: SessionContext, told: Asked = {}): Promise<Session> {
	const host = await context.openHost();
	const {globals, env, log} = context;
	const pipe = createPipe({log, env, readOnly: globals.readOnly});
	const throughApi = createRunKubectl(host, {nowMs: context.now, sleep});
	const machine = createLocalMachine(host, folder, pipe, throughApi);
	const begun = walkOf(await machine.entries());
	const way =
		ways.find(
			({name, procedure}) => (told.to ?? '') === name || (told.to === undefined && procedure === begun?.procedure),
		) ?? ways[0];
	const goesOn = begun !== undefined && !begun.ended && begun.procedure === way.procedure;
	const asked: Asked = goesOn ? {...begun.asked, ...told} : told;
	const options = {
		target: way.target,
		...(way.back === 'same-runtime' ? {withoutDocker: true as const} : {}),
		...(asked.containerdRoot === undefined ? {} : {containerdRoot: asked.containerdRoot}),
		...(asked.containerdTarball === undefined
			? {}
			: {containerdTarball: await readArchive(host, asked.containerdTarball, process.arch)}),
	};
	const gatherNode = createFactsGatherer(host, {
		hostname: hostnameOf(host),
		nowMs: context.now,
		kubeconfigs: kubeconfigsOf(context),
		...(way.target === 'cri-o' ? {target: crioEndpoint} : {}),
		...(asked.containerdRoot === undefined ? {} : {folders: [asked.containerdRoot]}),
		...(globals.kubeconfig === undefined ? {} : {kubeconfig: globals.kubeconfig}),
	});
	const {containerdRoot, containerdTarball} = asked;
	let owning: OwnersOptions | undefined;
	let lookedMs: number | undefined;
	let whole: NodeSnapshot | undefined;
	const gather: Session['gather'] = async how => {
		if (how?.anew === undefined) lookedMs = context.now();
		const [node, entries, savedPods] = await Promise.all([
			gatherNode(how),
			machine.entries(),
			host.readText(`${folder}/bare-pods.json`),
		]);
		if (how?.brief === undefined) whole = node.snapshot;
		owning = {
			kubeconfig: node.workloads.access.drains,
			manifests: manifestsOf(node.snapshot.kubelet),
			nodeName: node.nodeName,
		};
		const ours = walkOfWay(entries, way.procedure);
		const stands = standing(ours);
		const did = new Set(stands.map(({step}) => step));
		const before = carriedBefore(stands);
		const [begun] = ours;
		const newCluster = begun && (await gatherNewCluster(host, node, Date.parse(begun.at)));
		const beneath = walksBeneath(entries, way.procedure);
		return {
			...node,
			did,
			unverified: unverified(ours),
			brokenOff: brokenOff(ours),
			folder,
			...(beneath > 0 ? {beneath} : {}),
			nowMs: context.now(),
			options,
			...(asked.drainSeconds === undefined ? {} : {drainSeconds: asked.drainSeconds}),
			...(did.size > 0 && begun ? {begunAtMs: Date.parse(begun.at)} : {}),
			...(newCluster === undefined ? {} : {newCluster}),
			...(begun?.do === 'begin' && begun.troubled ? {troubled: new Set(begun.troubled)} : {}),
			...(before === undefined ? {} : {before}),
			...(savedPods === undefined ? {} : {savedPods}),
		};
	};
	return {
		way,
		asked: {
			...(containerdRoot === undefined ? {} : {containerdRoot}),
			...(containerdTarball === undefined ? {} : {containerdTarball}),
		},
		...(begun !== undefined && !begun.ended && begun.procedure !== way.procedure ? {inTheWay: begun.procedure} : {}),
		machine,
		folder,
		...(globals.kubeconfig === undefined ? {} : {kubeconfig: globals.kubeconfig}),
		gather,
		lookedMs: () => lookedMs,
		whole: () => whole,
		async gatherLeftovers(known) {
			const facts = known ?? (await gather({brief: true}));
			return {...facts, leftovers: await leftoversOf(host, facts)};
		},
		owners: async lineages => (owning === undefined ? undefined : gatherOwners(host, lineages, owning)),
		heldBy: () => lockHolder(`${folder}/lock`),
		lock: () => takeLock(`${folder}/lock`),
	};
}

/** Where an administrator's kubeconfig usually is, the one that was named first. */
function kubeconfigsOf({globals, env}: Pick<Context, 'globals' | 'env'>): readonly string[] {
	const named = globals.kubeconfig === undefined ? (env.KUBECONFIG ?? '').split(':') : [globals.kubeconfig];
	const home = env.HOME === undefined ? [] : [`${env.HOME}/.kube/config`];
	const usual = ['/etc/kubernetes/admin.conf', '/etc/kubernetes/super-admin.conf', ...home, '/root/.kube/config'];
	return [...named, ...usual].filter(path => path.startsWith('/'));
}
