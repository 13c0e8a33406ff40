import {ChangeFailed} from '../../migrate/apply.ts';
import type {Engine, FailedStep} from '../../migrate/engine.ts';
import type {MigrationFacts} from '../../migrate/facts.ts';
import type {Entry} from '../../migrate/ledger.ts';
import {lineagesHere, type RanBefore, ranBefore} from '../../migrate/not-back.ts';
import type {Cause, Progress} from '../../migrate/progress.ts';
import {run} from '../../migrate/run.ts';
import {lacksDrain} from '../../migrate/steps/uncordon.ts';
import {troubledPods} from '../../migrate/troubled.ts';
import {undo} from '../../migrate/undo.ts';
import {reasonOf} from '../../migrate/unwritable.ts';
import {waitForDocker} from '../../migrate/wait-for-docker.ts';
import {isGoingBack, lastWalk, walkOf} from '../../migrate/walks.ts';
import {inTime} from '../../model/in-time.ts';
import {cleared} from './cleared.ts';
import {createReport} from './report.ts';
import type {Session} from './session.ts';
import {stoodBefore} from './stood.ts';
import {runtimeOf, sleep} from './telling-node.ts';

export type Walking = {
	readonly verb: 'apply' | 'undo' | 'clean-up';
	/** Stop after this step; of apply. */
	readonly until?: string | undefined;
	now(): number;
	/** Asked between changes: true ends the walk there, whole and resumable. */
	stopped(): boolean;
	/** What lies behind a step that failed. */
	why(failed: FailedStep): Promise<readonly Cause[]>;
};

/** Another process holds the lock. */
export class MigrationHeld extends Error {
	constructor(pid: number) {
		super(`another migration runs here: process ${pid}`);
		this.name = 'MigrationHeld';
	}
}

/** Nothing is done where it cannot be written down. */
export class FolderUnusable extends Error {
	constructor(folder: string, because: string, options: ErrorOptions) {
		super(`${folder}, where the walk is written down, cannot be used: ${because}; nothing was done`, options);
		this.name = 'FolderUnusable';
	}
}

export const reportPath = (session: Pick<Session, 'folder'>, verb: string) =>
	`${session.folder.slice(0, session.folder.lastIndexOf('/'))}/report-${verb}.md`;

/** Walk the steps, or back, under the lock; what happens comes out as it happens and is written to the report. */
export function walk(session: Session, walking: Walking): AsyncGenerator<Progress, void> {
	const going = {apply: there, undo: back, 'clean-up': cleared}[walking.verb];
	return locked(session, walking, going(session, walking));
}

/** Run something that tells of itself while nobody else may, and write its report. */
export async function* locked(
	session: Session,
	{verb, now}: {readonly verb: string; now(): number},
	going: AsyncGenerator<Progress, void>,
): AsyncGenerator<Progress, void> {
	const lock = lockOf(session);
	if ('heldBy' in lock) throw new MigrationHeld(lock.heldBy.pid);
	try {
		const goesOn = isGoingOn(verb, await session.machine.entries());
		const report = createReport(reportPath(session, verb), {verb, startedAtMs: now(), goesOn});
		for await (const progress of going) {
			const lost = report.add(progress);
			if (lost !== undefined) yield {at: progress.at, type: 'output', id: 'report', text: `${lost}\n`};
			yield progress;
		}
	} catch (error) {
		if (!(error instanceof ChangeFailed)) throw error;
		yield {at: new Date(now()).toISOString(), type: 'result', ok: false, because: error.message};
	} finally {
		lock.release();
	}
}

function lockOf(session: Session) {
	try {
		return session.lock();
	} catch (cause) {
		const {code = ''} = cause as NodeJS.ErrnoException;
		// Who is not root is told that.
		if (code === 'EACCES' || code === 'EPERM' || code === '') throw cause;
		throw new FolderUnusable(session.folder, reasonOf(cause), {cause});
	}
}

/** Something of the walk stands: its report goes on too, and a look at what is done already does not take its place. */
function isGoingOn(verb: string, entries: readonly Entry[]): boolean {
	if (verb === 'undo') return isGoingBack(entries);
	return verb === 'apply' && walkOf(entries) !== undefined;
}

async function* there(session: Session, {until, now, stopped, why}: Walking): AsyncGenerator<Progress, void> {
	const {machine, way, asked} = session;
	const gather: Engine<MigrationFacts>['gather'] = anew => session.gather({brief: true, anew});
	// A walk that goes on keeps its beginning: what was made since then is its own.
	const at = new Date(now()).toISOString();
	if (walkOf(await machine.entries())?.procedure !== way.procedure) {
		const facts = await gather(session.lookedMs() === undefined ? undefined : []);
		const troubled = troubledPods(facts);
		const ran = lineagesHere({...facts, troubled: new Set(troubled)});
		const whole = session.whole();
		const stood = whole === undefined ? [] : await stoodBefore(whole);
		const more = {
			...(troubled.length > 0 ? {troubled} : {}),
			...(ran.length > 0 ? {ran} : {}),
			...(stood.length > 0 ? {stood} : {}),
		};
		await machine.append({at, do: 'begin', procedure: way.procedure, version: '1', ...more});
	}
	if (Object.keys(asked).length > 0) await machine.append({at, do: 'asked', ...asked});
	const lookedMs = session.lookedMs();
	const before = lookedMs === undefined ? {} : {lookedMs};
	const asks = {why: withStood(why, await machine.entries())};
	const engine = {machine, gather, ...before, sleep, nowMs: now, stopped, runtimeOf, ...asks};
	yield* run(way.steps, until === undefined ? engine : {...engine, until});
}

/** Whatever was so when the walk began and did not matter is behind nothing that comes after. */
function withStood(why: Walking['why'], entries: readonly Entry[]): Walking['why'] {
	const [begin] = lastWalk(entries);
	const stood = begin?.do === 'begin' ? begin.stood : undefined;
	return stood === undefined ? why : failed => why({...failed, stood});
}

/** Take everything back, then wait until the node runs on docker again. */
async function* back(session: Session, {now, stopped, why}: Walking): AsyncGenerator<Progress, void> {
	const gather = () => session.gather({brief: true});
	const lacks = async () => lacksDrain(await gather());
	const {machine, kubeconfig} = session;
	const named = kubeconfig === undefined ? {} : {kubeconfig};
	const entries = await machine.entries();
	const asks = {why: withStood(why, entries)};
	// Looked at before anything is taken back: what runs now is to run afterwards.
	const looked = () => inTime(gather(), lookMs, () => undefined);
	const ran = session.way.back === 'same-runtime' ? undefined : ranThen(lastWalk(entries)[0], await looked());
	const {owners} = session;
	const isBack = yield* undo({machine, nowMs: now, sleep, stopped, lacks, ...asks, ...named});
	if (isBack && session.way.back === 'same-runtime')
		yield {at: new Date(now()).toISOString(), type: 'result', ok: true};
	else if (isBack)
		yield* waitForDocker({gather, nowMs: now, sleep, stopped, runtimeOf, owners, ...(ran && {ran}), ...asks});
}

/** An API server that hangs takes a minute for all that is asked of it, and holds up nothing: the ledger has what ran. */
const lookMs = 20_000;

function ranThen(begin: Entry | undefined, now: MigrationFacts | undefined): RanBefore {
	if (begin?.do !== 'begin') return {lineages: ranBefore(undefined, now)};
	const {at, ran, troubled = []} = begin;
	return {lineages: ranBefore(ran, now), begunAtMs: Date.parse(at), troubled: new Set(troubled)};
}
