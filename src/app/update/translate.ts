import {type Step, stay, withEffects} from '../action.ts';
import type {TranslateScreen} from '../screen.ts';
import {type State, withTopScreen} from '../state.ts';
import {editLine, insertText} from '../text-input.ts';
import {suggestionsFor, translationOf} from '../translation.ts';

export function translateKey(state: State, screen: TranslateScreen, key: string): Step {
	if (key === 'tab') return stay(withTopScreen(state, completed(state, screen)));
	const typed = editLine({text: screen.line, cursor: screen.cursor}, key);
	if (!typed) return stay(state);
	return stay(withTopScreen(state, {...screen, line: typed.text, cursor: typed.cursor, top: 0}));
}

export function translatePaste(state: State, screen: TranslateScreen, text: string): Step {
	const typed = insertText({text: screen.line, cursor: screen.cursor}, text);
	return stay(withTopScreen(state, {...screen, line: typed.text, cursor: typed.cursor, top: 0}));
}

/** `enter`: ask the node for the IDs behind the names; then reads run, and writes ask. */
export function runTranslation(state: State, screen: TranslateScreen): Step {
	if (!state.tables) return stay(state);
	const answer = translationOf(state.tables, screen.line, state.facts);
	if ('error' in answer) return stay(state);
	if (answer.commands.length === 0) return stay({...state, notice: {text: 'there is nothing to run', tone: 'warn'}});
	return withEffects(state, {type: 'prepare', line: screen.line});
}

function completed(state: State, screen: TranslateScreen): TranslateScreen {
	const first = state.tables && suggestionsFor(state.tables, screen.line)[0];
	if (!first) return screen;
	return {...screen, line: first.line, cursor: [...first.line].length, top: 0};
}
