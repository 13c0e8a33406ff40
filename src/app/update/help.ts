import {type Step, stay} from '../action.ts';
import type {Overlay} from '../screen.ts';
import type {State} from '../state.ts';

const steps: Readonly<Record<string, number>> = {j: 1, down: 1, k: -1, up: -1, pagedown: 10, pageup: -10, space: 10};

/** Any key that does not scroll closes the help. */
export function helpKey(state: State, overlay: Extract<Overlay, {kind: 'help'}>, key: string): Step {
	const step = steps[key];
	if (step === undefined) return stay({...state, overlay: undefined});
	return stay({...state, overlay: {...overlay, top: Math.max(0, overlay.top + step)}});
}
