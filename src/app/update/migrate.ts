import {type Step, stay, withEffects} from '../action.ts';
import type {Verb} from '../migration/door.ts';
import {lineAt, pageLines} from '../migration/page-lines.ts';
import {pledgeFor} from '../migration/pledge.ts';
import {newMigrateScreen} from '../migration/screen.ts';
import {isBegun, isWalking, type MigrationState, noMigration, stepsLeft, verdictNow} from '../migration/state.ts';
import {type State, topScreen, withTopScreen} from '../state.ts';
import {atHead, withJournals, withMigrateScreen} from './migrate-pages.ts';
import {back, push} from './navigate.ts';

/** The migration of this node: where it was left, or from the beginning. The node is looked at each time. */
export function openMigration(
	state: State,
	more: Pick<MigrationState, 'until'> & {consents?: readonly string[]} = {},
): Step {
	const {consents = [], until} = more;
	const known = state.migration ?? noMigration;
	const migration: MigrationState = {
		...known,
		consents: [...new Set([...known.consents, ...consents])],
		...(until === undefined ? {} : {until}),
	};
	const opened = onTop({...state, migration});
	const page = isWalking(migration) ? 'walk' : 'preflight';
	const next = withMigrateScreen(opened.state, screen => ({...screen, page}));
	const looked = lookAgain(next);
	return withJournals(withEffects(looked.state, ...opened.effects, ...looked.effects));
}

/** There is one screen of it: what stands above it is closed. */
function onTop(state: State): Step {
	const place = state.screens.findIndex(({kind}) => kind === 'migrate');
	if (place < 0) return stay(push(state, newMigrateScreen));
	let step = stay(state);
	while (step.state.screens.length - 1 > place) {
		const above = back(step.state);
		step = withEffects(above.state, ...step.effects, ...above.effects);
	}
	return step;
}

/** `r`. While the node is looked at, or walked over, that is enough. */
export function lookAgain(state: State): Step {
	const migration = state.migration ?? noMigration;
	if (migration.loading || isWalking(migration)) return stay(state);
	return withEffects({...state, migration: {...migration, loading: true, error: undefined}}, {type: 'migrate-look'});
}

/** `c`: accept what the finding under the cursor says is lost; a key for each, and none for all of them. */
export function acceptFinding(state: State): Step {
	const screen = topScreen(state);
	if (screen.kind !== 'migrate' || screen.page !== 'preflight')
		return note(state, 'c accepts a finding of the preflight (1)');
	const migration = state.migration ?? noMigration;
	const lines = pageLines(state, screen);
	const id = lines[lineAt(screen, lines.length)]?.id;
	const finding = migration.looked?.plan.preflight.find(each => each.id === id);
	if (finding?.verdict !== 'consent') return note(state, 'this finding asks for no consent');
	if (isWalking(migration)) return note(state, 'the walk is under way');
	const isAccepted = migration.consents.includes(finding.id);
	const consents = isAccepted
		? migration.consents.filter(each => each !== finding.id)
		: [...migration.consents, finding.id];
	const next: State = {...state, migration: {...migration, consents}};
	const moved = withTopScreen(next, atHead(next, screen, finding.id));
	return note(
		moved,
		isAccepted ? `${finding.id} is no longer accepted` : `accepted: ${finding.id}`,
		isAccepted ? 'warn' : 'good',
	);
}

/** `a`: ask for the walk, or say what stands in its way. */
export function askApply(state: State): Step {
	const migration = state.migration ?? noMigration;
	const refusal = refusalOf(state);
	if (refusal !== undefined) return note(state, refusal);
	const verdict = verdictNow(migration);
	const findings = (wanted: 'no-go' | 'consent') =>
		(migration.looked?.plan.preflight ?? []).filter(
			({verdict: each, id}) => each === wanted && !migration.consents.includes(id),
		);
	if (verdict !== 'go') {
		const [first, ...more] = findings(verdict === 'no-go' ? 'no-go' : 'consent');
		const shown = withMigrateScreen(state, screen => atHead(state, {...screen, page: 'preflight'}, first?.id ?? ''));
		const others = more.length === 0 ? '' : ` (and ${more.length} more)`;
		const text =
			verdict === 'no-go' ? `not now: ${first?.title}${others}` : `${first?.id} must be accepted first: c${others}`;
		return note(shown, text);
	}
	if (stepsLeft(migration).length === 0) return note(state, 'nothing is left to do', 'good');
	return ask(state, 'apply');
}

/** `u`: ask for the way back. */
export function askUndo(state: State): Step {
	const refusal = refusalOf(state);
	if (refusal !== undefined) return note(state, refusal);
	if ((state.migration?.looked?.standing.length ?? 0) === 0)
		return note(state, 'nothing was done: there is nothing to take back');
	return ask(state, 'undo');
}

/** `C`: ask for the removal of what is left of docker. */
export function askCleanUp(state: State): Step {
	const refusal = refusalOf(state);
	if (refusal !== undefined) return note(state, refusal);
	const cleaning = state.migration?.looked?.cleaning;
	if (cleaning === undefined) return note(state, 'the kubelet does not run on its new runtime: docker stays');
	if (cleaning.blocked !== undefined) return note(state, `not now: ${cleaning.blocked}`);
	if (cleaning.removals.length === 0) return note(state, 'nothing is left of docker but its packages', 'good');
	return ask(state, 'clean-up');
}

function ask(state: State, verb: Verb): Step {
	return stay({...state, overlay: {kind: 'pledge', verb, ...pledgeFor(state, verb), text: '', cursor: 0}});
}

function refusalOf({demo, readOnly, migration = noMigration}: State): string | undefined {
	if (demo !== undefined) return 'demo: nothing is changed, for there is no node behind this screen';
	if (readOnly) return 'read-only mode: nothing that changes the node is run';
	if (isWalking(migration)) return 'a walk is under way; S stops it';
	if (migration.looked === undefined || migration.loading) return migration.error ?? 'still looking at the node';
	if (migration.looked.heldBy !== undefined)
		return `another migration runs here: process ${migration.looked.heldBy}; r looks again`;
	return undefined;
}

/** A look leads to where one goes on: of a walk that was begun to its next step, of an undo to what stands yet. */
export function atNextStep(state: State): State {
	const migration = state.migration ?? noMigration;
	const next = stepsLeft(migration)[0]?.id;
	if (migration.looked?.goingBack)
		return withMigrateScreen(state, screen => (screen.page === 'preflight' ? {...screen, page: 'status'} : screen));
	if (!isBegun(migration) || next === undefined) return state;
	return withMigrateScreen(state, screen =>
		screen.page === 'preflight' ? atHead(state, {...screen, page: 'plan'}, next) : screen,
	);
}

function note(state: State, text: string, tone: 'warn' | 'good' = 'warn'): Step {
	return stay({...state, notice: {text, tone}});
}
