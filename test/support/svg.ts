import type {IBufferCell, IBufferLine, Terminal} from '@xterm/headless';
import {linesOf} from './terminal-cells.ts';

// A picture of a terminal: what its cells hold, in their colours. No fonts are embedded; each run of cells is told how wide
// it is, so that columns stay aligned whatever font the reader has.

const cell = {width: 8.4, height: 18, baseline: 13.5} as const;
const margin = 12;
const colours = {
	background: '#14171c',
	foreground: '#d4d8df',
	/** The sixteen of the terminal, dark ones first. */
	palette: [
		'#14171c',
		'#f0716b',
		'#7fc377',
		'#dcb25c',
		'#6aa6f0',
		'#c390e0',
		'#5cc2c6',
		'#d4d8df',
		'#838b97',
		'#ff8f88',
		'#9ce092',
		'#f2cf7d',
		'#8fc0ff',
		'#dcb0f4',
		'#83dfe2',
		'#ffffff',
	],
} as const;

/** The screen as an SVG document. */
export function svgOf(emulator: Terminal, title: string): string {
	const lines = linesOf(emulator);
	const width = emulator.cols * cell.width + 2 * margin;
	const height = lines.length * cell.height + 2 * margin;
	const drawn = lines.flatMap((line, row) => drawLine(line, row, emulator.cols));
	return `${[
		`<svg xmlns="http://www.w3.org/2000/svg" width="${round(width)}" height="${round(height)}" viewBox="0 0 ${round(width)} ${round(height)}" role="img" aria-label="${escapeXml(title)}">`,
		`<title>${escapeXml(title)}</title>`,
		`<rect width="100%" height="100%" rx="6" fill="${colours.background}"/>`,
		`<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" fill="${colours.foreground}" xml:space="preserve">`,
		...drawn,
		'</g>',
		'</svg>',
	].join('\n')}\n`;
}

type Look = {readonly ink: string; readonly paper?: string; readonly bold: boolean};
type Run = Look & {text: string; readonly column: number; cells: number};

function drawLine(line: IBufferLine, row: number, columns: number): readonly string[] {
	const top = margin + row * cell.height;
	return runsOf(line, columns).flatMap(({text, column, cells, ink, paper, bold}) => {
		const left = round(margin + column * cell.width);
		const width = round(cells * cell.width);
		const behind =
			paper === undefined
				? []
				: [`<rect x="${left}" y="${round(top)}" width="${width}" height="${cell.height}" fill="${paper}"/>`];
		if (text.trim() === '') return behind;
		const colour = ink === colours.foreground ? '' : ` fill="${ink}"`;
		const weight = bold ? ' font-weight="bold"' : '';
		return [
			...behind,
			`<text x="${left}" y="${round(top + cell.baseline)}" textLength="${width}" lengthAdjust="spacingAndGlyphs"${colour}${weight}>${escapeXml(text)}</text>`,
		];
	});
}

/** Cells of one look side by side, in one piece; a wide gap of spaces ends a piece, for nothing need be drawn there. */
function runsOf(line: IBufferLine, columns: number): readonly Run[] {
	const runs: Run[] = [];
	for (let column = 0; column < columns; column += 1) {
		const at = line.getCell(column);
		if (at === undefined || at.getWidth() === 0) continue;
		const look = lookOf(at);
		const last = runs.at(-1);
		const text = at.getChars() || ' ';
		if (last && last.ink === look.ink && last.paper === look.paper && last.bold === look.bold) {
			last.text += text;
			last.cells += at.getWidth();
		} else runs.push({...look, text, column, cells: at.getWidth()});
	}
	return runs.map(trimmed);
}

/** Spaces at the end are not drawn where nothing is behind them: some programs drop them, and the rest would be stretched. */
function trimmed(run: Run): Run {
	if (run.paper !== undefined) return run;
	const start = run.text.length - run.text.trimStart().length;
	const text = run.text.trim();
	const gone = run.text.length - text.length;
	return {...run, text, column: run.column + start, cells: run.cells - gone};
}

function lookOf(at: IBufferCell): Look {
	const foreground = at.isFgDefault() ? colours.foreground : (colours.palette[at.getFgColor()] ?? colours.foreground);
	const background = at.isBgDefault() ? undefined : colours.palette[at.getBgColor()];
	const bold = at.isBold() !== 0;
	return at.isInverse() !== 0
		? {ink: background ?? colours.background, paper: foreground, bold}
		: {ink: foreground, ...(background === undefined ? {} : {paper: background}), bold};
}

function round(value: number): string {
	return String(Number(value.toFixed(2)));
}

function escapeXml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
