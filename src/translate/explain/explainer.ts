import {type Backwards, backwards} from '../backwards/backwards.ts';
import {type Completion, complete, withSuggestion} from '../suggest.ts';
import type {Tables} from '../tables.ts';
import type {TranslateError} from '../types.ts';
import {type ExplainOptions, explain} from './explain.ts';
import {explainBackwards} from './explain-backwards.ts';
import {meanings} from './load.ts';
import type {ReadableTool} from './meanings.ts';
import type {Explanation} from './word.ts';

/** What the translator's screen wants beside the translation. A value, so that the first frame can do without its code. */
export type Explainer = {
	explain(words: readonly string[], tables: Tables, options: ExplainOptions): Explanation | TranslateError;
	explainTool(tool: ReadableTool, words: readonly string[], tables: Tables): Explanation | TranslateError;
	backwards(tool: ReadableTool, words: readonly string[], tables: Tables): Backwards | TranslateError;
	complete(line: string, tables: Tables): readonly Completion[];
	withSuggestion(error: TranslateError, tables: Tables): TranslateError;
};

export const explainer: Explainer = {
	explain: (words, tables, options) => explain(words, tables, meanings, options),
	explainTool: (tool, words, tables) => explainBackwards(tool, words, tables, meanings),
	backwards: (tool, words, tables) => backwards(tool, words, meanings.backwards[tool], tables.tools[tool]),
	complete,
	withSuggestion,
};
