import {cutTo} from '../app/fit.ts';
import {standing, toneOf} from '../app/jobs/job.ts';
import {textRows} from '../app/layout.ts';
import {windowOf} from '../app/pane-view.ts';
import type {TextScreen} from '../app/screen.ts';
import type {State} from '../app/state.ts';
import {plainText} from '../model/text.ts';
import {logLine} from './log-line.ts';
import type {Theme} from './theme.ts';

/** Lines of a log, of an answer or of the command log, under the command that they come from. */
export function textLines(state: State, screen: TextScreen, theme: Theme): readonly string[] {
	const pane = state.panes[screen.id];
	if (!pane) return [];
	const {columns} = state.size;
	const quiet = (text: string) => theme.paint('quiet', cutTo(plainText(text), columns));
	const command = pane.command === undefined ? [] : [quiet(`$ ${pane.command}`)];
	const note = pane.note === undefined ? [] : [quiet(`# ${pane.note}`)];
	const above = [...command, ...note, ...jobLine(state, screen, theme)];
	const failure = pane.error === undefined ? [] : [theme.paint('bad', cutTo(plainText(pane.error), columns))];
	const rows = windowOf(pane, screen, {width: columns, height: textRows(state, pane)});
	if (rows.length === 0 && pane.error === undefined) return [...above, theme.paint('quiet', nothing[pane.status])];
	const isLog = screen.source.of === 'logs';
	return [
		...above,
		...rows.map(row =>
			isLog ? logLine(row, screen, columns, theme) : theme.paint(row.line.tone, cutTo(row.text, columns)),
		),
		...failure,
	];
}

const nothing = {loading: 'asking…', live: 'nothing yet', ended: 'nothing'};

/** How an action stands, above what it says. */
function jobLine(state: State, {source}: TextScreen, theme: Theme): readonly string[] {
	const job = source.of === 'job' ? state.jobs.find(({id}) => id === source.job) : undefined;
	if (job === undefined) return [];
	return [theme.paint(toneOf(job), cutTo(plainText(standing(job, state.nowMs)), state.size.columns))];
}
