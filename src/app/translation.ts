import type {NodeFacts} from '../model/facts.ts';
import {type Backwards, backwards} from '../translate/backwards/backwards.ts';
import {explain} from '../translate/explain/explain.ts';
import {explainBackwards} from '../translate/explain/explain-backwards.ts';
import {isReadable, type ReadableTool} from '../translate/explain/meanings.ts';
import type {Explanation} from '../translate/explain/word.ts';
import {type Lexed, lex} from '../translate/lex.ts';
import type {Tables} from '../translate/load.ts';
import {complete, withSuggestion} from '../translate/suggest.ts';
import {translate} from '../translate/translate.ts';
import type {TranslateError, Translation} from '../translate/types.ts';
import type {State} from './state.ts';

/** The docker line on the screen, in the terms of the tools of this node. */
export function translationOf(
	tables: Tables,
	line: string,
	facts: NodeFacts | undefined,
): Translation | TranslateError {
	const lexed = lexLine(line);
	if ('error' in lexed) return lexed;
	const answer = translate(lexed.words, tables, versionsOf(facts));
	return 'error' in answer
		? withSuggestion(answer, tables)
		: {...answer, findings: [...lexed.findings, ...answer.findings]};
}

/** crictl or ctr, where the line is one of theirs: then it is explained backwards, in docker's terms. */
export function toolOf(line: string): ReadableTool | undefined {
	const [first] = line.trimStart().split(/\s/);
	return isReadable(first) ? first : undefined;
}

type Known = Pick<State, 'meanings' | 'facts'> & {readonly tables: Tables};

/** A line of crictl or ctr in docker's terms; undefined until the tables for that are loaded. */
export function backwardsOf(
	tool: ReadableTool,
	line: string,
	{tables, meanings}: Known,
): Backwards | TranslateError | undefined {
	const lexed = lexLine(line);
	if ('error' in lexed) return lexed;
	return meanings && backwards(tool, lexed.words, meanings.backwards[tool], tables.tools[tool]);
}

/** Every word of the line and of its answer, whichever way it is read. */
export function explanationOf(
	line: string,
	{tables, meanings, facts}: Known,
): Explanation | TranslateError | undefined {
	const lexed = lexLine(line);
	if ('error' in lexed) return lexed;
	if (!meanings) return undefined;
	const tool = toolOf(line);
	const explained =
		tool === undefined
			? explain(lexed.words, tables, meanings, {versions: versionsOf(facts)})
			: explainBackwards(tool, lexed.words, tables, meanings);
	if ('error' in explained) return tool === undefined ? withSuggestion(explained, tables) : explained;
	const said = lexed.findings.map(finding => ({finding, mark: 1}));
	return {...explained, findings: [...said, ...explained.findings]};
}

function lexLine(line: string): Lexed | TranslateError {
	const lexed = lex(line);
	return !('error' in lexed) && lexed.words.length === 0 ? {error: 'type a docker command'} : lexed;
}

export type Suggestion = {readonly line: string; readonly about: string};

/** Lines that the typed one could become, best first. */
export function suggestionsFor(tables: Tables, line: string): readonly Suggestion[] {
	return toolOf(line) === undefined ? complete(line, tables) : [];
}

/** Versions of the tools of this node, as the translator wants them. */
export function versionsOf(facts: NodeFacts | undefined): Readonly<Record<string, string>> {
	const versions: Record<string, string> = {};
	for (const name of ['crictl', 'ctr', 'nerdctl', 'docker', 'containerd'] as const) {
		const version = facts?.tools[name]?.version;
		if (version !== undefined) versions[name] = version;
	}
	return versions;
}
