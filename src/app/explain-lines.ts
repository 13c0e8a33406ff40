import {plainText} from '../model/text.ts';
import type {Explanation, Word} from '../translate/explain/word.ts';
import {findingLines} from './finding-lines.ts';
import {widthOf, wrap, wrapWords} from './fit.ts';
import {emptyLine, type PaintedLine, type Piece, paintedLine} from './painted.ts';
import {type Tone, wordTones} from './tone.ts';

/** From this width on, the words typed and those of the answer stand side by side. */
const sideBySideFrom = 120;

/** The lines with a mark under each word, then each mark: its words, what they mean, and what is to be said of them. */
export function explainLines(explanation: Explanation, width: number): readonly PaintedLine[] {
	const {typed, answers, findings} = explanation;
	const answered = answers.filter(words => words.length > 0);
	const marks = [...new Set(typed.flatMap(word => word.marks))].sort((left, right) => left - right);
	const all = answered.flat();
	return [
		...markedLines(typed, width),
		...(answered.length === 0 ? [paintedLine('no command does this', 'bad')] : []),
		...answered.flatMap(words => markedLines(words, width)),
		...marks.flatMap(mark => {
			const own = typed.filter(word => word.marks[0] === mark);
			const others = distinct(all.filter(word => word.marks[0] === mark));
			const said = findings.filter(finding => finding.mark === mark).map(({finding}) => finding);
			return [
				emptyLine,
				...group(mark, own, others, width),
				...said.flatMap(finding => indented(findingLines(finding, width - indent), indent)),
			];
		}),
		...added(distinct(all.filter(({marks}) => marks.length === 0)), width),
	];
}

/** `1`, …, `9`, `a`, …: one cell each, so that it fits under a word of one letter. */
export function markName(mark: number): string {
	return mark < 36 ? mark.toString(36) : '*';
}

const indent = 2;

export function toneOf(mark: number | undefined): Tone {
	return mark === undefined ? 'quiet' : (wordTones[(mark - 1) % wordTones.length] ?? 'plain');
}

/** Words in lines, and under each line its marks; words of one mark share a stroke. */
function markedLines(words: readonly Word[], width: number): readonly PaintedLine[] {
	const rows: Array<{text: Piece[]; marks: Piece[]; used: number; last: string}> = [];
	for (const {text, marks} of words) {
		const name = marks.length === 0 ? '+' : marks.map(markName).join(',');
		const tone = toneOf(marks[0]);
		for (const [index, piece] of wrap(plainText(text), width).entries()) {
			const cells = Math.max(widthOf(piece), index === 0 ? name.length : 1);
			let row = rows.at(-1);
			if (row === undefined || index > 0 || row.used + 1 + cells > width) {
				row = {text: [], marks: [], used: 0, last: ''};
				rows.push(row);
			}
			const goesOn = row.last === name || index > 0;
			const gap = row.used === 0 ? '' : ' ';
			row.text.push({text: gap, tone: 'plain'}, {text: piece + ' '.repeat(cells - widthOf(piece)), tone});
			row.marks.push({text: row.last === name ? gap.replace(' ', '─') : gap, tone});
			row.marks.push({text: goesOn ? '─'.repeat(cells) : name + '─'.repeat(Math.max(0, cells - name.length)), tone});
			row.used += gap.length + cells;
			row.last = name;
		}
	}
	return rows.flatMap(({text, marks}) => [text, marks]);
}

function group(mark: number, typed: readonly Word[], answers: readonly Word[], width: number): readonly PaintedLine[] {
	const tone = toneOf(mark);
	const sign: Piece = {text: markName(mark).padEnd(indent), tone};
	const [first = emptyLine, ...more] =
		width >= sideBySideFrom
			? beside(
					rowsOf(typed, tone, '', Math.floor(width / 2) - indent - 2),
					rowsOf(answers, tone, '→ ', Math.ceil(width / 2)),
					Math.floor(width / 2) - indent,
				)
			: [...rowsOf(typed, tone, '', width - indent), ...rowsOf(answers, tone, '→ ', width - indent)];
	return [[sign, ...first], ...indented(more, indent)];
}

function added(words: readonly Word[], width: number): readonly PaintedLine[] {
	if (words.length === 0) return [];
	const sign: Piece = {text: '+'.padEnd(indent), tone: 'quiet'};
	const head = wrapWords('added: nothing that was typed says it', width - indent);
	return [
		emptyLine,
		[sign, {text: head[0] ?? '', tone: 'quiet'}],
		...indented(rowsOf(words, 'plain', '→ ', width - indent), indent),
	];
}

/** Each word with its meaning in a column; a word too wide for that has its meaning underneath. */
function rowsOf(words: readonly Word[], tone: Tone, sign: string, width: number): readonly PaintedLine[] {
	const column = Math.min(24, Math.max(8, Math.floor(width / 3)));
	return words.flatMap(({text, meaning, marks}) => {
		const shown = `${sign}${plainText(text)}`;
		const also = marks.length > 1 ? ` (also ${marks.slice(1).map(markName).join(', ')})` : '';
		const meanings = wrapWords(plainText(meaning + also), width - column - 2);
		const below = meanings.map(
			(line): PaintedLine => [
				{text: ' '.repeat(column + 2), tone: 'plain'},
				{text: line, tone: 'plain'},
			],
		);
		if (widthOf(shown) > column)
			return [...wrap(shown, width).map((line): PaintedLine => [{text: line, tone}]), ...below];
		const filled = shown + ' '.repeat(column + 2 - widthOf(shown));
		return [
			[
				{text: filled, tone},
				{text: meanings[0] ?? '', tone: 'plain' as const},
			],
			...below.slice(1),
		];
	});
}

function beside(left: readonly PaintedLine[], right: readonly PaintedLine[], width: number): readonly PaintedLine[] {
	return Array.from({length: Math.max(left.length, right.length)}, (_, index) => {
		const line = left[index] ?? emptyLine;
		const used = line.reduce((sum, {text}) => sum + widthOf(text), 0);
		return [
			...line,
			{text: ' '.repeat(Math.max(0, width - used)), tone: 'plain' as const},
			...(right[index] ?? emptyLine),
		];
	});
}

function indented(lines: readonly PaintedLine[], by: number): readonly PaintedLine[] {
	return lines.map(line => [{text: ' '.repeat(by), tone: 'plain'}, ...line]);
}

function distinct(words: readonly Word[]): readonly Word[] {
	return [...new Map(words.map(word => [`${word.text}\0${word.meaning}`, word])).values()];
}
