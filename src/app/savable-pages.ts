import {plainText} from '../model/text.ts';
import {answerLines} from './answer-lines.ts';
import {checkLines} from './checks-view.ts';
import {standing} from './jobs/job.ts';
import type {FoldLine} from './migration/fold.ts';
import {pageLines} from './migration/page-lines.ts';
import type {MigrateScreen} from './migration/screen.ts';
import type {ChecksScreen, TranslateScreen} from './screen.ts';
import type {State} from './state.ts';

/** No line of a file is broken for a screen: a command in it is pasted. */
const fileWidth = 100_000;

/** Every check, unfolded: what was seen, why, what to type. */
export function checksText(state: State, screen: ChecksScreen): string {
	const opened = (state.checks?.checkUp?.checks ?? []).map(({id}) => id);
	return columnsText(checkLines(wide(state), {...screen, opened}));
}

/** A page of the migration, unfolded; of the walk how it ended and what its steps said. */
export function migrationText(state: State, screen: MigrateScreen): string {
	const {page} = screen;
	const heads = pageLines(wide(state), {...screen, opened: []});
	const opened = heads.map(({id}) => `${page}:${id}`);
	const lines = columnsText(pageLines(wide(state), {...screen, opened}));
	const walk = state.migration?.walk;
	if (page !== 'walk' || !walk) return lines;
	const said = walk.output.map(({text}) => plainText(text));
	return lines + textOf(['', ...said]);
}

/** The line and its answer: commands, what differs, what is lost. */
export function translationText(state: State, screen: TranslateScreen): string {
	const answer = answerLines(state, screen, fileWidth).map(pieces => pieces.map(({text}) => text).join(''));
	return textOf([`# ${plainText(screen.line)}`, '', ...answer]);
}

/** What was done from here, an action a line. */
export function jobsText({jobs, nowMs}: State): string {
	return textOf(jobs.map(job => `${plainText(job.title)}: ${plainText(standing(job, nowMs))}`));
}

function wide(state: State): State {
	return {...state, size: {...state.size, columns: fileWidth}};
}

function columnsText(lines: ReadonlyArray<Pick<FoldLine, 'head' | 'label' | 'text'>>): string {
	const width = Math.max(0, ...lines.map(({label}) => label.length));
	return textOf(lines.map(({head, label, text}) => `${(head ? label.toUpperCase() : label).padEnd(width)}  ${text}`));
}

function textOf(lines: readonly string[]): string {
	return `${lines.map(line => line.trimEnd()).join('\n')}\n`;
}
