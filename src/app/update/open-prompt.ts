import type {Overlay} from '../overlay.ts';
import {type State, topScreen} from '../state.ts';

export function openPrompt(state: State, purpose: Extract<Overlay, {kind: 'prompt'}>['purpose']): State {
	const screen = topScreen(state);
	const before = 'filter' in screen ? screen.filter : (state.journals[screen.id]?.filter ?? '');
	const text = purpose === 'filter' ? before : '';
	return {...state, overlay: {kind: 'prompt', purpose, text, cursor: [...text].length, recalled: 0, before}};
}
