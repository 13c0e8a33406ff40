import {type Step, stay, withEffects} from '../action.ts';
import {cheatRows, foundBy, rowsOf} from '../cheat-view.ts';
import type {CheatScreen, EntryScreen} from '../screen.ts';
import {type State, topScreen, withTopScreen} from '../state.ts';
import {editLine, insertText, type Typed} from '../text-input.ts';
import {stepOf} from './motion-step.ts';
import type {Motion} from './move.ts';
import {openTranslator, push} from './navigate.ts';

export function openCheat(state: State, query = ''): Step {
	const next = push(state, {kind: 'cheat', query, cursor: [...query].length, index: 0});
	return state.cheat ? withEffects(next) : withEffects(next, {type: 'load-cheat'});
}

export function cheatKey(state: State, screen: CheatScreen, key: string): Step {
	const typed = editLine({text: screen.query, cursor: screen.cursor}, key);
	return stay(typed ? searching(state, screen, typed) : state);
}

export function cheatPaste(state: State, screen: CheatScreen, text: string): Step {
	return stay(searching(state, screen, insertText({text: screen.query, cursor: screen.cursor}, text)));
}

function searching(state: State, screen: CheatScreen, {text, cursor}: Typed): State {
	const index = text === screen.query ? screen.index : 0;
	return withTopScreen(state, {...screen, query: text, cursor, index});
}

/** What is found is opened; a docker command in the translator. */
export function openFound(state: State, screen: CheatScreen): Step {
	const entry = foundBy(state, screen)[screen.index];
	return entry ? openEntry(state, entry.key) : stay(state);
}

/** A row of a table opens in the translator, what a concept leads to opens as what it is. */
export function openRow(state: State, screen: EntryScreen): Step {
	const row = rowsOf(state, screen)[screen.index];
	if (row?.opens === undefined) return stay(state);
	return row.opens.as === 'entry' ? openEntry(state, row.opens.key) : openTranslator(state, row.opens.line);
}

function openEntry(state: State, key: string): Step {
	const entry = state.cheat?.entries.find(each => each.key === key);
	if (entry === undefined) return stay(state);
	if (entry.kind === 'command') return openTranslator(state, entry.line);
	return stay(push(state, {kind: 'entry', key, title: entry.title, index: 0}));
}

export function moveInCheat(state: State, screen: CheatScreen | EntryScreen, motion: Motion): State {
	const count = screen.kind === 'cheat' ? foundBy(state, screen).length : rowsOf(state, screen).length;
	const page = cheatRows(state);
	const index = Math.max(0, Math.min(screen.index + stepOf(motion, page, count), count - 1));
	return withTopScreen(state, {...screen, index});
}

/** `esc` empties the line first. */
export function clearQuery(state: State): State | undefined {
	const screen = topScreen(state);
	if (screen.kind !== 'cheat' || screen.query === '') return undefined;
	return withTopScreen(state, {...screen, query: '', cursor: 0, index: 0});
}
