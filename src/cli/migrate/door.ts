import type {Looked, MigrationDoor} from '../../app/migration/door.ts';
import {verdictNow} from '../../app/migration/state.ts';
import {commandText} from '../../migrate/apply.ts';
import {cleaningOf} from '../../migrate/clean-up.ts';
import {isOnTarget, type MigrationFacts, toldRuntime} from '../../migrate/facts.ts';
import {type Entry, type Standing, standing} from '../../migrate/ledger.ts';
import {makePlan} from '../../migrate/plan.ts';
import {isGoingBack} from '../../migrate/walks.ts';
import {masked} from '../../model/mask.ts';
import {unitsHere} from '../../runtime/journal.ts';
import {type Asked, folder, openSession, type Session, type SessionContext} from './session.ts';
import {runtimeOf} from './telling-node.ts';
import {reportPath, walk} from './walk.ts';
import {createWhy} from './why.ts';

type DoorContext = SessionContext & {
	/** Why nothing may be changed here. */
	readonly refuses: string | undefined;
	/** What the console was opened with: `rtconsole migrate --to WAY`. */
	readonly asked: Asked;
};

/** The migration as the screen has it. Each look and each walk reads the ledger anew: another process may have written it. */
export function createMigrationDoor(context: DoorContext): MigrationDoor {
	const open = () => openSession(context, context.asked);
	return {
		async look() {
			const session = await open();
			const host = await context.openHost();
			const [facts, units] = await Promise.all([session.gather(), unitsHere(host)]);
			const looked = lookedAt(facts, await session.machine.entries(), session, units);
			if (session.way.back !== 'docker' || !isOnTarget(facts)) return looked;
			return {...looked, cleaning: cleaningOf(await session.gatherLeftovers(facts))};
		},
		async *walk({verb, consents, until}, stopped) {
			if (context.refuses !== undefined) throw new Error(context.refuses);
			const session = await open();
			if (verb === 'apply') await refuseIfChanged(session, consents);
			yield* walk(session, {verb, until, now: context.now, stopped, why: createWhy(context, session.machine)});
		},
		reportOf: verb => reportPath({folder}, verb),
	};
}

/** What asked for nothing when it was agreed to may ask by now: a container was started in between. */
async function refuseIfChanged(session: Session, consents: readonly string[]): Promise<void> {
	const looked = lookedAt(await session.gather(), await session.machine.entries(), session, []);
	const verdict = verdictNow({looked, loading: false, consents});
	if (verdict === 'go') return;
	const asking = looked.plan.preflight.filter(
		({id, verdict: each}) => each === verdict && (verdict === 'no-go' || !consents.includes(id)),
	);
	const reasons = asking.map(({title, because}) => `${title}: ${because}`).join('; ');
	throw new Error(`the node was looked at once more, and nothing was done: ${reasons}`);
}

function lookedAt(
	facts: MigrationFacts,
	entries: readonly Entry[],
	session: Session,
	units: readonly string[],
): Looked {
	const end = entries.findLast(entry => entry.do === 'end');
	const runtime = runtimeOf(facts);
	const held = session.heldBy();
	return {
		plan: makePlan(facts, [], session.way),
		back: session.way.back,
		told: toldRuntime(facts),
		standing: standing(entries).toReversed().map(standingChange),
		units,
		...(runtime === undefined ? {} : {runtime}),
		...(facts.begunAtMs === undefined ? {} : {begunAtMs: facts.begunAtMs}),
		...(held === undefined ? {} : {heldBy: held.pid}),
		...(end === undefined ? {} : {last: lastOf(end)}),
		...(isGoingBack(entries) ? {goingBack: true as const} : {}),
	};
}

function lastOf({at, ok, because}: Extract<Entry, {do: 'end'}>): NonNullable<Looked['last']> {
	return {atMs: Date.parse(at), ok, ...(because === undefined ? {} : {because})};
}

function standingChange(change: Standing): Looked['standing'][number] {
	const {step, at, whole} = change;
	const stays = change.do === 'run' && 'irreversible' in change.undo;
	const text = change.do === 'write' ? change.path : commandText(change.argv, change.into);
	const back = backOf(change);
	return {
		step,
		atMs: Date.parse(at),
		text: masked(text),
		stays,
		whole,
		...(back === undefined ? {} : {back: masked(back)}),
	};
}

function backOf(change: Standing): string | undefined {
	if (change.do === 'write')
		return change.backup === undefined ? `${change.path} taken away` : `${change.path} as it was`;
	if ('irreversible' in change.undo) return change.undo.irreversible;
	// Nobody should find that out when the walk stands still.
	const waits = change.undoAwait === undefined ? [] : [`waits until this node was ${change.undoAwait} elsewhere`];
	const all = [...change.undo.map(argv => commandText(argv)), ...waits];
	return all.length === 0 ? undefined : all.join('; ');
}
