import {oneLine, plainText} from '../model/text.ts';
import {fidelity} from '../translate/fidelity.ts';
import {printCommand, printScript} from '../translate/print.ts';
import type {Fidelity, Finding, TranslateError, Translation} from '../translate/types.ts';
import type {Context} from './context.ts';

export const fidelityExits: Readonly<Record<Fidelity, number>> = {exact: 0, close: 0, partial: 3, none: 4};

/** The shape of data/schema/translate.json. */
export function translationJson(translation: Translation) {
	const {docker, commands, findings} = translation;
	return {
		docker,
		commands: commands.map(command => ({...command, text: printCommand(command)})),
		findings,
		fidelity: fidelity(translation),
		for: translation.for,
	};
}

/** Lines for a shell: what is not a command is a comment. */
export function translationText(translation: Translation): string {
	let text = printScript(translation);
	for (const finding of translation.findings) text += findingComment(finding);
	return text;
}

export function findingComment({kind, flag, message, instead}: Finding): string {
	const head = `# ${kind}${flag === undefined ? '' : ` ${flag}`}: ${message}`;
	const rest = instead === undefined ? '' : `${oneLine(`#   instead: ${instead}`)}\n`;
	return `${oneLine(head)}\n${rest}`;
}

export function printJson(value: unknown, context: Context): void {
	context.print(`${JSON.stringify(value, null, 2)}\n`);
}

/** What the user did wrong, with the nearest thing that exists. */
export function refuseTranslation({error, suggestion}: TranslateError, context: Context): number {
	if (context.globals.json) context.print(`${JSON.stringify({error, ...(suggestion ? {suggestion} : {})})}\n`);
	else
		context.printError(
			`rtconsole: ${plainText(error)}${suggestion === undefined ? '' : `; did you mean ${suggestion}?`}\n`,
		);
	return 2;
}
