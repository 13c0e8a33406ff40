import {type Step, stay, withEffects} from '../action.ts';
import {noMigration} from '../migration/state.ts';
import {begunWalk} from '../migration/walk.ts';
import type {Overlay} from '../overlay.ts';
import {pledgeLayout} from '../pledge-layout.ts';
import {type State, topScreen, withTopScreen} from '../state.ts';
import {editLine, insertText, type Typed} from '../text-input.ts';
import {withJournals} from './migrate-pages.ts';

type Pledged = Extract<Overlay, {kind: 'pledge'}>;

const scrolling: Readonly<Record<string, number>> = {down: 1, up: -1, pagedown: 10, pageup: -10};

/** Only the whole word `yes` begins a walk. */
export function pledgeKey(state: State, overlay: Pledged, key: string): Step {
	const closed: State = {...state, overlay: undefined};
	if (key === 'esc') return stay({...closed, notice: {text: 'nothing was changed', tone: 'warn'}});
	if (key === 'enter') {
		if (overlay.text.trim().toLowerCase() === 'yes') return begin(closed, overlay);
		return stay({...state, overlay: {...overlay, wrong: 'the whole word yes, or esc'}});
	}
	const step = scrolling[key];
	if (step !== undefined) {
		const {lines, height} = pledgeLayout(state, overlay);
		const top = Math.max(0, Math.min((overlay.top ?? 0) + step, lines.length - height));
		return stay({...state, overlay: {...overlay, top}});
	}
	const edited = editLine(overlay, key);
	return stay(edited ? retyped(state, overlay, edited) : state);
}

export function pledgePaste(state: State, overlay: Pledged, text: string): Step {
	return stay(retyped(state, overlay, insertText(overlay, text)));
}

function retyped(state: State, {wrong: _wrong, ...overlay}: Pledged, typed: Typed): State {
	return {...state, overlay: {...overlay, ...typed}};
}

function begin(state: State, {verb}: Pledged): Step {
	const migration = state.migration ?? noMigration;
	const {looked, consents, until} = migration;
	const screen = topScreen(state);
	const shown: State =
		screen.kind === 'migrate'
			? withTopScreen(state, {...screen, page: 'walk', pane: 'steps', outputTop: undefined})
			: state;
	const walk = begunWalk(verb, looked, state.nowMs);
	return withJournals(
		withEffects(
			{...shown, migration: {...migration, walk}},
			{type: 'migrate-walk', order: {verb, consents, ...(until === undefined ? {} : {until})}},
		),
	);
}
