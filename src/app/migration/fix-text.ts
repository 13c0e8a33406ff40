import {quote} from '../../model/argv.ts';

/** A command that the sentence already ends with is not said twice. */
export function fixText(text: string, argv: readonly string[] | undefined): string {
	const [file, ...args] = argv ?? [];
	if (file === undefined) return text;
	const command = quote([file, ...args]);
	return text.includes(command) ? text : `${text}: ${command}`;
}
