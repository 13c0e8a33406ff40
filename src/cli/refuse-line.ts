import {plainText} from '../model/text.ts';
import type {TranslateError} from '../translate/types.ts';
import type {Context} from './context.ts';

/** Source: docker 20.10 and 26.1: `docker ps --bad` ends with 125, `docker nosuch` and `docker rm` with 1. */
export function refuseLine({error, suggestion, about}: TranslateError, context: Context): number {
	const hint = suggestion === undefined ? '' : `; did you mean ${suggestion}?`;
	context.printError(`rtconsole: ${plainText(error)}${hint}\n`);
	return about === 'flag' ? 125 : 1;
}
