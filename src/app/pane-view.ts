import {wrap} from './fit.ts';
import {matcherOf} from './rows.ts';
import type {TextScreen} from './screen.ts';
import type {Pane, PaneLine} from './state.ts';

export type ShownLine = PaneLine & {
	/** Number of the line, counted from the first that ever came. */
	readonly number: number;
};

/** The lines that pass the filter, with their numbers. */
export function linesOf(pane: Pane, filter: string): readonly ShownLine[] {
	const known = remembered.get(pane.lines);
	if (known?.filter === filter) return known.lines;
	const matches = matcherOf(filter);
	const lines: ShownLine[] = [];
	for (const [index, line] of pane.lines.entries()) {
		if (filter === '' || matches(line.text)) lines.push({...line, number: pane.dropped + index});
	}
	remembered.set(pane.lines, {filter, lines});
	return lines;
}

const remembered = new WeakMap<readonly PaneLine[], {filter: string; lines: readonly ShownLine[]}>();

/** The lines on the screen: `height` rows of at most `width` cells, wrapped where that is on. */
export function windowOf(
	pane: Pane,
	screen: TextScreen,
	{width, height}: {width: number; height: number},
): readonly ShownLine[] {
	const lines = linesOf(pane, screen.filter);
	if (screen.follow) return lastRows(lines, screen, width, height);
	const rows: ShownLine[] = [];
	for (let index = firstIndex(lines, screen.top); index < lines.length && rows.length < height; index += 1) {
		const line = lines[index];
		if (line) rows.push(...rowsOf(line, screen, width));
	}
	return rows.slice(0, height);
}

/** The number of the line that is on top when the end is on the screen. */
export function endTop(pane: Pane, screen: TextScreen, {width, height}: {width: number; height: number}): number {
	const lines = linesOf(pane, screen.filter);
	let rows = 0;
	for (let index = lines.length - 1; index >= 0; index -= 1) {
		const line = lines[index];
		if (!line) continue;
		rows += rowsOf(line, screen, width).length;
		if (rows > height) return lines[index + 1]?.number ?? line.number;
	}
	return lines[0]?.number ?? 0;
}

/** Index of the first line whose number is at least `top`. */
export function firstIndex(lines: readonly ShownLine[], top: number): number {
	let low = 0;
	let high = lines.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((lines[middle]?.number ?? 0) < top) low = middle + 1;
		else high = middle;
	}
	return low;
}

function lastRows(
	lines: readonly ShownLine[],
	screen: TextScreen,
	width: number,
	height: number,
): readonly ShownLine[] {
	let rows: readonly ShownLine[] = [];
	for (let index = lines.length - 1; index >= 0 && rows.length < height; index -= 1) {
		const line = lines[index];
		if (line) rows = [...rowsOf(line, screen, width), ...rows];
	}
	return rows.slice(-height);
}

function rowsOf(line: ShownLine, screen: TextScreen, width: number): readonly ShownLine[] {
	if (!screen.wrap) return [screen.left > 0 ? {...line, text: [...line.text].slice(screen.left).join('')} : line];
	return wrap(line.text, width).map(text => ({...line, text}));
}
