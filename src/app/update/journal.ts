import {type Action, type Step, stay, withEffects} from '../action.ts';
import {act, type JournalCommand, searched} from '../journal/act.ts';
import {hear} from '../journal/hear.ts';
import {createJournal, type Journal} from '../journal/journal.ts';
import {placeOf} from '../keymap.ts';
import {bodyBox} from '../layout.ts';
import {type State, topScreen} from '../state.ts';
import {push} from './navigate.ts';

/** The journals of these units, or of the usual ones that there are. */
export function openJournal(state: State, units: readonly string[] = []): Step {
	const id = state.nextId;
	const next = push(state, {kind: 'journal', units});
	const journals = {...next.journals, [id]: createJournal(units)};
	return withEffects({...next, journals}, {type: 'open-journal', id, units});
}

/** A journal that was closed meanwhile stays closed. */
export function journalHeard(state: State, {id, news}: Extract<Action, {type: 'journal'}>): State {
	const journal = state.journals[id];
	return journal ? withJournal(state, id, hear(journal, news)) : state;
}

/** A key on the screen with the panes. */
export function onJournal(
	state: State,
	screen: {readonly id: number},
	command: JournalCommand,
	box = bodyBox(state),
): Step {
	const journal = state.journals[screen.id];
	if (journal === undefined) return stay(state);
	const {journal: next, request, say} = act(journal, command, box);
	const noted: State = say === undefined ? state : {...state, notice: {text: say, tone: 'quiet'}};
	const changed = withJournal(noted, screen.id, next);
	if (request?.ask === 'save' && state.demo !== undefined)
		return stay({...changed, notice: {text: 'demo: there is no journal behind this screen', tone: 'warn'}});
	return request === undefined ? stay(changed) : withEffects(changed, {type: 'ask-journal', id: screen.id, request});
}

export function searchJournal(state: State, screen: {readonly id: number}, filter: string): State {
	const journal = state.journals[screen.id];
	return journal ? withJournal(state, screen.id, searched(journal, filter)) : state;
}

/** `esc`: what is narrowed or opened first; undefined where nothing is. */
export function clearJournal(state: State): State | undefined {
	const screen = topScreen(state);
	const isShown = screen.kind === 'journal' || placeOf(screen) === 'migrate-journal';
	const journal = isShown ? state.journals[screen.id] : undefined;
	if (journal?.opened) return withJournal(state, screen.id, {...journal, opened: false});
	if (journal !== undefined && journal.filter !== '') return withJournal(state, screen.id, searched(journal, ''));
	return undefined;
}

function withJournal(state: State, id: number, journal: Journal): State {
	return {...state, journals: {...state.journals, [id]: journal}};
}
