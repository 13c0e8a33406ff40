import {masked} from '../../migrate/mask.ts';
import type {Progress} from '../../migrate/progress.ts';
import {plainLines, plainText} from '../../model/text.ts';

const marks = {
	started: '…',
	changed: '  ·',
	verified: '✓',
	skipped: '-',
	failed: '✗',
	stuck: '✗ stuck:',
} as const;

/** One line of JSON each, in the shape of data/schema/migrate-progress.json. */
export function progressJson(progress: Progress): string {
	return `${JSON.stringify(progress, (_, value) => (typeof value === 'string' ? masked(value) : value))}\n`;
}

/** For a person: the time of day, the step, what happened. */
export function progressText(progress: Progress): string {
	const time = progress.at.slice(11, 19);
	switch (progress.type) {
		case 'output': {
			const shown = plainLines(masked(progress.text)).filter(line => line.trim() !== '');
			return shown.map(line => `${time}      ${line}\n`).join('');
		}
		case 'step': {
			const {id, state, detail} = progress;
			const text = detail === undefined ? '' : `: ${plainText(masked(detail))}`;
			return `${time} ${marks[state]} ${id}${text}\n`;
		}
		case 'result': {
			const {ok, runtime, failedStep, because} = progress;
			const what = ok ? 'done' : `not done${failedStep === undefined ? '' : ` (${failedStep})`}`;
			const why = because === undefined ? '' : `: ${plainText(masked(because))}`;
			return `${time} ${what}${why}${runtime === undefined ? '' : `; the node runs ${plainText(runtime)}`}\n`;
		}
	}
}
