import type {Cause, Progress} from '../../migrate/progress.ts';
import {type Argv, quote} from '../../model/argv.ts';
import {masked} from '../../model/mask.ts';
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
			const took = tookText(progress);
			return `${time} ${marks[state]} ${id}${text}${took}\n`;
		}
		case 'result': {
			const {ok, runtime, failedStep, because, durationMs, causes = []} = progress;
			const what = ok ? 'done' : `not done${failedStep === undefined ? '' : ` (${failedStep})`}`;
			const why = because === undefined ? '' : `: ${plainText(masked(because))}`;
			const took = durationMs === undefined ? '' : ` (${durationText(durationMs)})`;
			const node = runtime === undefined ? '' : `; the node runs ${plainText(runtime)}`;
			const behind = [...causes.flatMap(causeLines), ...(failedStep === undefined ? [] : ways)];
			return `${time} ${what}${why}${node}${took}\n${behind.map(line => `         ${line}\n`).join('')}`;
		}
	}
}

/** Both go on from where the node is. */
const ways = [
	'then, to go on: the same command again; what is done is skipped',
	'or, to take back what was done: rtconsole migrate undo',
];

/** In brackets, with a space before; of a change that took no time, nothing. */
export function tookText({state, durationMs, waitedMs}: Extract<Progress, {type: 'step'}>): string {
	if (durationMs === undefined || (state === 'changed' && durationMs < 100)) return '';
	return ` (${durationText(durationMs, waitedMs)})`;
}

/** `12.3 s, 8.1 s of it waiting`. */
export function durationText(durationMs: number, waitedMs?: number): string {
	const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
	return waitedMs === undefined || waitedMs < 100
		? seconds(durationMs)
		: `${seconds(durationMs)}, ${seconds(waitedMs)} of it waiting`;
}

/** What is known to lie behind a failure: the sentence, what shows it, what to type. */
export function causeLines({because, evidence, fix}: Cause): readonly string[] {
	return [
		`cause: ${because}`,
		...evidence.slice(0, 2).map(({source, text}) => `  ${source}: ${text}`),
		...fix.map(
			({text, argv}) =>
				`  fix: ${text}${argv === undefined || text.includes(quote(argv as Argv)) ? '' : `: ${quote(argv as Argv)}`}`,
		),
	].map(line => plainText(masked(line)));
}
