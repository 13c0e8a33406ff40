import type {Translation} from '../translate/types.ts';
import type {Context} from './context.ts';
import {printsList} from './line-manners.ts';
import {oneList} from './one-list.ts';
import type {Parted} from './parted-line.ts';
import {keeping} from './printing-to.ts';
import {refuseLine} from './refuse-line.ts';
import type {RunOptions} from './run-translation.ts';

/** Run what one of the lines became; the exit code is docker's. */
export type RunPart = (answer: Translation, line: readonly string[], context: Context) => Promise<number>;

/** Some of the containers are in pods, and some are not: one after the other, as two lines; what docker prints as one list is one. */
export async function runParts(
	{here: words, there, namespace}: Parted,
	typed: readonly string[],
	{context, run, here, byCtr}: Pick<RunOptions, 'here' | 'byCtr'> & {readonly context: Context; readonly run: RunPart},
): Promise<number> {
	const answers = [
		{line: words, answer: await here?.(words)},
		{line: there, answer: await byCtr?.(namespace, there)},
	];
	const isList = printsList(typed);
	const printed: string[] = [];
	let code = 0;
	for (const {line, answer} of answers) {
		if (answer === undefined) continue;
		const kept = keeping(context);
		const ended =
			'error' in answer ? refuseLine(answer, context) : await run(answer, line, isList ? kept.context : context);
		printed.push(kept.text());
		if (code === 0) code = ended;
	}
	if (isList) context.print(oneList(printed, typed) ?? printed.join(''));
	return code;
}
