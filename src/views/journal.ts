import {piecesOf} from '../app/filter.ts';
import {cutTo, fitTo, widthOf, wrapWords} from '../app/fit.ts';
import {headOf, nothingIn} from '../app/journal/head.ts';
import type {Box, Journal, JournalRow} from '../app/journal/journal.ts';
import {aheadCells, type Drawn, entryRows, meaningRows, textWidth, unitCells, windowOf} from '../app/journal/layout.ts';
import {meaningLines, timeOf} from '../app/journal/meaning.ts';
import {type Column, columnsOf, patternOf} from '../app/journal/rows.ts';
import type {Tone} from '../app/tone.ts';
import {plainText} from '../model/text.ts';
import {paintLine} from './paint.ts';
import type {Theme} from './theme.ts';

/** Journal panes in a box: `box.height` lines, each `box.width` cells wide. The API is described in app/journal/journal.ts. */
export function journalLines(journal: Journal, box: Box, theme: Theme): readonly string[] {
	const columns = columnsOf(journal, box);
	if (journal.because !== undefined) return filled(wrappedBecause(journal.because, box, theme), box);
	if (columns.length === 0) return filled([theme.paint('quiet', fitTo('looking for the journals…', box.width))], box);
	const height = entryRows(journal, box);
	const drawn = columns.map(column => columnLines(journal, column, height, theme));
	const bar = theme.paint('quiet', '│');
	const body = Array.from({length: height + 1}, (_, line) => drawn.map(lines => lines[line] ?? '').join(bar));
	return filled([...body, ...meaning(journal, box, theme)], box);
}

function filled(lines: readonly string[], {width, height}: Box): readonly string[] {
	return Array.from({length: height}, (_, line) => lines[line] ?? ' '.repeat(width));
}

function wrappedBecause(because: string, {width}: Box, theme: Theme): readonly string[] {
	return wrapWords(plainText(because), width).map(line => theme.paint('warn', fitTo(line, width)));
}

function meaning(journal: Journal, box: Box, theme: Theme): readonly string[] {
	const rows = meaningRows(journal, box);
	if (rows === 0) return [];
	const lines = meaningLines(journal, box.width);
	const isCut = lines.length > rows - 1;
	const rule = fitTo(
		`── what it means; enter closes it${isCut ? '; more than there is room for: c copies it' : ''} `,
		box.width,
	);
	return [
		theme.paint('accent', rule.trimEnd().padEnd(box.width, '─')),
		...lines.slice(0, rows - 1).map(line => paintLine(line, box.width, theme)),
	];
}

function columnLines(journal: Journal, column: Column, height: number, theme: Theme): readonly string[] {
	const {width} = column;
	const head = headLine(journal, column, theme);
	const shown = windowOf(journal, column, height);
	if (shown.length === 0) {
		const [text, tone] = nothingIn(journal, column);
		const lines = wrapWords(text, width).map(line => theme.paint(tone, fitTo(line, width)));
		return filled([head, ...lines], {width, height: height + 1});
	}
	const pattern = patternOf(journal.filter);
	const lines = shown.flatMap(one => entryLines(one, column, pattern, theme));
	return filled([head, ...lines], {width, height: height + 1});
}

function headLine(journal: Journal, column: Column, theme: Theme): string {
	const {text, tone} = headOf(journal, column);
	const isChosen = column.isFocused && journal.layout === 'side' && journal.panes.length > 1;
	const fitting = fitTo(text, column.width);
	return isChosen ? theme.mark(fitting) : theme.paint(tone, fitting);
}

const letters = {info: ' ', warning: 'W', error: 'E', fatal: 'F'} as const;
const tones = {info: 'plain', warning: 'warn', error: 'bad', fatal: 'bad'} as const;

/** Time, level, a diamond where it is known, the text; what continues it is indented. */
function entryLines(
	{row, texts, isCut = false, isCursor}: Drawn,
	column: Column,
	pattern: RegExp | undefined,
	theme: Theme,
): readonly string[] {
	const {width, panes} = column;
	const isMerged = panes.length > 1;
	const room = textWidth(column);
	const tone = toneOf(row);
	return texts.map((text, index) => {
		const isFirst = index === 0 && !isCut;
		const head = isFirst ? headTexts(row, isMerged) : [' '.repeat(aheadCells + (isMerged ? unitCells : 0))];
		const cut = cutTo(plainText(text), room);
		if (isCursor) return theme.mark(fitTo(head.join('') + cut, width));
		const padding = ' '.repeat(Math.max(0, width - (aheadCells + (isMerged ? unitCells : 0)) - widthOf(cut)));
		if (!isFirst) return head[0] + highlighted(cut, pattern, tone, theme) + padding;
		const [time = '', level = '', mark = '', unit = ''] = head;
		return (
			theme.paint('quiet', time) +
			theme.paint(tone, level) +
			theme.paint(row.known?.noise ? 'quiet' : 'accent', mark) +
			theme.paint('accent', unit) +
			highlighted(cut, pattern, tone, theme) +
			padding
		);
	});
}

function headTexts({atMs, level, known, unit}: JournalRow, isMerged: boolean): readonly string[] {
	const mark = known === undefined ? ' ' : known.noise ? '·' : '◆';
	return [`${timeOf(atMs)} `, letters[level], `${mark} `, isMerged ? `${fitTo(plainText(unit), unitCells - 1)} ` : ''];
}

function toneOf({level, known, mark}: JournalRow): Tone {
	if (mark) return 'accent';
	if (known?.noise) return 'quiet';
	return known?.severity === 'fatal' ? 'bad' : tones[level];
}

function highlighted(text: string, pattern: RegExp | undefined, tone: Tone, theme: Theme): string {
	if (pattern === undefined) return theme.paint(tone, text);
	return piecesOf(text, pattern)
		.map(piece => (piece.hit ? theme.mark(piece.text) : theme.paint(tone, piece.text)))
		.join('');
}
