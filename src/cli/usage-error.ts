import type {Printers} from './printers.ts';

export type UsageProblem = {readonly error: string; readonly suggestion?: string};

/** The user's mistake: a line on stderr, or CLI.md's object on stdout for programs. Exit code 2. */
export function sayUsageError({print, printError}: Printers, {error, suggestion}: UsageProblem, json: boolean): number {
	if (json) print(`${JSON.stringify({error, ...(suggestion !== undefined && {suggestion})})}\n`);
	else printError(`rtconsole: ${error}${suggestion === undefined ? '' : `; did you mean ${suggestion}?`}\n`);
	return 2;
}
