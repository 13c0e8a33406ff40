import type {Plan} from '../../migrate/plan.ts';
import {verdictOf} from '../../migrate/preflight/finding.ts';
import type {Cause} from '../../migrate/progress.ts';
import type {PaneLine} from '../state.ts';
import type {Looked, Verb} from './door.ts';

/** The migration of this node, as the console knows it. It outlives its screen. */
export type MigrationState = {
	readonly looked?: Looked;
	readonly lookedAtMs?: number;
	readonly loading: boolean;
	readonly error?: string;
	/** Findings that were accepted here, by their IDs. */
	readonly consents: readonly string[];
	/** Stop after this step. */
	readonly until?: string;
	/** The walk that runs, or the last one. */
	readonly walk?: Walk;
};

export type WalkStep = {
	readonly id: string;
	readonly title: string;
	readonly state: 'before' | 'waiting' | 'running' | 'done' | 'skipped' | 'failed' | 'stuck';
	readonly startedAtMs?: number;
	readonly endedAtMs?: number;
	/** What was done or said last. */
	readonly detail?: string;
	/** What a person should know of it, though it is done. */
	readonly remark?: string;
	/** Changes that are still to be taken back; of an undo. */
	readonly left?: number;
};

export type Walk = {
	readonly verb: Verb;
	readonly startedAtMs: number;
	readonly steps: readonly WalkStep[];
	/** What the steps said, the last lines of it. */
	readonly output: readonly PaneLine[];
	/** It was asked to stop. */
	readonly stopping: boolean;
	/** The console is left as soon as it has stopped. */
	readonly leaves: boolean;
	readonly result?: WalkResult;
};

export type WalkResult = {
	readonly ok: boolean;
	readonly endedAtMs: number;
	readonly runtime?: string;
	readonly failedStep?: string;
	readonly because?: string;
	/** What is known to lie behind it, the likeliest first. */
	readonly causes: readonly Cause[];
	readonly report?: string;
};

export const noMigration: MigrationState = {loading: false, consents: []};

/** Whether changes are being made to the node at this moment. */
export function isWalking({walk}: Pick<MigrationState, 'walk'> = {}): boolean {
	return walk !== undefined && walk.result === undefined;
}

/** With what was accepted here. */
export function verdictNow({looked, consents}: MigrationState): Plan['verdict'] | undefined {
	return looked && verdictOf(looked.plan.preflight, consents);
}

/** Steps that are left, the first of them first. */
export function stepsLeft({looked}: MigrationState): Plan['steps'] {
	return (looked?.plan.steps ?? []).filter(({state}) => state !== 'done');
}

/** A walk that was begun and did not come to its end: `apply` goes on with it. */
export function isBegun(migration: MigrationState): boolean {
	return (migration.looked?.standing.length ?? 0) > 0 && stepsLeft(migration).length > 0;
}
