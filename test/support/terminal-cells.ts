import type {Terminal} from '@xterm/headless';

export type Cell = {readonly row: number; readonly column: number};

export function linesOf(emulator: Terminal) {
	const buffer = emulator.buffer.active;
	const lines = Array.from({length: emulator.rows}, (_, row) => buffer.getLine(buffer.baseY + row));
	return lines.filter(line => line !== undefined);
}

/** Where a text begins, in cells: after a wide character that is not its place in the string. */
export function findCell(emulator: Terminal, text: string, onlyRow?: number): Cell | undefined {
	for (const [row, line] of linesOf(emulator).entries()) {
		if (onlyRow !== undefined && row !== onlyRow) continue;
		const cells = Array.from({length: emulator.cols}, (_, column) => line.getCell(column));
		// The second cell of a wide character holds nothing; a cell that was never written to is seen as a space.
		const shown = cells.map(cell => (cell?.getWidth() === 0 ? '' : cell?.getChars() || ' '));
		const at = shown.join('').indexOf(text);
		if (at < 0) continue;
		const column = shown.findIndex((_, index) => shown.slice(0, index + 1).join('').length > at);
		return {row, column};
	}
	return undefined;
}
