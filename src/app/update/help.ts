import {type Step, stay} from '../action.ts';
import {helpRows} from '../help-view.ts';
import type {Overlay} from '../overlay.ts';
import type {State} from '../state.ts';
import {editLine} from '../text-input.ts';
import {openCheat} from './cheat.ts';

type Help = Extract<Overlay, {kind: 'help'}>;

const steps: Readonly<Record<string, number>> = {j: 1, down: 1, k: -1, up: -1, pagedown: 10, pageup: -10, space: 10};

/** `/` looks for a key; any key that does not scroll closes the help. */
export function helpKey(state: State, overlay: Help, key: string): Step {
	if (overlay.typing) return stay({...state, overlay: searching(overlay, key)});
	if (key === '/') return stay({...state, overlay: {...overlay, top: 0, query: '', typing: true}});
	if (key === 'c' || key === 'ctrl-t') return openCheat({...state, overlay: undefined});
	const step = steps[key];
	if (step === undefined) return stay({...state, overlay: undefined});
	const last = Math.max(0, helpRows(state, overlay).length - 1);
	return stay({...state, overlay: {...overlay, top: Math.max(0, Math.min(overlay.top + step, last))}});
}

function searching({query = '', ...overlay}: Help, key: string): Help {
	if (key === 'esc') return {kind: 'help', top: 0};
	if (key === 'enter') return {kind: 'help', top: 0, query};
	const typed = editLine({text: query, cursor: [...query].length}, key);
	return {...overlay, top: 0, query: typed?.text ?? query};
}
