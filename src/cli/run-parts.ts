import type {TranslateError, Translation} from '../translate/types.ts';
import type {Context} from './context.ts';
import {oneList, printsOneList} from './one-list.ts';
import type {Parted} from './parted-line.ts';
import {printingTo} from './printing-to.ts';
import type {RunOptions} from './run-translation.ts';
import {verbOf} from './verb-of.ts';

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
	const isList = printsOneList(verbOf(typed), typed);
	const printed: string[] = [];
	let code = 0;
	for (const {line, answer} of answers) {
		if (answer === undefined) continue;
		let text = '';
		const kept = printingTo(context, bytes => {
			text += typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString();
		});
		const ended = 'error' in answer ? refuse(answer, context) : await run(answer, line, isList ? kept : context);
		printed.push(text);
		if (code === 0) code = ended;
	}
	if (isList) context.print(oneList(printed, typed) ?? printed.join(''));
	return code;
}

function refuse({error}: TranslateError, {printError}: Context): number {
	printError(`rtconsole: ${error}\n`);
	return 1;
}
