import {expect, it} from 'vitest';
import type {State} from '../../src/app/state.ts';
import {frameOf} from '../../src/views/frame.ts';
import {themeNamed} from '../../src/views/theme.ts';
import {loaded, pod, press, started, told} from '../support/state.ts';

const many = () => Array.from({length: 30}, (_, index) => pod(`pod-${index}`));
const open = (rows = many()) => told(started({columns: 80, rows: 24}), loaded('pods', rows)).state;

/** The same state with rows that were never drawn before. */
function undrawn(state: State): State {
	const list = state.lists.pods;
	if (!list) throw new Error('no pods');
	return {...state, lists: {...state.lists, pods: {...list, rows: list.rows.map(row => ({...(row as object)}))}}};
}

// biome-ignore format: a table
it.each<[string, (state: State) => State]>([
	['the cursor moved',            state => press(state, 'j j k').state],
	['time went by',                state => told(state, {type: 'tick', nowMs: state.nowMs + 3_600_000}).state],
	['something is searched for',   state => press(state, '/ p o d - 1 enter').state],
	['something else is',           state => press(state, '/ p o d enter esc / o d - 2 enter').state],
	['a row is marked',             state => press(state, 'space j').state],
	['marks are gone again',        state => press(state, 'space j \\').state],
	['other colours are wanted',    state => ({...state, settings: {...state.settings, theme: 'light'}})],
	['the terminal is wider',       state => told(state, {type: 'resized', columns: 120, rows: 24}).state],
	['more columns are wanted',     state => press(state, 'ctrl-w').state],
	['it is sorted otherwise',      state => press(state, 'N').state],
])('rows that were drawn before are drawn as new ones are, when %s', (_, change) => {
	const before = open();
	frameOf(before, themeNamed(before.settings.theme));
	const after = change(before);
	expect(frameOf(after, themeNamed(after.settings.theme))).toEqual(
		frameOf(undrawn(after), themeNamed(after.settings.theme)),
	);
});
