import {cutTo, fitTo, widthOf} from '../app/fit.ts';
import {type FoldLine, labelWidth} from '../app/migration/fold.ts';
import {headline} from '../app/migration/headline.ts';
import {lineAt, pageLines} from '../app/migration/page-lines.ts';
import {type MigrateScreen, pages} from '../app/migration/screen.ts';
import {pageRows} from '../app/migration/walk-layout.ts';
import type {State} from '../app/state.ts';
import {walkBody} from './migrate-walk.ts';
import type {Theme} from './theme.ts';

/** The pages of the migration, how things stand, and the page that was chosen. */
export function migrateLines(state: State, screen: MigrateScreen, theme: Theme): readonly string[] {
	const {columns} = state.size;
	const {text, tone} = headline(state, screen);
	const head = [tabs(screen, columns, theme), theme.paint(tone, cutTo(text, columns))];
	if (screen.page === 'walk') return [...head, ...walkBody(state, screen, theme)];
	const lines = pageLines(state, screen);
	return [...head, ...foldRows(lines, lineAt(screen, lines.length), pageRows(state), columns, theme)];
}

function tabs({page}: MigrateScreen, columns: number, theme: Theme): string {
	const names = pages.map((name, index) => ({name, text: padded(`${index + 1} ${name}`, columns)}));
	const shown = names.map(({name, text}) => (name === page ? theme.mark(text) : theme.paint('quiet', text)));
	const used = names.reduce((sum, {text}) => sum + widthOf(text) + 1, 0);
	// Narrower still: where one is, and not where one could be.
	if (used - 1 > columns) return theme.mark(fitTo(names.find(({name}) => name === page)?.text ?? '', columns));
	return `${shown.join(' ')}${' '.repeat(Math.max(0, columns - used))}`;
}

/** On the narrowest terminals the names stand close together. */
function padded(text: string, columns: number): string {
	return columns < 44 ? text : ` ${text} `;
}

/** Lines around the one under the cursor: a column of labels, then the text. */
export function foldRows(
	lines: readonly FoldLine[],
	cursor: number | undefined,
	height: number,
	width: number,
	theme: Theme,
): readonly string[] {
	const top = Math.max(0, Math.min((cursor ?? 0) - Math.floor(height / 2), lines.length - height));
	return lines.slice(top, top + height).map(({label, text, tone, head}, offset) => {
		const name = fitTo(head ? label.toUpperCase() : ` ${label}`, labelWidth);
		if (top + offset === cursor) return theme.mark(fitTo(name + text, width));
		return theme.paint(tone, name) + theme.paint(head ? 'plain' : tone, cutTo(text, width - labelWidth));
	});
}
