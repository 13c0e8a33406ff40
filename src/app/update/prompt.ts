import {type Effect, type Step, stay, withEffects} from '../action.ts';
import {findLineCommand} from '../command-table.ts';
import {candidatesFor, ghostOf, listsWanted} from '../completion.ts';
import {asDockerLine} from '../docker-words.ts';
import {placeOf} from '../keymap.ts';
import type {Overlay} from '../overlay.ts';
import {type State, topScreen, withTopScreen} from '../state.ts';
import {editLine, insertText, type Typed} from '../text-input.ts';
import {searchedFor} from './details.ts';
import {goTo} from './go-to.ts';
import {searchJournal} from './journal.ts';
import {lookedForAgain} from './logs.ts';
import {recall} from './recall.ts';

type Prompt = Extract<Overlay, {kind: 'prompt'}>;

export function promptKey(state: State, prompt: Prompt, key: string): Step {
	if (key === 'esc') return stay(closed(prompt.purpose === 'filter' ? filteredBy(state, prompt.before) : state));
	if (key === 'enter') return prompt.purpose === 'filter' ? keepFilter(state, prompt.text) : goTo(state, prompt.text);
	if (key === 'backspace' && prompt.text === '') return stay(closed(state));
	if (key === 'up' || key === 'down' || key === 'ctrl-r') {
		const found = recall(state, prompt, key);
		return stay(found ? applied(state, found) : state);
	}
	if (key === 'tab') return complete(state, prompt);
	if (['right', 'end', 'ctrl-e', 'ctrl-f'].includes(key) && prompt.cursor >= [...prompt.text].length)
		return stay(retyped(state, prompt, atEnd(prompt.text + ghostOf(state, prompt.purpose, prompt.text))));
	const typed = editLine(prompt, key);
	return typed ? searching(retyped(state, prompt, typed), typed.text) : stay(state);
}

export function promptPaste(state: State, prompt: Prompt, text: string): Step {
	const typed = insertText(prompt, text);
	return searching(retyped(state, prompt, typed), typed.text);
}

/** The fuzzy search is loaded when it is asked for. */
function searching(state: State, typed: string): Step {
	const wanted = state.overlay?.kind === 'prompt' && state.overlay.purpose === 'filter' && typed.startsWith('-f');
	return wanted && !state.fuzzy ? withEffects(state, {type: 'load-fuzzy'}) : stay(state);
}

/** A line that was edited is no longer the one that was recalled or offered. The filter works while it is typed. */
function retyped(state: State, {draft: _draft, offered: _offered, ...prompt}: Prompt, typed: Typed): State {
	return applied(state, {...prompt, ...typed, recalled: 0});
}

function applied(state: State, prompt: Prompt): State {
	const next = {...state, overlay: prompt};
	return prompt.purpose === 'filter' ? filteredBy(next, prompt.text) : next;
}

function filteredBy(state: State, filter: string): State {
	const screen = topScreen(state);
	if (screen.kind === 'journal' || placeOf(screen) === 'migrate-journal') return searchJournal(state, screen, filter);
	if (!('filter' in screen) || screen.filter === filter) return state;
	if (screen.kind === 'details') return searchedFor(state, screen, filter);
	if (screen.kind === 'list') return withTopScreen(state, {...screen, filter, index: 0, top: 0});
	return withTopScreen(state, {...screen, filter, found: undefined});
}

function keepFilter(state: State, text: string): Step {
	const {state: next, effects} = lookedForAgain(closed(state));
	if (text === '') return withEffects(next, ...effects);
	const filterHistory = [...state.filterHistory.filter(entry => entry !== text), text].slice(-500);
	return withEffects({...next, filterHistory}, {type: 'remember', kind: 'filter', text}, ...effects);
}

function closed(state: State): State {
	return {...state, overlay: undefined};
}

/**
 * Tab: the one word that fits, else as much as all that fit have in common, else each of them in turn. What has to be asked
 * of the node first is asked for.
 */
function complete(state: State, prompt: Prompt): Step {
	if (prompt.purpose === 'filter')
		return stay(retyped(state, prompt, atEnd(prompt.text + ghostOf(state, 'filter', prompt.text))));
	const asked: readonly Effect[] = [
		...listsWanted(state, prompt.text).map(list => ({type: 'load' as const, list})),
		...(needsTables(prompt.text) ? translatorWanted(state) : []),
	];
	if (prompt.offered) return withEffects(offer(state, prompt, prompt.offered, prompt.recalled + 1), ...asked);
	const lines = candidatesFor(state, prompt.text).map(({line}) => line);
	const [first, ...more] = lines;
	if (first === undefined) return withEffects(state, ...asked);
	if (more.length === 0) return withEffects(retyped(state, prompt, atEnd(`${first} `)), ...asked);
	const common = lines.reduce(commonBeginning);
	if (common.length > prompt.text.length && common.startsWith(prompt.text))
		return withEffects(retyped(state, prompt, atEnd(common)), ...asked);
	return withEffects(offer(state, prompt, lines, 0), ...asked);
}

function needsTables(line: string): boolean {
	const [word = '', ...more] = line.trimStart().split(/\s/);
	if (/^(docker|crictl|ctr)$/.test(word)) return more.length > 0;
	return more.length > 0 && asDockerLine(line, findLineCommand(word) !== undefined) !== undefined;
}

function translatorWanted({tables, explainer}: State): readonly Effect[] {
	return [
		...(tables ? [] : [{type: 'load-tables' as const}]),
		...(explainer ? [] : [{type: 'load-explainer' as const}]),
	];
}

/** Candidates one after the other; a command's name with the space that follows it. */
function offer(state: State, prompt: Prompt, offered: readonly string[], place: number): State {
	const recalled = place % offered.length;
	const line = offered[recalled] ?? prompt.text;
	return {...state, overlay: {...prompt, ...atEnd(line.includes(' ') ? line : `${line} `), recalled, offered}};
}

function atEnd(text: string): Typed {
	return {text, cursor: [...text].length};
}

function commonBeginning(a: string, b: string): string {
	let length = 0;
	while (length < a.length && a[length] === b[length]) length += 1;
	return a.slice(0, length);
}
