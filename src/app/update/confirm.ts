import {type Action, type Step, stay, withEffects} from '../action.ts';
import {confirmLayout} from '../confirm-layout.ts';
import type {Overlay} from '../overlay.ts';
import type {PreparedCommand} from '../screen.ts';
import {type State, topScreen} from '../state.ts';
import {act} from './act.ts';
import {leaveWalk} from './migrate-walk.ts';
import {openText} from './navigate.ts';

type Confirm = Extract<Overlay, {kind: 'confirm'}>;

/**
 * Reads run at once; anything else is shown to the letter, with what it touches, and asks. An answer to a line that is not
 * on the screen any more is dropped: a key meant for what is there now must not say yes to it.
 */
export function confirmWrites(state: State, {line, prepared, touches}: Extract<Action, {type: 'prepared'}>): Step {
	const screen = topScreen(state);
	if (screen.kind !== 'translate' || screen.line !== line) return stay(state);
	if (prepared.every(({effect}) => effect === 'read')) return run(state, prepared);
	if (state.demo) return stay(noted(state, 'demo: nothing is run, for there is no node behind this screen'));
	if (state.readOnly) return stay(noted(state, 'read-only mode: this would change the node and is not run'));
	const title = prepared.some(({effect}) => effect === 'destroy') ? 'This cannot be undone. Run it?' : 'Run it?';
	return stay({...state, overlay: {kind: 'confirm', title, lines: prepared.flatMap(linesFor), touches, prepared}});
}

/** Only `y` is yes. */
export function confirmKey(state: State, overlay: Confirm, key: string): Step {
	const closed = {...state, overlay: undefined};
	if (key === 'y' || key === 'Y') return agreed(closed, overlay);
	if (['n', 'N', 'esc', 'enter', 'q'].includes(key))
		return stay(overlay.leads?.do === 'quit' ? closed : noted(closed, 'nothing was run'));
	const step = scrolling[key];
	return stay(step === undefined ? state : {...state, overlay: scrolled(state, overlay, step)});
}

const scrolling: Readonly<Record<string, number>> = {
	j: 1,
	down: 1,
	k: -1,
	up: -1,
	pagedown: 10,
	pageup: -10,
	space: 10,
};

function scrolled(state: State, overlay: Confirm, step: number): Confirm {
	const {lines, height} = confirmLayout(state, overlay);
	return {...overlay, top: Math.max(0, Math.min((overlay.top ?? 0) + step, lines.length - height))};
}

function agreed(state: State, {leads, prepared}: Confirm): Step {
	if (leads?.do === 'quit') return leaveWalk(state, true) ?? withEffects(state, {type: 'quit'});
	return leads?.do === 'act' ? act(state, leads.plan) : run(state, prepared);
}

/** Start it in its manner: on the terminal, behind the screen, or with its output on a screen of its own. */
export function run(state: State, prepared: readonly PreparedCommand[]): Step {
	if (prepared.some(({manner}) => manner === 'attach')) {
		if (state.demo) return stay(noted(state, 'demo: there is no container to attach to'));
		return withEffects(state, {type: 'attach', prepared});
	}
	const title = prepared.at(-1)?.text ?? '';
	if (prepared.some(({manner}) => manner === 'background'))
		return withEffects(noted(state, `running ${title}`), {type: 'background', name: title, prepared});
	return openText(state, title, {of: 'run', prepared});
}

function linesFor({text, files}: PreparedCommand): readonly string[] {
	return [...files.map(({path}) => `writes ${path}`), text];
}

function noted(state: State, text: string): State {
	return {...state, notice: {text, tone: 'warn'}};
}
