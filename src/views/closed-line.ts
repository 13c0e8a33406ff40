/**
 * Whether the look of a line ends with it: no style reaches into the next. Then lines of a text can be treated one by one.
 * The theme draws only such lines.
 */
export function isClosed(line: string): boolean {
	const last = line.lastIndexOf('\u001b');
	return last < 0 || line.startsWith('\u001b[0m', last);
}
