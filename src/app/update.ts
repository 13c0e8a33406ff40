import {plainText} from '../model/text.ts';
import {type Action, type Step, stay} from './action.ts';
import {bindingOf, placeOf} from './keymap.ts';
import {tableOf, usefulKeys} from './keys.ts';
import {insteadOf} from './other-keys.ts';
import {type State, topScreen} from './state.ts';
import {askKey, askPaste, menuKey, notPlanned, planned} from './update/act.ts';
import {cheatKey, cheatPaste} from './update/cheat.ts';
import {checked} from './update/checks.ts';
import {suspend} from './update/comfort.ts';
import {runCommand} from './update/commands.ts';
import {confirmKey, confirmWrites} from './update/confirm.ts';
import {detailsLoaded} from './update/details.ts';
import {eventsHappened} from './update/events.ts';
import {goOn, goTo} from './update/go-to.ts';
import {helpKey} from './update/help.ts';
import {jobChanged, quit} from './update/jobs.ts';
import {journalHeard} from './update/journal.ts';
import {listFailed, listLoaded, rowMeasured, usageMeasured} from './update/loaded.ts';
import {openMigration} from './update/migrate.ts';
import {migrationHeard} from './update/migrate-walk.ts';
import {mouseUsed} from './update/mouse.ts';
import {paneEnded, paneLines, paneStarted} from './update/panes.ts';
import {pledgeKey, pledgePaste} from './update/pledge.ts';
import {isPlugin, runPlugin} from './update/plugin.ts';
import {promptKey, promptPaste} from './update/prompt.ts';
import {refused, translateKey, translatePaste} from './update/translate.ts';
import {noted} from './visits.ts';

/** The whole behaviour of the console: what happens, to what state it leads, and what is to be done. Pure. */
export function update(state: State, action: Action): Step {
	switch (action.type) {
		case 'key':
			return withVisits(
				state,
				keyPressed({...state, notice: undefined, planning: undefined, awaited: undefined}, action.key),
			);
		case 'mouse':
			return withVisits(state, mouseUsed({...state, notice: undefined, awaited: undefined}, action));
		case 'go':
			return goTo(state, ` ${action.line}`);
		case 'paste':
			return pasted(state, action.text);
		case 'resized':
			return stay({...state, size: {columns: action.columns, rows: action.rows}});
		case 'tick':
			return stay({...state, nowMs: action.nowMs});
		case 'facts':
			return stay({...state, facts: action.facts});
		case 'list-loaded':
			return goOn(listLoaded(state, action), action.list);
		case 'list-failed':
			return isOpen(state, action) ? stay(listFailed(state, action)) : goOn(listFailed(state, action), action.list);
		case 'usage-measured':
			return stay(usageMeasured(state, action));
		case 'row-measured':
			return stay(rowMeasured(state, action));
		case 'events':
			return stay(eventsHappened(state, action));
		case 'fuzzy-loaded':
			return stay({...state, fuzzy: action.fuzzy});
		case 'pane-started':
			return stay(paneStarted(state, action));
		case 'pane-lines':
			return stay(paneLines(state, action));
		case 'pane-ended':
			return stay(paneEnded(state, action));
		case 'tables-loaded':
			return stay({...state, tables: action.tables});
		case 'cheat-loaded':
			return stay({...state, cheat: action.cheat, tables: action.tables});
		case 'explainer-loaded':
			return stay({...state, explainer: action.explainer});
		case 'prepared':
			return confirmWrites(state, action);
		case 'refused':
			return stay(refused(state, action));
		case 'planned':
			return planned(state, action);
		case 'not-planned':
			return notPlanned(state, action);
		case 'job-changed':
			return jobChanged(state, action);
		case 'details':
			return stay(detailsLoaded(state, action));
		case 'checked':
		case 'check-failed':
			return stay(checked(state, action));
		case 'journal':
			return stay(journalHeard(state, action));
		case 'migration':
			return migrationHeard(state, action);
		case 'open-migration':
			return openMigration(state, action);
		case 'notice':
			return stay({...state, notice: {text: action.text, tone: action.tone}});
	}
}

/** Notes where one was, for the way back; a key that goes through the notes keeps them itself. */
function withVisits(before: State, step: Step): Step {
	const {state} = step;
	const copied = state.copied === before.copied ? undefined : state.copied;
	const seen = state.visits === before.visits ? noted(before, state) : state;
	return {...step, state: seen.copied === copied ? seen : {...seen, copied}};
}

function keyPressed(state: State, key: string): Step {
	if (key === 'ctrl-z') return suspend(state);
	if (key === 'ctrl-c') return quit(state);
	switch (state.overlay?.kind) {
		case 'prompt':
			return promptKey(state, state.overlay, key);
		case 'pledge':
			return pledgeKey(state, state.overlay, key);
		case 'confirm':
			return confirmKey(state, state.overlay, key);
		case 'menu':
			return menuKey(state, state.overlay, key);
		case 'ask':
			return askKey(state, state.overlay, key);
		case 'help':
			return helpKey(state, state.overlay, key);
		case undefined:
			return screenKey(state, key);
	}
}

function screenKey(state: State, key: string): Step {
	const screen = topScreen(state);
	const binding = bindingOf(placeOf(screen), key, tableOf(state));
	if (binding) return isPlugin(binding.does) ? runPlugin(state, binding.does) : runCommand(state, binding.does);
	if (screen.kind === 'translate') return translateKey(state, screen, key);
	return screen.kind === 'cheat' ? cheatKey(state, screen, key) : stay(withHint(state, key));
}

/** A key without a meaning is answered: silence looks as if the console hung. */
function withHint(state: State, key: string): State {
	const place = placeOf(topScreen(state));
	const text = insteadOf(
		key,
		usefulKeys(state).filter(({where, changes}) => where.includes(place) && !(changes && state.readOnly)),
	);
	return text === '' ? state : {...state, notice: {text: plainText(text), tone: 'quiet'}};
}

function pasted(state: State, text: string): Step {
	if (state.overlay?.kind === 'prompt') return promptPaste(state, state.overlay, text);
	if (state.overlay?.kind === 'pledge') return pledgePaste(state, state.overlay, text);
	if (state.overlay?.kind === 'ask') return askPaste(state, state.overlay, text);
	const screen = topScreen(state);
	if (state.overlay !== undefined) return stay(state);
	if (screen.kind === 'translate') return translatePaste(state, screen, text);
	return screen.kind === 'cheat' ? cheatPaste(state, screen, text) : stay(state);
}

/** Files may tell yet what the node does not: they are looked at where it has never answered. */
function isOpen({lists}: State, {list, left}: Extract<Action, {type: 'list-failed'}>): boolean {
	return left === undefined && lists[list]?.loadedAtMs === undefined;
}
