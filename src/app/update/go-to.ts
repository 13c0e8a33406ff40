import {type Step, stay} from '../action.ts';
import {readCommand} from '../command-line.ts';
import type {ListName} from '../lists/list.ts';
import {meantBy} from '../own-aliases.ts';
import type {State} from '../state.ts';
import {openCheat} from './cheat.ts';
import {openChecks} from './checks.ts';
import {setTheme, toggleMouse} from './comfort.ts';
import {openJobs, quit} from './jobs.ts';
import {openJournal} from './journal.ts';
import {describeSelected, inspectSelected, logsOfSelected, shellInSelected} from './list-commands.ts';
import {openMigration} from './migrate.ts';
import {goToRow} from './name-command.ts';
import {goToNamed} from './named-list.ts';
import {openText, openTranslator} from './navigate.ts';

const historyLength = 500;

const acts = {
	logs: logsOfSelected,
	inspect: inspectSelected,
	describe: describeSelected,
	shell: shellInSelected,
};

/** A line typed after `:`. It is kept for the next session, unless a space stands before it, as in a shell. */
export function goTo(state: State, text: string): Step {
	const closed: State = {...state, overlay: undefined};
	const line = text.trim();
	if (line === '') return stay(closed);
	const commandHistory = [...state.commandHistory.filter(entry => entry !== line), line].slice(-historyLength);
	const step = go({...closed, commandHistory}, line);
	if (text.startsWith(' ')) return step;
	return {...step, effects: [{type: 'remember', kind: 'command', text: line}, ...step.effects]};
}

function go(state: State, line: string, asked = false): Step {
	const command = readCommand(meantBy(line, state.settings.aliases), Object.keys(state.settings.aliases));
	switch (command.go) {
		case 'list':
			return goToNamed(state, line, command);
		case 'translate':
			return openTranslator(state, command.line);
		case 'cheat':
			return openCheat(state, command.query);
		case 'theme':
			return stay(setTheme(state, command.theme));
		case 'row': {
			const there = goToRow(
				state,
				command.name,
				command.act === 'inspect' || command.act === 'describe' ? undefined : ['containers'],
				asked,
			);
			if (!('found' in there)) {
				const {awaits, ...step} = there;
				return awaits === undefined ? step : {...step, state: {...step.state, awaited: {line, lists: awaits}}};
			}
			const acted = acts[command.act](there.found.state);
			return {...acted, effects: [...there.found.effects, ...acted.effects]};
		}
		case 'mouse':
			return toggleMouse(state);
		case 'check':
			return openChecks(state);
		case 'journal':
			return openJournal(state, command.units);
		case 'migrate':
			return openMigration(state);
		case 'jobs':
			return openJobs(state);
		case 'commands':
			return openText(state, 'commands', {of: 'commands'});
		case 'config':
			return openText(state, 'configuration', {of: 'config'});
		case 'aliases':
			return openText(state, 'aliases', {of: 'aliases'});
		case 'help':
			return stay({...state, overlay: {kind: 'help', top: 0}});
		case 'quit':
			return quit(state);
		case 'nowhere':
			return stay({...state, notice: {text: command.because, tone: 'warn'}});
	}
}

/** A line that waited for lists is run once each of them has answered, unless a key was pressed meanwhile. */
export function goOn(state: State, answered: ListName): Step {
	const {awaited} = state;
	if (awaited === undefined) return stay(state);
	const lists = awaited.lists.filter(list => list !== answered);
	if (lists.length > 0) return stay({...state, awaited: {...awaited, lists}});
	return go({...state, awaited: undefined, notice: undefined}, awaited.line, true);
}
