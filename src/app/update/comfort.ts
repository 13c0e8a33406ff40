import {type Step, stay, withEffects} from '../action.ts';
import {copyablesOf} from '../copyable.ts';
import {isWalking} from '../migration/state.ts';
import {savableOf} from '../savable.ts';
import type {State} from '../state.ts';
import type {ThemeName} from '../theme-names.ts';

/** `c`: the first thing worth copying; pressed again, the next. */
export function copy(state: State): Step {
	const copyables = copyablesOf(state);
	if (copyables.length === 0) return stay({...state, notice: {text: 'there is nothing to copy here', tone: 'quiet'}});
	const place = (state.copied ?? 0) % copyables.length;
	const chosen = copyables[place];
	const next = copyables[(place + 1) % copyables.length];
	if (!chosen) return stay(state);
	const more = copyables.length > 1 && next ? `again: ${next.what.replace(/^(the (?:ID|name)) .*/, '$1')}` : undefined;
	return withEffects({...state, copied: place + 1}, {type: 'copy', ...chosen, ...(more !== undefined && {more})});
}

/** `ctrl-s`: what is on the screen, whole, as a file. */
export function save(state: State): Step {
	const found = savableOf(state);
	if (!found) return stay({...state, notice: {text: 'there is nothing to save here', tone: 'quiet'}});
	return withEffects(state, {type: 'save', ...found});
}

export function setTheme(state: State, theme: ThemeName): State {
	const settings = {...state.settings, theme};
	return {
		...state,
		settings,
		notice: {text: `theme ${theme}; theme: ${theme} in the configuration keeps it`, tone: 'quiet'},
	};
}

export function toggleMouse(state: State): Step {
	const mouse = !state.settings.mouse;
	const text = mouse
		? 'mouse on: wheel, click, double click; selecting text needs shift now'
		: 'mouse off: selecting text is the terminal’s again';
	const next: State = {...state, settings: {...state.settings, mouse}, notice: {text, tone: 'quiet'}};
	return withEffects(next, {type: 'mouse', on: mouse});
}

/** A walk that stands still in the middle of a change would be no walk. */
export function suspend(state: State): Step {
	if (isWalking(state.migration))
		return stay({...state, notice: {text: 'not now: the node is being migrated', tone: 'warn'}});
	return withEffects(state, {type: 'suspend'});
}
