import {plainText} from '../model/text.ts';
import {rowsOf as entryRows} from './cheat-view.ts';
import {fitTo, widthOf} from './fit.ts';
import {everyLine, linesOf} from './pane-view.ts';
import {viewOf} from './rows.ts';
import {checksText, jobsText, migrationText, translationText} from './savable-pages.ts';
import {type State, topScreen} from './state.ts';

/** What is on the screen as a text file, whole: every row and column of a list, every line of a text. */
export function savableOf(state: State): {readonly name: string; readonly text: string} | undefined {
	const screen = topScreen(state);
	switch (screen.kind) {
		case 'list': {
			const {list, rows} = viewOf(state, screen);
			const titles = list.columns.map(({title}) => title);
			const cells = rows.map(row => list.columns.map(column => plainText(column.text(row, state.nowMs))));
			const name = screen.pod ? `${screen.list}-${screen.pod.name}` : screen.list;
			return {name, text: table([titles, ...cells])};
		}
		case 'text': {
			const pane = state.panes[screen.id];
			if (!pane) return undefined;
			const command = pane.command === undefined ? [] : [`$ ${plainText(pane.command)}`];
			const lines = everyLine(linesOf(pane, screen)).map(({text}) => plainText(text));
			return {name: screen.title, text: `${[...command, ...lines].join('\n')}\n`};
		}
		case 'entry':
			return {name: screen.title, text: table(entryRows(state, screen).map(({cells}) => cells.map(plainText)))};
		case 'checks':
			return state.checks?.checkUp && {name: 'check-up', text: checksText(state, screen)};
		case 'migrate':
			return {name: `migration-${screen.page}`, text: migrationText(state, screen)};
		case 'translate':
			return /^\s*(?:docker\s*)?$/.test(screen.line)
				? undefined
				: {name: 'translation', text: translationText(state, screen)};
		case 'jobs':
			return state.jobs.length === 0 ? undefined : {name: 'jobs', text: jobsText(state)};
		default:
			return undefined;
	}
}

function table(rows: ReadonlyArray<readonly string[]>): string {
	const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map(cells => widthOf(cells[at] ?? ''))));
	return rows
		.map(
			cells =>
				`${cells
					.map((cell, at) => fitTo(cell, widths[at] ?? 0))
					.join('  ')
					.trimEnd()}\n`,
		)
		.join('');
}
