import {explainLines, markName} from '../app/explain-lines.ts';
import {type ExplainOptions, explain} from '../translate/explain/explain.ts';
import {explainBackwards} from '../translate/explain/explain-backwards.ts';
import {meanings} from '../translate/explain/load.ts';
import type {Explanation, Word} from '../translate/explain/word.ts';
import type {TargetTool} from '../translate/grammar.ts';
import {loadTablesFor, type Tables} from '../translate/load.ts';
import type {Finding} from '../translate/types.ts';

/** An explanation for a terminal or a pipe, and for programs. */
export type Explained = {text(width: number | undefined): string; readonly json: object};

type Line = {readonly words: readonly string[]; readonly findings: readonly Finding[]};

/** A docker line that is known to be one, word by word. */
export async function explainDocker(
	{words, findings}: Line,
	tables: Tables,
	options: ExplainOptions,
): Promise<Explained> {
	const explanation = explain(words, tables, meanings, options);
	if ('error' in explanation) throw new Error(explanation.error);
	const said = findings.map(finding => ({finding, mark: 1}));
	return explained({...explanation, findings: [...said, ...explanation.findings]});
}

/** A line of crictl or ctr that is known to be one; `docker` is what it corresponds to. */
export async function explainTool(
	tool: TargetTool,
	words: readonly string[],
	docker: readonly string[] | undefined,
): Promise<Explained> {
	const explanation = explainBackwards(tool, words, await loadTablesFor(docker ?? []), meanings);
	if ('error' in explanation) throw new Error(explanation.error);
	return explained(explanation);
}

/** Where nobody sees a terminal, lines are this long. */
const pipeWidth = 100;

function explained(explanation: Explanation): Explained {
	return {
		text: (width = pipeWidth) =>
			explainLines(explanation, Math.max(40, width))
				.map(
					pieces =>
						`${pieces
							.map(({text}) => text)
							.join('')
							.trimEnd()}\n`,
				)
				.join(''),
		json: {
			explain: {
				words: explanation.typed.map(toJson),
				answers: explanation.answers.filter(words => words.length > 0).map(words => words.map(toJson)),
				findings: explanation.findings.map(({finding, mark}) => ({id: finding.id, mark: markName(mark)})),
			},
		},
	};
}

function toJson({text, role, meaning, marks}: Word) {
	return {word: text, role, meaning, marks: marks.map(markName)};
}
