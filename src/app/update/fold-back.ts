import type {Step} from '../action.ts';
import {checkLines} from '../checks-view.ts';
import {lineAt, pageLines} from '../migration/page-lines.ts';
import {type State, topScreen} from '../state.ts';
import {toggleCheck} from './checks.ts';
import {toggleFinding} from './migrate-pages.ts';

/** `esc` with the cursor on something that is unfolded: that is folded away. Undefined where nothing is. */
export function foldedBack(state: State): Step | undefined {
	const screen = topScreen(state);
	if (screen.kind === 'checks') {
		const id = checkLines(state, screen)[screen.index]?.check;
		return id !== undefined && screen.opened.includes(id) ? toggleCheck(state, screen) : undefined;
	}
	if (screen.kind !== 'migrate') return undefined;
	const lines = pageLines(state, screen);
	const id = lines[lineAt(screen, lines.length)]?.id;
	return id !== undefined && screen.opened.includes(`${screen.page}:${id}`) ? toggleFinding(state, screen) : undefined;
}
