import {plainText} from '../../model/text.ts';
import type {State} from '../state.ts';
import type {Tone} from '../tone.ts';
import {clock} from './clock.ts';
import {isStopped} from './result-lines.ts';
import type {MigrateScreen} from './screen.ts';
import {isBegun, isWalking, type MigrationState, noMigration, stepsLeft, verdictNow, type Walk} from './state.ts';
import {stepNow} from './walk.ts';

export type Headline = {readonly text: string; readonly tone: Tone};

/** How things stand, in one line under the names of the pages. */
export function headline(state: State, {page}: Pick<MigrateScreen, 'page'>): Headline {
	const migration = state.migration ?? noMigration;
	const {walk, error, looked, loading} = migration;
	if (walk !== undefined && (page === 'walk' || isWalking(migration)))
		return walkHeadline(walk, goalOf(migration), state.nowMs);
	if (error !== undefined)
		return {text: plainText(`the node could not be looked at: ${error}; r tries again`), tone: 'bad'};
	if (looked === undefined) return {text: loading ? 'looking at the node…' : 'r looks at the node', tone: 'quiet'};
	const {text, tone} = underWay(migration) ?? pageHeadline(migration, page);
	return {text: plainText(loading ? `${text}   looking again…` : text), tone};
}

/** What comes before all else: somebody is at it now, or was on the way back. */
function underWay({looked}: MigrationState): Headline | undefined {
	if (looked?.heldBy !== undefined)
		return {text: `another migration runs here: process ${looked.heldBy}; r looks again`, tone: 'warn'};
	if (!looked?.goingBack) return undefined;
	const left = looked.standing.filter(({back}) => back !== undefined).length;
	const text = `an undo is not at its end: ${left} left; u goes on with it, a to ${looked.plan.to} again`;
	return {text, tone: 'warn'};
}

function pageHeadline(migration: MigrationState, page: MigrateScreen['page']): Headline {
	if (page === 'preflight') return preflightHeadline(migration);
	return page === 'status' ? statusHeadline(migration) : planHeadline(migration);
}

/** Where a walk leads, and where its undo. */
function goalOf({looked}: MigrationState): {readonly there: string; readonly back: string} {
	const {plan = {to: 'containerd'}, back = 'docker'} = looked ?? {};
	return {there: `to ${plan.to}`, back: back === 'docker' ? 'back to docker' : 'back as it was'};
}

function walkHeadline(walk: Walk, {there, back}: ReturnType<typeof goalOf>, nowMs: number): Headline {
	const {verb, steps, startedAtMs, result, stopping, leaves} = walk;
	const what = {apply: there, undo: back, 'clean-up': 'clean-up'}[verb];
	const over = steps.filter(({state}) => state === 'before' || state === 'done' || state === 'skipped').length;
	const count = `${over} of ${steps.length}`;
	if (result !== undefined) {
		const time = clock(result.endedAtMs - startedAtMs);
		if (result.ok) return {text: `${what}: done in ${time}`, tone: 'good'};
		return isStopped(result)
			? {text: `${what}: stopped as asked after ${count} steps, ${time}`, tone: 'warn'}
			: {text: `${what}: ended after ${count} steps, ${time}: see the result`, tone: 'bad'};
	}
	const now = stepNow(walk);
	const step =
		now === undefined
			? '  looking at the node'
			: `  ${verb === 'undo' ? `back from: ${now.title}` : now.title}${now.startedAtMs === undefined ? '' : ` ${clock(nowMs - now.startedAtMs)}`}`;
	const end = stopping ? `  stops after this change${leaves ? ', then leaves; q: at once' : ''}` : '';
	return {
		text: plainText(`${what}: ${count} steps, ${clock(nowMs - startedAtMs)}${end === '' ? step : end}`),
		tone: stopping ? 'warn' : 'accent',
	};
}

function preflightHeadline(migration: MigrationState): Headline {
	const found = migration.looked?.plan.preflight ?? [];
	const {from, to} = migration.looked?.plan ?? {from: 'docker', to: 'containerd'};
	const bad = found.filter(({verdict}) => verdict === 'no-go').length;
	const asking = found.filter(({verdict, id}) => verdict === 'consent' && !migration.consents.includes(id)).length;
	if (stepsLeft(migration).length === 0) {
		const {standing = [], cleaning} = migration.looked ?? {};
		const text =
			to === 'containerd' ? 'nothing is left to do: this node runs containerd' : `nothing is left to do: ${to}`;
		const next = [
			...(standing.length > 0 ? ['u goes back'] : []),
			...((cleaning?.removals.length ?? 0) > 0 ? ['C removes docker’s rest'] : []),
		];
		return {text: [text, ...next].join('; '), tone: 'good'};
	}
	if (bad > 0)
		return {text: `NO-GO: ${bad} of ${found.length} findings stand in the way; enter shows the fix`, tone: 'bad'};
	if (asking > 0)
		return {text: `CONSENT: ${asking} of ${found.length} findings must be accepted, each with c`, tone: 'warn'};
	// A walk that is begun has the kubelet on its new runtime before its end.
	if (from === to && !isBegun(migration)) {
		const left = stepsLeft(migration).length;
		const steps = left === 1 ? 'step of the way is' : 'steps of the way are';
		return {text: `the kubelet uses ${to} already; ${left} ${steps} left: 2 shows them, a applies`, tone: 'good'};
	}
	return {text: `GO: from ${from} to ${to}; 2 shows the plan, a applies it`, tone: 'good'};
}

function planHeadline(migration: MigrationState): Headline {
	const steps = migration.looked?.plan.steps ?? [];
	const left = stepsLeft(migration);
	if (left.length === 0) return {text: `all ${steps.length} steps are done`, tone: 'good'};
	const seconds = left.reduce((sum, step) => sum + step.seconds, 0);
	const done = steps.length - left.length;
	if (isBegun(migration))
		return {
			text: `begun and not ended: ${done} of ${steps.length} steps are done; a goes on, u takes all back`,
			tone: 'warn',
		};
	return {
		text: `${left.length} of ${steps.length} steps, about ${seconds} s and what images and pods take${verdictNow(migration) === 'go' ? '; a applies' : ''}`,
		tone: 'plain',
	};
}

function statusHeadline({looked}: MigrationState): Headline {
	const {runtime, told = 'nothing known', last, standing = []} = looked ?? {};
	const count = standing.length === 0 ? 'nothing to take back' : `${standing.length} changes stand`;
	const isWell = last === undefined || last.ok;
	return {
		text: `${count}; node: ${runtime ?? 'not in the cluster'}, kubelet: ${told}`,
		tone: isWell ? 'plain' : 'warn',
	};
}
