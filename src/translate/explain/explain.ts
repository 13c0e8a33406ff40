import {hash} from '../hash.ts';
import {withoutDocker} from '../parse.ts';
import type {Tables} from '../tables.ts';
import {type TranslateOptions, translate} from '../translate.ts';
import type {Finding, TranslateError, Translation} from '../types.ts';
import type {Versions} from '../version.ts';
import {type AnswerWord, readCommand} from './answer-words.ts';
import {readDockerLine} from './docker-line.ts';
import {type Comparable, influenceOf} from './influence.ts';
import type {Meanings} from './meanings.ts';
import {readProgramLine} from './program-line.ts';
import {partsOf, variants} from './variants.ts';
import type {Explanation, ReadLine, Word} from './word.ts';

export type ExplainOptions = TranslateOptions & {readonly versions?: Versions};

/** A docker line and its translation word by word. */
export function explain(
	words: readonly string[],
	tables: Tables,
	known: Meanings,
	{versions, ...options}: ExplainOptions = {},
): Explanation | TranslateError {
	const unique = options.unique ?? hash(withoutDocker(words)); // the same in all answers that are compared
	const answer = (line: readonly string[]) => translate(line, tables, versions, {...options, unique});
	const translation = answer(words);
	if ('error' in translation) return translation;
	const read = readDockerLine(words, tables, known);
	// What is translated and yet no command of docker is about its daemon: `systemctl restart docker`.
	const line = 'error' in read ? readProgramLine(words, known) : read;
	const readAll = (made: Translation) => made.commands.flatMap(command => readCommand(command, tables, known));
	return align(line, readAll(translation), translation.findings, words => {
		const other = answer(words);
		return 'error' in other ? undefined : {lines: readAll(other), findings: other.findings};
	});
}

type Answered = {readonly lines: ReadonlyArray<readonly AnswerWord[]>; readonly findings: readonly Finding[]};

/** Which word of the answer comes from which of the line, found by asking again without each part of the line. */
export function align(
	line: ReadLine,
	lines: Answered['lines'],
	findings: readonly Finding[],
	ask: (words: readonly string[]) => Answered | undefined,
): Explanation {
	const base = comparable({lines, findings});
	const without = new Map<number, Comparable>();
	for (const part of partsOf(line)) {
		for (const words of variants(line, part)) {
			const other = ask(words);
			if (other === undefined) continue;
			without.set(part, comparable(other));
			break;
		}
	}
	const influence = influenceOf(base, without);
	const guess = guessFor(line, lines.flat(), part => !without.has(part));
	const meanings = new Map(line.words.filter(({role}) => role === 'argument').map(word => [word.part, word.meaning]));
	let place = 0;
	const answers = lines.map(words => {
		const marked = words.map((word): Word => {
			const known = influence.words[place++] ?? [];
			return finish(word, known.length === 0 ? guess(word) : known, meanings);
		});
		place += 1;
		return marked;
	});
	return {
		typed: line.words.map(({text, role, meaning, part}) => ({text, role, meaning, marks: [part]})),
		answers,
		findings: findings.map((finding, at) => ({finding, mark: markOf(finding, line) ?? influence.findings[at] ?? 1})),
	};
}

/**
 * For parts without which nobody has an answer: their words are where the same words are; and where one part is left, it
 * is what the arguments come from that nothing else explains.
 */
function guessFor({words}: ReadLine, answers: readonly AnswerWord[], isUnsure: (part: number) => boolean) {
	const unsure = words.filter(({part}) => part > 1 && isUnsure(part));
	const same = (word: AnswerWord) => unsure.filter(({text}) => text === word.text).map(({part}) => part);
	const found = new Set(answers.flatMap(same));
	const left = [...new Set(unsure.map(({part}) => part))].filter(part => !found.has(part));
	return (word: AnswerWord): readonly number[] => {
		const parts = same(word).slice(0, 1);
		if (parts.length > 0) return parts;
		return left.length === 1 && word.role === 'argument' ? left : [];
	};
}

/** Ends every line with a key of its own, so that words do not move from one line to the next. */
function comparable({lines, findings}: Answered): Comparable {
	return {keys: lines.flatMap(words => [...words.map(({key}) => key), '\n']), findings};
}

/** Program and command answer the command, whatever else they follow. What nothing asks for carries no mark. */
function finish(
	{text, role, meaning}: AnswerWord,
	marks: readonly number[],
	meanings: ReadonlyMap<number, string>,
): Word {
	const isOwn = role === 'program' || role === 'command';
	const [first] = marks;
	const typed = first === undefined ? undefined : meanings.get(first);
	const about = /^an argument of /.test(meaning) && typed !== undefined ? typed : meaning;
	return {text, role, meaning: about, marks: isOwn ? [1, ...marks] : marks};
}

function markOf({flag}: Finding, {words}: ReadLine): number | undefined {
	if (flag === undefined) return undefined;
	return words.find(({flags}) => flags.includes(flag.replace(/^--/, '')))?.part;
}
