import type {NodeFacts} from '../model/facts.ts';
import {lex} from '../translate/lex.ts';
import type {Tables} from '../translate/load.ts';
import {complete, withSuggestion} from '../translate/suggest.ts';
import {translate} from '../translate/translate.ts';
import type {TranslateError, Translation} from '../translate/types.ts';

/** The docker line on the screen, in the terms of the tools of this node. */
export function translationOf(
	tables: Tables,
	line: string,
	facts: NodeFacts | undefined,
): Translation | TranslateError {
	const lexed = lex(line);
	if ('error' in lexed) return lexed;
	if (lexed.words.length === 0) return {error: 'type a docker command'};
	const answer = translate(lexed.words, tables, versionsOf(facts));
	return 'error' in answer
		? withSuggestion(answer, tables)
		: {...answer, findings: [...lexed.findings, ...answer.findings]};
}

export type Suggestion = {readonly line: string; readonly about: string};

/** Lines that the typed one could become, best first. */
export function suggestionsFor(tables: Tables, line: string): readonly Suggestion[] {
	return complete(line, tables);
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
