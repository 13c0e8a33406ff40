import {type Step, stay} from '../action.ts';
import {helpOf, placeOf} from '../keymap.ts';
import type {Overlay} from '../screen.ts';
import {type State, topScreen} from '../state.ts';
import {openCheat} from './cheat.ts';

const steps: Readonly<Record<string, number>> = {j: 1, down: 1, k: -1, up: -1, pagedown: 10, pageup: -10, space: 10};

/** Any key that does not scroll closes the help. */
export function helpKey(state: State, overlay: Extract<Overlay, {kind: 'help'}>, key: string): Step {
	if (key === 'c') return openCheat({...state, overlay: undefined});
	const step = steps[key];
	if (step === undefined) return stay({...state, overlay: undefined});
	const last = helpOf(placeOf(topScreen(state))).length - 1;
	return stay({...state, overlay: {...overlay, top: Math.max(0, Math.min(overlay.top + step, last))}});
}
