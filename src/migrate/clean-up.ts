import type {Argv} from '../model/argv.ts';
import {known} from '../model/node-snapshot.ts';
import {commandText} from './apply.ts';
import {isOnTarget, type MigrationFacts, unitState} from './facts.ts';
import type {Change, Step} from './step.ts';

/** What is still there of docker, with the bytes that it holds; 0 where that is nothing to speak of. */
export type Leftover = {readonly path: string; readonly sizeBytes: number};

export type CleanUpFacts = MigrationFacts & {readonly leftovers: readonly Leftover[]};

export type CleanUpStep = Step<CleanUpFacts> & {
	/** It loses something: it is asked for by its name. */
	readonly consent?: true;
	paths(facts: MigrationFacts): readonly string[];
};

/** One removal, before it is done: what it frees, and what it loses. */
export type Removal = {
	readonly id: string;
	readonly title: string;
	readonly why: string;
	readonly freesBytes: number;
	readonly commands: readonly string[];
	readonly consent?: string;
	readonly irreversible?: string;
};

/** `blocked`: why nothing may be removed now. */
export type Cleaning = {readonly removals: readonly Removal[]; readonly blocked?: string};

export function cleaningOf(facts: CleanUpFacts): Cleaning {
	const removals = cleanUp.filter(step => step.check(facts).is !== 'done').map(step => removalOf(step, facts));
	const blocked = removals.length === 0 ? undefined : notIdle(facts);
	return {removals, ...(blocked === undefined ? {} : {blocked})};
}

const common = {watch: [], seconds: 1, settleMs: 10_000} as const;

const dockerData: CleanUpStep = {
	...common,
	id: 'docker-data',
	title: "remove docker's images, containers and volumes",
	why: 'containerd has what it needs of them. Volumes that docker made are in there too, and are gone with it; so is the way back to docker.',
	source: 'docker docs, Uninstall Docker Engine',
	consent: true,
	paths: ({snapshot}) => [textOf(known(snapshot.docker.config)?.data?.['data-root']) ?? '/var/lib/docker'],
	// The folder itself is often a disk of its own; what is mounted below may be somebody's volume.
	...removing('docker-data', {irreversible: "docker's images, containers and volumes"}, path => [
		'find',
		path,
		'-xdev',
		'-mindepth',
		'1',
		'-delete',
	]),
};

const shimData: CleanUpStep = {
	...common,
	id: 'shim-data',
	title: 'remove what dockershim and cri-dockerd noted of their sandboxes',
	why: 'Nobody reads it any more; a check-up takes it for a sign of docker.',
	source: 'lab docker: /var/lib/dockershim holds a checkpoint for each sandbox',
	paths: () => ['/var/lib/dockershim', '/var/lib/cri-dockerd', '/var/run/dockershim.sock', '/run/cri-dockerd.sock'],
	...removing('shim-data', {irreversible: 'checkpoints of sandboxes that are gone'}, path => [
		'rm',
		'--recursive',
		'--force',
		'--one-file-system',
		'--',
		path,
	]),
};

const network = '/sys/class/net/docker0';
const dockerNetwork: CleanUpStep = {
	...common,
	id: 'docker-network',
	title: "take away docker's bridge",
	why: 'Its addresses may be wanted elsewhere. Its rules of iptables go with the next boot.',
	source: 'docker docs, Bridge network driver',
	paths: () => [network],
	check: facts =>
		idleOr(
			facts,
			facts.leftovers.some(({path}) => path === network),
		),
	plan: () => [{kind: 'run', argv: ['ip', 'link', 'delete', 'docker0'], undo: []}],
	verify: () => undefined,
};

/** After a migration, and only when it is asked for: what each removal frees is told before. In order. */
export const cleanUp: readonly CleanUpStep[] = [shimData, dockerNetwork, dockerData];

function removing(
	id: string,
	undo: {readonly irreversible: string},
	remove: (path: string) => Argv,
): Pick<CleanUpStep, 'check' | 'plan' | 'verify'> {
	const own = (facts: CleanUpFacts) => {
		const paths = cleanUp.find(step => step.id === id)?.paths(facts) ?? [];
		return facts.leftovers.filter(({path}) => paths.includes(path));
	};
	return {
		check: facts => idleOr(facts, own(facts).length > 0),
		plan: facts => own(facts).map(({path}): Change => ({kind: 'run', argv: remove(path), undo, timeoutMs: 1_800_000})),
		verify: facts => (own(facts).length === 0 ? undefined : `still there: ${own(facts)[0]?.path}`),
	};
}

function idleOr(facts: CleanUpFacts, isThere: boolean) {
	if (!isThere) return {is: 'done'} as const;
	const because = notIdle(facts);
	return because === undefined ? ({is: 'todo'} as const) : ({is: 'blocked', because} as const);
}

/** Why docker may not be taken away; undefined where nothing needs it. */
export function notIdle(facts: MigrationFacts): string | undefined {
	if (!isOnTarget(facts)) return 'the kubelet does not run on containerd';
	const node = known(facts.snapshot.node);
	if (node !== undefined && !node.ready) return 'the node is not Ready';
	const active = ['docker.service', 'docker.socket'].filter(
		name => (unitState(facts, name)?.activeState ?? 'inactive') !== 'inactive',
	);
	if (active.length > 0) return `still active: ${active.join(', ')}`;
	const moby = known(facts.snapshot.namespaces)?.find(({name}) => name === 'moby');
	return moby !== undefined && moby.containers > 0 ? `docker still has ${moby.containers} containers` : undefined;
}

function textOf(value: unknown): string | undefined {
	return typeof value === 'string' && value.startsWith('/') ? value : undefined;
}

function removalOf(step: CleanUpStep, facts: CleanUpFacts): Removal {
	const {id, title, why, consent} = step;
	const paths = step.paths(facts);
	const changes = step.plan(facts);
	const lost = changes.flatMap(change =>
		change.kind === 'run' && 'irreversible' in change.undo ? [change.undo.irreversible] : [],
	);
	return {
		id,
		title,
		why,
		freesBytes: facts.leftovers.reduce((all, {path, sizeBytes}) => all + (paths.includes(path) ? sizeBytes : 0), 0),
		commands: changes.flatMap(change => (change.kind === 'run' ? [commandText(change.argv)] : [])),
		...(consent ? {consent: id} : {}),
		...(lost[0] === undefined ? {} : {irreversible: lost[0]}),
	};
}
