import {cutTo, fitTo} from '../app/fit.ts';
import {standing, toneOf} from '../app/jobs/job.ts';
import {bodyRows} from '../app/layout.ts';
import type {JobsScreen} from '../app/screen.ts';
import type {State} from '../app/state.ts';
import {plainText} from '../model/text.ts';
import type {Theme} from './theme.ts';

/** What was done from here: what it was, and how it stands. */
export function jobsLines(state: State, {index}: JobsScreen, theme: Theme): readonly string[] {
	const {jobs, size, nowMs} = state;
	if (jobs.length === 0)
		return [
			'',
			theme.paint('quiet', cutTo('nothing was done from here yet: a on a row has what can be done', size.columns)),
		];
	const height = Math.max(1, bodyRows(state) - 1);
	const top = Math.max(0, Math.min(index - height + 1, jobs.length - height));
	const width = Math.min(Math.max(...jobs.map(({title}) => plainText(title).length)), Math.floor(size.columns * 0.6));
	const lines = jobs.slice(top, top + height).map((job, offset) => {
		const text = fitTo(`${fitTo(plainText(job.title), width)}  ${plainText(standing(job, nowMs))}`, size.columns);
		return top + offset === index ? theme.mark(text) : theme.paint(toneOf(job), text);
	});
	return [theme.paint('quiet', fitTo(`${fitTo('ACTION', width)}  HOW IT STANDS`, size.columns)), ...lines];
}
