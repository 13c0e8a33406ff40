import type {Step} from '../action.ts';
import type {MigrateCommandId} from '../migration/keys.ts';
import {type State, topScreen} from '../state.ts';
import {acceptFinding, askApply, askCleanUp, askUndo} from './migrate.ts';
import {nextPage, nextPane, showPage, toggleAll} from './migrate-pages.ts';
import {stopWalk} from './migrate-walk.ts';

/** What the keys of the migration do. */
export const migrateHandlers: Readonly<Record<MigrateCommandId, (state: State) => Step>> = {
	'migrate-preflight': showPage('preflight'),
	'migrate-plan': showPage('plan'),
	'migrate-walk': showPage('walk'),
	'migrate-status': showPage('status'),
	'migrate-next-page': nextPage,
	'migrate-next-pane': nextPane,
	'migrate-accept': acceptFinding,
	'migrate-apply': askApply,
	'migrate-undo': askUndo,
	'migrate-clean-up': askCleanUp,
	'migrate-stop': stopWalk,
};

/** `z`, where the migration is on the screen. */
export function foldMigration(state: State): Step | undefined {
	const screen = topScreen(state);
	return screen.kind === 'migrate' ? toggleAll(state, screen) : undefined;
}
