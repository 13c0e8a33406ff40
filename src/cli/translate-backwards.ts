import {quote} from '../model/argv.ts';
import {oneLine} from '../model/text.ts';
import {type Backwards, backwards} from '../translate/backwards/backwards.ts';
import type {TargetTool} from '../translate/grammar.ts';
import {loadBackwards} from '../translate/load.ts';
import type {Context} from './context.ts';
import {withOwnFlag} from './own-flag.ts';
import {fidelityExits, findingComment, printJson, refuseTranslation} from './print-translation.ts';

/** A line of crictl or ctr in docker's terms. */
export async function translateBackwards(
	tool: TargetTool,
	words: readonly string[],
	{explain}: {readonly explain: boolean},
	context: Context,
): Promise<number> {
	const {table, grammar} = await loadBackwards(tool);
	const answer = backwards(tool, words, table, grammar);
	if ('error' in answer) return refuseTranslation(withOwnFlag(answer, words), context);
	const explained = explain
		? await (await import('./explain-translation.ts')).explainTool(tool, words, answer.docker)
		: undefined;
	if (context.globals.json) printJson({...toJson(answer), ...explained?.json}, context);
	else context.print(explained?.text(context.terminalWidth) ?? toText(answer));
	return fidelityExits[answer.fidelity];
}

/** The shape of data/schema/backwards.json: that of `translate`, with nothing to run. */
function toJson({tool, line, command, meaning, docker, findings, fidelity}: Backwards) {
	const typed = docker === undefined ? {} : {docker: quote(docker), argv: docker};
	return {tool, line, command, meaning, ...typed, commands: [], findings, fidelity};
}

function toText({tool, command, meaning, docker, findings}: Backwards): string {
	const typed = docker === undefined ? '' : `${quote(docker)}\n`;
	return `${typed}# ${oneLine(`${tool} ${command}: ${meaning}`)}\n${findings.map(findingComment).join('')}`;
}
