import {listRows, textRows} from '../layout.ts';
import {endTop, firstIndex, linesOf} from '../pane-view.ts';
import {lastLeft} from '../place-columns.ts';
import {viewOf} from '../rows.ts';
import type {ListScreen, TextScreen, TranslateScreen} from '../screen.ts';
import {type State, topScreen, withTopScreen} from '../state.ts';
import {translateLayout} from '../translate-layout.ts';
import {moveInCheat} from './cheat.ts';
import {moveInChecks} from './checks.ts';
import {moveInDetails} from './details.ts';
import {moveInJobs} from './jobs.ts';
import {moveInMigration} from './migrate-walk.ts';

/** `hold`: stay where the end was, for when following stops. */
export type Motion = 'down' | 'up' | 'page-down' | 'page-up' | 'first' | 'last' | 'left' | 'right' | 'hold';

export function move(state: State, motion: Motion): State {
	const screen = topScreen(state);
	switch (screen.kind) {
		case 'list':
			return withTopScreen(state, moveInList(state, screen, motion));
		case 'details':
			return withTopScreen(state, moveInDetails(state, screen, motion));
		case 'checks':
			return moveInChecks(state, screen, motion);
		case 'migrate':
			return moveInMigration(state, screen, motion);
		case 'jobs':
			return moveInJobs(state, screen, motion);
		case 'text':
			return withTopScreen(state, moveInText(state, screen, motion));
		case 'cheat':
		case 'entry':
			return moveInCheat(state, screen, motion);
		case 'journal':
			return state;
		case 'translate':
			return withTopScreen(state, moveInAnswer(state, screen, motion));
	}
}

function moveInAnswer(state: State, screen: TranslateScreen, motion: Motion): TranslateScreen {
	const {answer, height, top} = translateLayout(state, screen);
	const last = Math.max(0, answer.length - height);
	const wanted = moved(top, motion, {page: Math.max(1, height - 1), last});
	return {...screen, top: Math.max(0, Math.min(wanted, last))};
}

function moveInList(state: State, screen: ListScreen, motion: Motion): ListScreen {
	const {list, rows, cursor} = viewOf(state, screen);
	if (motion === 'left') return {...screen, left: Math.max(0, (screen.left ?? 0) - 1)};
	if (motion === 'right') return {...screen, left: Math.min(lastLeft(list), (screen.left ?? 0) + 1)};
	const height = listRows(state);
	const wanted = moved(cursor, motion, {page: height, last: rows.length - 1});
	const index = Math.max(0, Math.min(wanted, rows.length - 1));
	const row = rows[index];
	return {
		...screen,
		index,
		top: topFor(index, screen.top, height),
		selected: row === undefined ? undefined : list.id(row),
	};
}

/** Scroll as little as is needed to have the cursor on the screen. */
export function topFor(index: number, top: number, height: number): number {
	if (index < top) return index;
	return index >= top + height ? index - height + 1 : top;
}

function moveInText(state: State, screen: TextScreen, motion: Motion): TextScreen {
	const pane = state.panes[screen.id];
	if (!pane) return screen;
	if (motion === 'left') return {...screen, left: Math.max(0, screen.left - 8)};
	if (motion === 'right') return screen.wrap ? screen : {...screen, left: screen.left + 8};
	const size = {width: state.size.columns, height: textRows(state, pane)};
	const end = endTop(pane, screen, size);
	if (motion === 'last') return {...screen, follow: true, top: end};
	const lines = linesOf(pane, screen);
	const current = firstIndex(lines, screen.follow ? end : Math.min(screen.top, end));
	const index = moved(current, motion, {page: size.height, last: lines.length - 1});
	const top = Math.min(end, lines.at(Math.max(0, Math.min(index, lines.length - 1)))?.number ?? 0);
	return {...screen, top, follow: screen.follow && motion === 'down'};
}

function moved(from: number, motion: Motion, {page, last}: {page: number; last: number}): number {
	switch (motion) {
		case 'down':
			return from + 1;
		case 'up':
			return from - 1;
		case 'page-down':
			return from + page;
		case 'page-up':
			return from - page;
		case 'first':
			return 0;
		case 'last':
			return last;
		default:
			return from;
	}
}
