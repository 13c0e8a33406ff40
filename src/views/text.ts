import {cutTo} from '../app/fit.ts';
import {standing, toneOf} from '../app/jobs/job.ts';
import {textRows} from '../app/layout.ts';
import {minutesOf} from '../app/log-since.ts';
import {windowOf} from '../app/pane-view.ts';
import type {TextScreen} from '../app/screen.ts';
import {errorFor, errorLines} from '../app/short-error.ts';
import type {Pane, State} from '../app/state.ts';
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
	const height = textRows(state, pane);
	const rows = windowOf(pane, screen, {width: columns, height});
	const failure = failureOf(pane, columns, rows.length === 0 ? height : 1).map(line => theme.paint('bad', line));
	if (rows.length === 0 && pane.error === undefined)
		return [...above, theme.paint('quiet', cutTo(nothingIn(pane, screen), columns))];
	const isLog = screen.source.of === 'logs';
	return [
		...above,
		...rows.map(row =>
			isLog ? logLine(row, screen, columns, theme) : theme.paint(row.line.tone, cutTo(row.text, columns)),
		),
		...failure,
	];
}

function failureOf({error}: Pane, columns: number, rows: number): readonly string[] {
	if (error === undefined) return [];
	const text = plainText(error);
	return rows === 1 ? [cutTo(errorFor(columns, text), columns)] : errorLines(text, columns, rows);
}

const nothing = {loading: 'asking…', live: 'nothing yet', ended: 'nothing'};

/** Why there is nothing, where that is known: what one looks for may be there, and not here. */
function nothingIn({lines, status}: Pane, {filter, source}: TextScreen): string {
	if (filter !== '' && lines.length > 0) return `none of ${lines.length} lines matches; / changes what is looked for`;
	if (source.of !== 'logs' || status === 'loading') return nothing[status];
	const minutes = minutesOf(source.since);
	if (minutes !== undefined)
		return `nothing in the last ${minutes === 1 ? 'minute' : `${minutes} minutes`}; 0 shows the end of the log`;
	return nothing[status];
}

/** How an action stands, above what it says. */
function jobLine(state: State, {source}: TextScreen, theme: Theme): readonly string[] {
	const job = source.of === 'job' ? state.jobs.find(({id}) => id === source.job) : undefined;
	if (job === undefined) return [];
	return [theme.paint(toneOf(job), cutTo(plainText(standing(job, state.nowMs)), state.size.columns))];
}
