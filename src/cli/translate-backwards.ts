import {quote} from '../model/argv.ts';
import {oneLine} from '../model/text.ts';
import {type Backwards, backwards} from '../translate/backwards/backwards.ts';
import {backwardsLine} from '../translate/backwards/shell-line.ts';
import type {TargetTool} from '../translate/grammar.ts';
import {loadBackwards} from '../translate/load.ts';
import type {Versions} from '../translate/version.ts';
import type {Context} from './context.ts';
import {withOwnFlag} from './own-flag.ts';
import {fidelityExits, findingComment, printJson, refuseTranslation} from './print-translation.ts';

/** A line of crictl or ctr in docker's terms. */
export async function translateBackwards(
	tool: TargetTool,
	words: readonly string[],
	{explain, versions}: {readonly explain: boolean; readonly versions: Versions},
	context: Context,
): Promise<number> {
	const {table, grammar} = await loadBackwards(tool);
	const answer = backwards(tool, words, table, grammar, versionOf(tool, versions));
	if ('error' in answer) return refuseTranslation(withOwnFlag(answer, words), context);
	const explained = explain
		? await (await import('./explain-translation.ts')).explainTool(tool, words, answer.docker)
		: undefined;
	if (context.globals.json) printJson({...toJson(answer), ...explained?.json}, context);
	else context.print(explained?.text(context.terminalWidth) ?? toText(answer));
	return fidelityExits[answer.fidelity];
}

/** A whole shell line of crictl and ctr; undefined where there is neither in it, or docker is. */
export async function translateBackwardsLine(
	line: string,
	versions: Versions,
	context: Context,
): Promise<number | undefined> {
	const [crictl, ctr] = [await loadBackwards('crictl'), await loadBackwards('ctr')];
	const known = {crictl, ctr};
	const answer = backwardsLine(line, (tool, words) =>
		backwards(tool, words, known[tool].table, known[tool].grammar, versionOf(tool, versions)),
	);
	if (answer === undefined) return undefined;
	const wrong = answer.parts.find(part => 'error' in part);
	if (wrong !== undefined && 'error' in wrong) return refuseTranslation(wrong, context);
	const parts = answer.parts.filter((part): part is Backwards => !('error' in part));
	const said = new Set(parts.map(toComments));
	context.print(`${answer.text}\n${[...said].join('')}`);
	return Math.max(...parts.map(({fidelity}) => fidelityExits[fidelity]));
}

/** ctr is released with containerd. */
function versionOf(tool: TargetTool, {crictl, ctr, containerd}: Versions): string | undefined {
	return tool === 'crictl' ? crictl : (ctr ?? containerd);
}

/** The shape of data/schema/backwards.json: that of `translate`, with nothing to run. */
function toJson({tool, line, command, meaning, docker, findings, fidelity}: Backwards) {
	const typed = docker === undefined ? {} : {docker: quote(docker), argv: docker};
	return {tool, line, command, meaning, ...typed, commands: [], findings, fidelity};
}

function toText(answer: Backwards): string {
	return `${answer.docker === undefined ? '' : `${quote(answer.docker)}\n`}${toComments(answer)}`;
}

function toComments({tool, command, meaning, findings}: Backwards): string {
	return `# ${oneLine(`${tool} ${command}: ${meaning}`)}\n${findings.map(findingComment).join('')}`;
}
