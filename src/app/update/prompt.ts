import {type Step, stay} from '../action.ts';
import {completeCommand, readCommand} from '../command-line.ts';
import type {Overlay} from '../screen.ts';
import {type State, topScreen, withTopScreen} from '../state.ts';
import {editLine, insertText, type Typed} from '../text-input.ts';
import {openCheat} from './cheat.ts';
import {searchedFor} from './details.ts';
import {openJobs, quit} from './jobs.ts';
import {goToList, openText, openTranslator} from './navigate.ts';

type Prompt = Extract<Overlay, {kind: 'prompt'}>;

const historyLength = 100;

export function openPrompt(state: State, purpose: Prompt['purpose']): State {
	const screen = topScreen(state);
	const before = 'filter' in screen ? screen.filter : '';
	const text = purpose === 'filter' ? before : '';
	return {...state, overlay: {kind: 'prompt', purpose, text, cursor: [...text].length, recalled: 0, before}};
}

export function promptKey(state: State, prompt: Prompt, key: string): Step {
	if (key === 'esc') return stay(closed(prompt.purpose === 'filter' ? filteredBy(state, prompt.before) : state));
	if (key === 'enter') return prompt.purpose === 'filter' ? stay(closed(state)) : goTo(state, prompt.text);
	if (key === 'backspace' && prompt.text === '') return stay(closed(state));
	if (prompt.purpose === 'command' && (key === 'up' || key === 'down')) return stay(recalled(state, prompt, key));
	if (prompt.purpose === 'command' && key === 'tab') return stay(retyped(state, prompt, completed(prompt)));
	const typed = editLine(prompt, key);
	return typed ? stay(retyped(state, prompt, typed)) : stay(state);
}

export function promptPaste(state: State, prompt: Prompt, text: string): Step {
	return stay(retyped(state, prompt, insertText(prompt, text)));
}

/** The filter works while it is typed. */
function retyped(state: State, prompt: Prompt, typed: Typed): State {
	const next = {...state, overlay: {...prompt, ...typed}};
	return prompt.purpose === 'filter' ? filteredBy(next, typed.text) : next;
}

function filteredBy(state: State, filter: string): State {
	const screen = topScreen(state);
	if (!('filter' in screen) || screen.filter === filter) return state;
	if (screen.kind === 'details') return searchedFor(state, screen, filter);
	if (screen.kind === 'list') return withTopScreen(state, {...screen, filter, index: 0, top: 0});
	return withTopScreen(state, {...screen, filter, found: undefined});
}

function closed(state: State): State {
	return {...state, overlay: undefined};
}

function completed(prompt: Prompt): Typed {
	const candidate = completeCommand(prompt.text)[0];
	return candidate === undefined ? prompt : {text: `${candidate} `, cursor: [...candidate].length + 1};
}

function recalled(state: State, prompt: Prompt, key: 'up' | 'down'): State {
	const place = Math.max(0, Math.min(state.commandHistory.length, prompt.recalled + (key === 'up' ? 1 : -1)));
	const text = place === 0 ? '' : (state.commandHistory.at(-place) ?? '');
	return {...state, overlay: {...prompt, recalled: place, text, cursor: [...text].length}};
}

function goTo(state: State, text: string): Step {
	if (text.trim() === '') return stay(closed(state));
	const commandHistory = [...state.commandHistory.filter(entry => entry !== text), text].slice(-historyLength);
	const next = {...closed(state), commandHistory};
	const command = readCommand(text);
	switch (command.go) {
		case 'list': {
			const named = command.containerdNamespace === undefined ? {} : {containerdNamespace: command.containerdNamespace};
			return goToList({...next, ...named}, command.list);
		}
		case 'translate':
			return openTranslator(next, command.line);
		case 'cheat':
			return openCheat(next, command.query);
		case 'commands':
			return openText(next, 'commands', {of: 'commands'});
		case 'jobs':
			return openJobs(next);
		case 'help':
			return stay({...next, overlay: {kind: 'help', top: 0}});
		case 'quit':
			return quit(next);
		case 'nowhere':
			return stay({...next, notice: {text: command.because, tone: 'warn'}});
	}
}
