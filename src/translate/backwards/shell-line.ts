import type {Word, WordPart} from 'unbash';
import {quoteWord} from '../../model/argv.ts';
import type {TargetTool} from '../grammar.ts';
import {applyEdits, type Edit, firstFrom} from '../shell/edits.ts';
import {parseShell} from '../shell/parse-shell.ts';
import type {TranslateError} from '../types.ts';
import type {Backwards} from './backwards.ts';
import {type InnerText, type ToolCall, toolCalls} from './tool-calls.ts';

export type Explain = (tool: TargetTool, words: readonly string[]) => Backwards | TranslateError;

export type BackwardsLine = {
	/** The line with docker in the place of crictl and ctr; what docker has nothing for stays. */
	readonly text: string;
	readonly parts: readonly (Backwards | TranslateError)[];
};

type Answer = {readonly edit?: Edit; readonly parts: BackwardsLine['parts']};

/** Private characters around a number stand for what only the shell knows, one alone for what xargs will put in. */
const standIn = /(\uE000\d+\uE001)/;
const toCome = '\uE002';

/**
 * A shell line of crictl and ctr in docker's terms, command by command: pipes, lists, `xargs`, `$(…)`. Undefined where
 * there is none of them in it, or it is no line of a shell.
 */
export function backwardsLine(source: string, explain: Explain): BackwardsLine | undefined {
	if (/[\uE000-\uE002]/.test(source)) return undefined;
	const script = parseShell(source);
	if ('error' in script) return undefined;
	const calls = toolCalls(script);
	const shown: string[] = [];
	const answers = new Map<ToolCall | InnerText, Answer>();
	const text = textOf(0, source.length);
	const parts = calls.flatMap(call => answerTo(call).parts);
	return parts.length === 0 ? undefined : {text, parts};

	function textOf(from: number, to: number): string {
		const edits: Edit[] = [];
		for (let index = firstFrom(calls, from); index < calls.length; index++) {
			const call = calls[index];
			if (call === undefined || call.pos >= to) break;
			if (call.end > to) continue;
			const {edit} = answerTo(call);
			if (edit !== undefined && edit.pos >= (edits.at(-1)?.end ?? 0)) edits.push(edit);
		}
		return applyEdits(source, edits, from, to);
	}

	function answerTo(call: ToolCall | InnerText): Answer {
		const known = answers.get(call) ?? ('text' in call ? inner(call) : answerOnce(call));
		answers.set(call, known);
		return known;
	}

	function inner({pos, end, text: typed}: InnerText): Answer {
		const answer = backwardsLine(typed, explain);
		if (answer === undefined) return {parts: []};
		return {parts: answer.parts, edit: {pos, end, text: quoteWord(answer.text)}};
	}

	function answerOnce({pos, end, tool, words, redirections, xargs}: ToolCall): Answer {
		const added = xargs !== undefined && xargs.replaces === undefined ? [toCome] : [];
		const answer = explain(tool, [tool, ...words.map(read), ...added]);
		if ('error' in answer) return {parts: [answer]};
		const {docker, line, findings} = answer;
		const part: Backwards = {
			...answer,
			line: inFull(line).trim(),
			findings: findings.map(finding => ({...finding, message: inFull(finding.message)})),
		};
		if (docker === undefined) return {parts: [part]};
		const printed = docker.filter(word => word !== toCome).map(print);
		const after = redirections.map(each => ` ${textOf(each.pos, each.end)}`).join('');
		return {parts: [part], edit: {pos, end, text: printed.join(' ') + after}};
	}

	/** A word as the tool gets it. */
	function read(word: Word): string {
		if (/^~/.test(word.text)) return stand(word, false);
		return word.parts === undefined ? word.value : word.parts.map(part => readPart(part, false)).join('');
	}

	function readPart(part: WordPart, quoted: boolean): string {
		switch (part.type) {
			case 'Literal':
			case 'SingleQuoted':
			case 'AnsiCQuoted':
				return part.value;
			case 'DoubleQuoted':
			case 'LocaleString':
				return part.parts.map(child => readPart(child, true)).join('');
			default:
				return stand(part, quoted);
		}
	}

	function stand({pos, end}: {readonly pos: number; readonly end: number}, quoted: boolean): string {
		const typed = textOf(pos, end);
		return `\uE000${shown.push(quoted ? `"${typed}"` : typed) - 1}\uE001`;
	}

	/** A word as the shell reads it: each piece of it quoted as it must be. */
	function print(word: string): string {
		if (!word.includes('\uE000')) return quoteWord(word);
		const pieces = word.split(standIn).filter(piece => piece !== '');
		return pieces.map(piece => (standIn.test(piece) ? whatFor(piece) : quoteWord(piece))).join('');
	}

	function inFull(sentence: string): string {
		return sentence.replaceAll(toCome, '').split(standIn).map(whatFor).join('');
	}

	function whatFor(piece: string): string {
		return standIn.test(piece) ? (shown[Number(piece.slice(1, -1))] ?? '') : piece;
	}
}
