import {wrap, wrapWords} from './fit.ts';
import {matcherOf} from './rows.ts';
import type {TextScreen} from './screen.ts';
import type {Pane, PaneLine} from './state.ts';

export type ShownLine = PaneLine & {
	/** Number of the line, counted from the first that ever came. */
	readonly number: number;
	/** Shown because it stands near a line that matches. */
	readonly isContext?: boolean;
};

/** One row of the screen: a piece of a line. */
export type ShownRow = {
	readonly line: ShownLine;
	/** The whole line as it is shown, with its time where times are shown. */
	readonly whole: string;
	/** Where in it this row begins, and what of it there is room for. */
	readonly from: number;
	readonly text: string;
};

/** Lines made as they are asked for: of a log that is not filtered, a frame needs fifty of five thousand. */
export type Lines = Pick<readonly ShownLine[], 'length' | 'at'>;

type Size = {readonly width: number; readonly height: number};

/** A line as it is shown: filters look at this. */
export function textOf({text, at}: PaneLine, {source}: TextScreen): string {
	return at !== undefined && source.of === 'logs' && source.timestamps ? `${at.padEnd(timeWidth)} ${text}` : text;
}

/** RFC 3339 with nanoseconds: noughts at the end are left out, and lines would not stand under each other. */
const timeWidth = '2026-11-23T12:00:00.123456789Z'.length;

/** The lines that pass the filter and what stands around them, with their numbers; all of them where it only highlights. */
export function linesOf(pane: Pane, screen: TextScreen): Lines {
	if (screen.filter === '' || screen.highlight || isSifted(screen)) return all(pane);
	const key = JSON.stringify([screen.filter, screen.context, timesIn(screen)]);
	const known = remembered.get(pane.lines);
	if (known?.key === key) return known.lines;
	const lines = filtered(pane, screen);
	remembered.set(pane.lines, {key, lines});
	return lines;
}

/** Only what matches was ever kept. */
function isSifted({source, filter, context}: TextScreen): boolean {
	return source.of === 'logs' && source.whole?.filter === filter && source.whole.context === 0 && context === 0;
}

const remembered = new WeakMap<readonly PaneLine[], {key: string; lines: readonly ShownLine[]}>();

function timesIn({source}: TextScreen): boolean {
	return source.of === 'logs' && source.timestamps;
}

/** All of them, for those who want every one. */
export function everyLine(lines: Lines): readonly ShownLine[] {
	return Array.from({length: lines.length}, (_, index) => lines.at(index) as ShownLine);
}

function all({lines, dropped}: Pane): Lines {
	return {
		length: lines.length,
		at(index) {
			const line = lines[index];
			return line && {...line, number: dropped + index};
		},
	};
}

function filtered(pane: Pane, screen: TextScreen): readonly ShownLine[] {
	const {filter, context} = screen;
	const matches = matcherOf(filter);
	const lines: ShownLine[] = [];
	let shown = -1;
	const show = (index: number, isContext: boolean) => {
		const line = pane.lines[index];
		if (line && index > shown) lines.push({...line, number: pane.dropped + index, ...(isContext && {isContext})});
		shown = Math.max(shown, index);
	};
	let until = -1;
	for (const [index, line] of pane.lines.entries()) {
		if (line.mark !== undefined || matches(textOf(line, screen))) {
			const around = line.mark === undefined ? context : 0;
			for (let before = Math.max(shown + 1, index - around); before < index; before += 1) show(before, true);
			show(index, false);
			until = Math.max(until, index + around);
		} else if (index <= until) show(index, true);
	}
	return lines;
}

/** The rows on the screen: `height` of them, each of at most `width` cells, wrapped where that is on. */
export function windowOf(pane: Pane, screen: TextScreen, {width, height}: Size): readonly ShownRow[] {
	const lines = linesOf(pane, screen);
	if (screen.follow) return lastRows(lines, screen, width, height);
	const rows: ShownRow[] = [];
	for (let index = firstIndex(lines, screen.top); index < lines.length && rows.length < height; index += 1) {
		const line = lines.at(index);
		if (line) rows.push(...rowsOf(line, screen, width));
	}
	return rows.slice(0, height);
}

/** The number of the line that is on top when the end is on the screen. */
export function endTop(pane: Pane, screen: TextScreen, {width, height}: Size): number {
	const lines = linesOf(pane, screen);
	let rows = 0;
	for (let index = lines.length - 1; index >= 0; index -= 1) {
		const line = lines.at(index);
		if (!line) continue;
		rows += screen.wrap ? rowsOf(line, screen, width).length : 1;
		if (rows > height) return lines.at(index + 1)?.number ?? line.number;
	}
	return lines.at(0)?.number ?? 0;
}

/** Index of the first line whose number is at least `top`. */
export function firstIndex(lines: Lines, top: number): number {
	let low = 0;
	let high = lines.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((lines.at(middle)?.number ?? 0) < top) low = middle + 1;
		else high = middle;
	}
	return low;
}

function lastRows(lines: Lines, screen: TextScreen, width: number, height: number): readonly ShownRow[] {
	let rows: readonly ShownRow[] = [];
	for (let index = lines.length - 1; index >= 0 && rows.length < height; index -= 1) {
		const line = lines.at(index);
		if (line) rows = [...rowsOf(line, screen, width), ...rows];
	}
	return rows.slice(-height);
}

function rowsOf(line: ShownLine, screen: TextScreen, width: number): readonly ShownRow[] {
	const whole = textOf(line, screen);
	if (!screen.wrap) {
		const from = screen.left === 0 ? 0 : [...whole.slice(0, screen.left * 2)].slice(0, screen.left).join('').length;
		return [{line, whole, from, text: whole.slice(from)}];
	}
	// Sentences and commands break at their spaces; what a program wrote stays as it is, cell for cell.
	if (screen.source.of !== 'logs') return wrapWords(whole, width).map(text => ({line, whole, from: 0, text}));
	let from = 0;
	return wrap(whole, width).map(text => {
		const row = {line, whole, from, text};
		from += text.length;
		return row;
	});
}
