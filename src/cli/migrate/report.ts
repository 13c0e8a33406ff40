import {appendFileSync, mkdirSync, writeFileSync} from 'node:fs';
import {dirname, normalize} from 'node:path';
import type {Progress} from '../../migrate/progress.ts';
import {masked} from '../../model/mask.ts';
import {causeLines, durationText, tookText} from './print-progress.ts';
import {createTimes} from './report-times.ts';

type Beginning = {
	readonly verb: string;
	readonly startedAtMs: number;
	/** It was begun before: what the report has of that stays. */
	readonly goesOn: boolean;
};

/**
 * What was done, when, and what it said, in Markdown: for the ticket, and for whoever comes after. It is written as it
 * happens, so that a session that is lost leaves its part.
 */
export function createReport(path: string, {verb, startedAtMs, goesOn}: Beginning) {
	const target = normalize(path);
	const started = new Date(startedAtMs).toISOString();
	const times = createTimes();
	const head = goesOn ? ['', `# Goes on: rtconsole migrate ${verb}`] : [`# rtconsole migrate ${verb}`];
	let isLost = false;
	const put = (lines: readonly string[]): string | undefined => {
		if (isLost) return undefined;
		try {
			appendFileSync(target, `${masked(lines.join('\n'))}\n`, {mode: 0o600});
		} catch (error) {
			isLost = true;
			return `the report ${target} cannot be written: ${error instanceof Error ? error.message : String(error)}`;
		}
		return undefined;
	};
	let begun = false;
	return {
		/** Says once that it cannot be written, where it cannot: that ends no walk. */
		add(progress: Progress): string | undefined {
			const lines: string[] = [];
			if (!begun) {
				begun = true;
				open(target, goesOn);
				lines.push(...head, '', `Started ${started}`, '');
			}
			times.add(progress);
			lines.push(...linesOf(progress), ...(progress.type === 'result' ? times.lines() : []));
			return put(lines);
		},
	};
}

/** A new one takes the place of the last. What fails here fails at the first line too, and is told there. */
function open(target: string, goesOn: boolean): void {
	try {
		mkdirSync(dirname(target), {recursive: true, mode: 0o700});
		if (!goesOn) writeFileSync(target, '', {mode: 0o600});
	} catch {
		// Told by whoever appends to it.
	}
}

function linesOf(progress: Progress): readonly string[] {
	const time = progress.at.slice(11, 19);
	switch (progress.type) {
		case 'step': {
			const {id, state, detail, diff} = progress;
			if (state === 'started') return ['', `## ${id}`, '', `- ${time} started`];
			const took = tookText(progress);
			const what = state === 'skipped' ? `${id} ${state}` : state;
			const said = detail === undefined ? '' : `: \`${detail.replaceAll('`', "'")}\``;
			return [`- ${time} ${what}${said}${took}`, ...(diff === undefined ? [] : indented(diff))];
		}
		case 'output':
			return indented(progress.text);
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

/** As it is, in a paragraph of its own. */
function indented(text: string): readonly string[] {
	const lines = text.trimEnd().split('\n');
	return ['', ...lines.map(line => `      ${line}`.trimEnd()), ''];
}
