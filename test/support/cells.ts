import xterm from '@xterm/headless';

/** A terminal's cells after it was given `text`: characters with their look, row by row. */
export async function cellsOf(text: string, columns: number, rows: number): Promise<readonly string[]> {
	const terminal = new xterm.Terminal({cols: columns, rows, allowProposedApi: true, convertEol: true});
	await new Promise<void>(resolve => terminal.write(text, resolve));
	const lines = Array.from({length: rows}, (_, row) => {
		const line = terminal.buffer.active.getLine(row);
		return Array.from({length: columns}, (_, column) => {
			const cell = line?.getCell(column);
			const look = [cell?.getFgColor(), cell?.isBold(), cell?.isInverse(), cell?.isDim()].join(',');
			return `${cell?.getChars() || ' '}|${cell?.getWidth()}|${look}`;
		}).join(' ');
	});
	terminal.dispose();
	return lines;
}
