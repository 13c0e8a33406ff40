import type {NodeFacts} from '../model/facts.ts';
import {calledAs} from '../runtime/called-as.ts';
import {crioVersion} from '../runtime/crio-version.ts';
import type {Backwards} from '../translate/backwards/backwards.ts';
import type {Explainer} from '../translate/explain/explainer.ts';
import {isReadable, type ReadableTool} from '../translate/explain/meanings.ts';
import type {Explanation} from '../translate/explain/word.ts';
import {type Lexed, lex} from '../translate/lex.ts';
import type {Tables} from '../translate/load.ts';
import {translate} from '../translate/translate.ts';
import type {TranslateError, Translation} from '../translate/types.ts';
import type {State} from './state.ts';

/** The docker line on the screen, in the terms of the tools of this node. */
export function translationOf(
	tables: Tables,
	line: string,
	facts: NodeFacts | undefined,
	explainer?: Explainer,
): Translation | TranslateError {
	const lexed = lexLine(line);
	if ('error' in lexed) return lexed;
	const answer = translate(lexed.words, tables, versionsOf(facts), placeOf(facts));
	return 'error' in answer
		? (explainer?.withSuggestion(answer, tables) ?? answer)
		: {...answer, findings: [...lexed.findings, ...answer.findings]};
}

/** What is true of the tools of this node; nothing, where none is known. */
function placeOf(facts: NodeFacts | undefined) {
	return facts === undefined ? {} : {here: true, called: calledAs(facts)};
}

/** crictl or ctr, where the line is one of theirs: then it is explained backwards, in docker's terms. */
export function toolOf(line: string): ReadableTool | undefined {
	const [first] = line.trimStart().split(/\s/);
	return isReadable(first) ? first : undefined;
}

type Known = Pick<State, 'explainer' | 'facts'> & {readonly tables: Tables};

/** A line of crictl or ctr in docker's terms; undefined until what is needed for that is loaded. */
export function backwardsOf(
	tool: ReadableTool,
	line: string,
	{tables, explainer}: Known,
): Backwards | TranslateError | undefined {
	const lexed = lexLine(line);
	if ('error' in lexed) return lexed;
	return explainer?.backwards(tool, lexed.words, tables);
}

/** Every word of the line and of its answer, whichever way it is read. */
export function explanationOf(
	line: string,
	{tables, explainer, facts}: Known,
): Explanation | TranslateError | undefined {
	const lexed = lexLine(line);
	if ('error' in lexed) return lexed;
	if (!explainer) return undefined;
	const tool = toolOf(line);
	const explained =
		tool === undefined
			? explainer.explain(lexed.words, tables, {versions: versionsOf(facts), ...placeOf(facts)})
			: explainer.explainTool(tool, lexed.words, tables);
	if ('error' in explained) return tool === undefined ? explainer.withSuggestion(explained, tables) : explained;
	const said = lexed.findings.map(finding => ({finding, mark: 1}));
	return {...explained, findings: [...said, ...explained.findings]};
}

function lexLine(line: string): Lexed | TranslateError {
	const lexed = lex(line);
	return !('error' in lexed) && lexed.words.length === 0 ? {error: 'type a docker command'} : lexed;
}

export type Suggestion = {readonly line: string; readonly about: string};

/** Lines that the typed one could become, best first. */
export function suggestionsFor(
	{tables, explainer}: Pick<State, 'tables' | 'explainer'>,
	line: string,
): readonly Suggestion[] {
	if (!tables || !explainer || toolOf(line) !== undefined) return [];
	return explainer.complete(line, tables);
}

/** Versions of the tools of this node, as the translator wants them. */
export function versionsOf(facts: NodeFacts | undefined): Readonly<Record<string, string>> {
	const versions: Record<string, string> = {};
	for (const name of ['crictl', 'ctr', 'nerdctl', 'docker', 'containerd'] as const) {
		const version = facts?.tools[name]?.version;
		if (version !== undefined) versions[name] = version;
	}
	const crio = facts && crioVersion(facts);
	if (crio !== undefined) versions.crio = crio;
	return versions;
}
