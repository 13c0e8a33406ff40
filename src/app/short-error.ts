import {widthOf, wrapWords} from './fit.ts';

/** What was said matters more on one line than flags which the header and the command log have as well. */
export function shortError(error: string): string {
	return error.replaceAll(
		/ --(?:runtime-endpoint|image-endpoint|address|output|format|timeout) (?:'[^']*'|\S+?)(?=:?\s|$)/g,
		'',
	);
}

/** For one line: as it is where there is room for all of it. */
export function errorFor(columns: number, error: string): string {
	return widthOf(error) <= columns ? error : shortError(error);
}

/** Where nothing else is on the screen there is room for all of it; no more than so many rows. */
export function errorLines(error: string, columns: number, rows: number): readonly string[] {
	return wrapWords(errorFor(columns, error), columns).slice(0, Math.max(1, rows));
}
