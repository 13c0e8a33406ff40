import {bodyRows} from '../app/layout.ts';
import {type State, topScreen} from '../app/state.ts';
import {askLines} from './ask.ts';
import {confirmLines} from './confirm.ts';
import {crumbsLine} from './crumbs.ts';
import {footerLines} from './footer.ts';
import {headerLines} from './header.ts';
import {helpLines} from './help.ts';
import {menuLines} from './menu.ts';
import {pledgeLines} from './pledge.ts';
import {bodyLines} from './screens.ts';
import type {Theme} from './theme.ts';

/** What stands above every body: node, endpoint, warning, the way here. */
export function headOf(state: State, theme: Theme): readonly string[] {
	return [...headerLines(state, theme), crumbsLine(state, theme)];
}

/** The whole screen, one painted line for each row of the terminal. */
export function frameOf(state: State, theme: Theme): readonly string[] {
	const body = overlayLines(state, theme) ?? bodyLines(state, topScreen(state), theme);
	const footer = footerLines(state, theme);
	const rows = Math.max(1, bodyRows(state) + 1 - footer.length);
	const filled = Array.from({length: rows}, (_, index) => body[index] ?? '');
	return [...headOf(state, theme), ...filled, ...footer].slice(0, state.size.rows);
}

/** What covers the screen; undefined where nothing does, or only a part. */
function overlayLines(state: State, theme: Theme): readonly string[] | undefined {
	const {overlay} = state;
	switch (overlay?.kind) {
		case 'confirm':
			return confirmLines(state, overlay, theme);
		case 'pledge':
			return pledgeLines(state, overlay, theme);
		case 'help':
			return helpLines(state, overlay, theme);
		case 'menu':
			return menuLines(state, overlay, theme);
		case 'ask':
			return askLines(state, overlay, theme);
		default:
			return undefined;
	}
}
