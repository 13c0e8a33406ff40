import type {State} from '../state.ts';
import type {Verb} from './door.ts';
import {type MigrationState, noMigration, stepsLeft} from './state.ts';

/** What `yes` is asked for: the question, and what will be touched. */
export type Pledge = {readonly title: string; readonly lines: readonly string[]};

export function pledgeFor(state: State, verb: Verb): Pledge {
	const migration = state.migration ?? noMigration;
	const node = state.facts?.hostname ?? 'this node';
	return {apply: applyPledge, undo: undoPledge, 'clean-up': cleanUpPledge}[verb](migration, node);
}

function applyPledge(migration: MigrationState, node: string): Pledge {
	const {looked, consents, until} = migration;
	const all = stepsLeft(migration);
	const end = until === undefined ? -1 : all.findIndex(({id}) => id === until);
	const steps = end < 0 ? all : all.slice(0, end + 1);
	const changes = steps.flatMap(step => step.changes);
	const written = [...new Set(changes.flatMap(change => (change.kind === 'write' ? [change.path] : [])))];
	const ran = changes.filter(({kind}) => kind === 'run').length;
	const seconds = steps.reduce((sum, step) => sum + step.seconds, 0);
	const asking = looked?.plan.preflight.filter(({verdict, id}) => verdict === 'consent' && consents.includes(id)) ?? [];
	return {
		title: `${node}: walk ${steps.length} ${steps.length === 1 ? 'step' : 'steps'}, from ${looked?.plan.from ?? 'docker'} to ${looked?.plan.to ?? 'containerd'}?`,
		lines: [
			...steps.flatMap(({id, stops}) => (stops === undefined ? [] : [`stops   ${stops} (${id})`])),
			...awaits(migration).map(text => `waits   ${text} (drain)`),
			...written.map(path => `writes  ${path}`),
			`runs    ${ran} commands, as far as they are known now: the plan (2) shows each`,
			...asking.map(({id, because}) => `accepts ${id}: ${because}`),
			...steps.flatMap(({irreversible, id}) => irreversible.map(text => `no undo ${text} (${id})`)),
			`takes   about ${seconds} s, and the time that images and pods take`,
			...(until === undefined ? [] : [`until   ${until}`]),
		],
	};
}

/**
 * A drain that this node has no command for is somebody's elsewhere, and a budget may hold one up: nobody should learn of
 * that by waiting.
 */
function awaits(migration: MigrationState): readonly string[] {
	const drain = stepsLeft(migration).find(({id}) => id === 'drain');
	if (drain?.state !== 'todo') return [];
	const told = ['budgets', ...(drain.changes.length > 0 ? [] : ['cluster-access'])];
	const {preflight = []} = migration.looked?.plan ?? {};
	return preflight.flatMap(({id, because}) => (told.includes(id) ? [because] : []));
}

function undoPledge({looked}: MigrationState, node: string): Pledge {
	const standing = (looked?.standing ?? []).toReversed().filter(({back}) => back !== undefined);
	return {
		title: `${node}: take back ${standing.length} ${standing.length === 1 ? 'change' : 'changes'}, the last first?`,
		lines: [
			'stops   pods of this node, until docker has made them anew',
			...standing.map(({step, back, stays}) => `${stays ? 'stays  ' : 'undo   '} ${back} (${step})`),
		],
	};
}

function cleanUpPledge({looked}: MigrationState, node: string): Pledge {
	const removals = looked?.cleaning?.removals ?? [];
	const bytes = removals.reduce((sum, {freesBytes}) => sum + freesBytes, 0);
	return {
		title: `${node}: remove what is left of docker, ${megabytes(bytes)}?`,
		lines: removals.flatMap(({title, freesBytes, commands, irreversible}) => [
			`frees   ${megabytes(freesBytes)}: ${title}`,
			...commands.map(text => `$       ${text}`),
			...(irreversible === undefined ? [] : [`no undo ${irreversible}`]),
		]),
	};
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
