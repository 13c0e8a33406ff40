import {mkdirSync, writeFileSync} from 'node:fs';
import {dirname, normalize} from 'node:path';
import {masked} from '../../migrate/mask.ts';
import type {Progress} from '../../migrate/progress.ts';
import {causeLines, durationText, tookText} from './print-progress.ts';
import {createTimes} from './report-times.ts';

/** What was done, when, and what it said, in Markdown: for the ticket, and for whoever comes after. */
export function createReport(path: string, verb: string, startedAtMs: number) {
	const started = new Date(startedAtMs).toISOString();
	const times = createTimes();
	const lines: string[] = [`# rtconsole migrate ${verb}`, '', `Started ${started}`, ''];
	return {
		add(progress: Progress): void {
			lines.push(...linesOf(progress));
			times.add(progress);
		},
		write(): void {
			const target = normalize(path);
			mkdirSync(dirname(target), {recursive: true, mode: 0o700});
			writeFileSync(target, `${masked([...lines, ...times.lines()].join('\n'))}\n`, {mode: 0o600});
		},
	};
}

function linesOf(progress: Progress): readonly string[] {
	const time = progress.at.slice(11, 19);
	switch (progress.type) {
		case 'step': {
			const {id, state, detail} = progress;
			if (state === 'started') return ['', `## ${id}`, '', `- ${time} started`];
			const took = tookText(progress);
			return [`- ${time} ${state}${detail === undefined ? '' : `: \`${detail.replaceAll('`', "'")}\``}${took}`];
		}
		case 'output':
			return [
				'',
				...progress.text
					.trimEnd()
					.split('\n')
					.map(line => `      ${line}`),
				'',
			];
		case 'result': {
			const {ok, runtime, because, durationMs, causes = []} = progress;
			const took = durationMs === undefined ? '' : `; it took ${durationText(durationMs)}`;
			return [
				'',
				`**${ok ? 'done' : 'not done'}**${because === undefined ? '' : `: ${because}`}; runtime: ${runtime ?? 'not known'}${took}`,
				...causes.flatMap(cause => ['', ...causeLines(cause).map(line => `> ${line}  `)]),
			];
		}
	}
}
