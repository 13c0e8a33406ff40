import {namesOf} from '../app/acting/target.ts';
import {actionsFor} from '../app/actions/index.ts';
import {cutTo, fitTo} from '../app/fit.ts';
import {bodyRows} from '../app/layout.ts';
import type {Overlay} from '../app/overlay.ts';
import type {State} from '../app/state.ts';
import {plainText} from '../model/text.ts';
import type {Theme} from './theme.ts';

/** What can be done to the rows: key, name, and what it is, or why it cannot be done now. */
export function menuLines(state: State, menu: Extract<Overlay, {kind: 'menu'}>, theme: Theme): readonly string[] {
	const {columns} = state.size;
	const offered = actionsFor(menu.targets);
	const title = theme.bold(cutTo(plainText(`What to do with ${namesOf(menu.targets)}`), columns));
	const height = Math.max(1, bodyRows(state) - 2);
	const top = Math.max(0, Math.min(menu.index - height + 1, offered.length - height));
	const rows = offered.slice(top, top + height).map(({action, because}, offset) => {
		const text = `  ${action.key}  ${action.label.padEnd(14)}${plainText(because ?? action.about)}`;
		if (top + offset === menu.index) return theme.mark(fitTo(text, columns));
		return theme.paint(because === undefined ? 'plain' : 'quiet', cutTo(text, columns));
	});
	return [title, '', ...rows];
}
