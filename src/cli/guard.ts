import {plainLines} from '../model/text.ts';
import type {Printers} from './printers.ts';

/** Run, and turn what the node said into a line on stderr and exit code 1. What we did wrong keeps its stack. */
export async function guard({printError}: Printers, run: () => Promise<number>): Promise<number> {
	try {
		return await run();
	} catch (error) {
		printError(`rtconsole: ${plainLines(sentenceOf(error)).join('\n')}\n`);
		return 1;
	}
}

function sentenceOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	const ours = error.name === 'Error' || error.name.endsWith('TypeError') ? undefined : error.message;
	return ours ?? error.stack ?? error.message;
}
