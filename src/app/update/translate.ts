import {handedToDocker} from '../../runtime/handed-to-docker.ts';
import {type Step, stay, withEffects} from '../action.ts';
import type {TranslateScreen} from '../screen.ts';
import {type State, topScreen, withTopScreen} from '../state.ts';
import {editLine, insertText, type Typed} from '../text-input.ts';
import {suggestionsFor, toolOf, translationOf} from '../translation.ts';

export function translateKey(state: State, screen: TranslateScreen, key: string): Step {
	if (key === 'tab') return stay(withTopScreen(state, completed(state, screen)));
	const typed = editLine({text: screen.line, cursor: screen.cursor}, key);
	return typed ? stay(withTopScreen(state, withLine(screen, typed))) : stay(state);
}

export function translatePaste(state: State, screen: TranslateScreen, text: string): Step {
	const typed = insertText({text: screen.line, cursor: screen.cursor}, text);
	return stay(withTopScreen(state, withLine(screen, typed)));
}

function withLine(screen: TranslateScreen, typed: Typed): TranslateScreen {
	const {text: line, cursor} = fromTheTool(typed);
	return {...screen, line, cursor, top: 0, refusal: undefined};
}

/** The line begins with docker already: whoever pastes a whole one behind it means that one; and root needs no sudo. */
function fromTheTool({text, cursor}: Typed): Typed {
	const whole = /^(?:docker\s+)?(?:sudo\s+)?(?=(?:docker|crictl|ctr)\s)/.exec(text)?.[0] ?? '';
	return {text: text.slice(whole.length), cursor: Math.max(0, cursor - whole.length)};
}

/** The answer alone, or every word of it. */
export function toggleExplain(state: State): Step {
	const screen = topScreen(state);
	if (screen.kind !== 'translate') return stay(state);
	return stay(withTopScreen(state, {...screen, explain: !screen.explain, top: 0}));
}

/** `enter`: ask the node for the IDs behind the names; then reads run, and writes ask. */
export function runTranslation(state: State, screen: TranslateScreen): Step {
	if (!state.tables) return stay(state);
	const tool = toolOf(screen.line);
	if (tool !== undefined)
		return stay({...state, notice: {text: `only docker lines are run here: type ${tool} in a shell`, tone: 'warn'}});
	const answer = translationOf(state.tables, screen.line, state.facts);
	if ('error' in answer) return stay(state);
	const docker = state.facts && handedToDocker(['docker'], answer, state.facts);
	if (answer.commands.length === 0 && docker === undefined)
		return stay({...state, notice: {text: 'there is nothing to run', tone: 'warn'}});
	return withEffects(withTopScreen(state, {...screen, refusal: undefined}), {type: 'prepare', line: screen.line});
}

/** Said on the screen of the line it is about, if that is still the one. */
export function refused(
	state: State,
	{line, error, choices}: {line: string; error: string; choices: readonly string[]},
): State {
	const screen = topScreen(state);
	if (screen.kind !== 'translate' || screen.line !== line) return {...state, notice: {text: error, tone: 'warn'}};
	return withTopScreen(state, {...screen, refusal: {error, choices}});
}

function completed(state: State, screen: TranslateScreen): TranslateScreen {
	const first = suggestionsFor(state, screen.line)[0];
	if (!first) return screen;
	return {...screen, line: first.line, cursor: [...first.line].length, top: 0, refusal: undefined};
}
