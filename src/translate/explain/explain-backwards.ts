import {quoteWord} from '../../model/argv.ts';
import {backwards} from '../backwards/backwards.ts';
import type {Tables} from '../tables.ts';
import type {TranslateError} from '../types.ts';
import {readDockerLine} from './docker-line.ts';
import {align} from './explain.ts';
import type {Meanings, ReadableTool} from './meanings.ts';
import {readToolLine} from './tool-line.ts';
import type {Explanation} from './word.ts';

/** A line of crictl or ctr word by word, beside the docker line that it corresponds to. */
export function explainBackwards(
	tool: ReadableTool,
	words: readonly string[],
	tables: Tables,
	known: Meanings,
): Explanation | TranslateError {
	const answer = (line: readonly string[]) => backwards(tool, line, known.backwards[tool], tables.tools[tool]);
	const first = answer(words);
	if ('error' in first) return first;
	const read = (docker: readonly string[] | undefined) => {
		const line = docker === undefined ? undefined : readDockerLine(docker, tables, known);
		if (line === undefined || 'error' in line) return [(docker ?? []).map(plainWord)];
		return [line.words.map(({text, role, meaning}) => ({text, role, meaning, key: text}))];
	};
	const shown = readToolLine(tool, words, tables.tools[tool], known).map(word => ({
		...word,
		text: quoteWord(word.text),
	}));
	return align({given: words, words: shown}, read(first.docker), first.findings, line => {
		const other = answer(line);
		return 'error' in other ? undefined : {lines: read(other.docker), findings: other.findings};
	});
}

function plainWord(word: string) {
	return {text: quoteWord(word), role: 'argument' as const, meaning: 'a word of the docker line', key: word};
}
