/** One row of a table of text, by column title; a cell that holds nothing, or only `-`, is ''. */
export type Row<Title extends string> = Readonly<Record<Title, string>>;

/**
 * Read a table whose columns start where their titles do, as Go's tabwriter prints it. It counts characters, not bytes
 * or cells on a screen. The last column goes to the end of the line.
 */
export function parseColumns<Title extends string>(text: string, titles: readonly Title[]): ReadonlyArray<Row<Title>> {
	const [header = '', ...lines] = text.split('\n');
	const starts = startsOf(header, titles);
	return lines
		.filter(line => line.trim() !== '')
		.map(line => {
			const characters = [...line];
			const cells = titles.map((title, index) => {
				const cell = characters
					.slice(starts[index], starts[index + 1])
					.join('')
					.trim();
				return [title, cell === '-' ? '' : cell];
			});
			return Object.fromEntries(cells) as Row<Title>;
		});
}

function startsOf(header: string, titles: readonly string[]): readonly number[] {
	let from = 0;
	return titles.map(title => {
		const start = header.indexOf(title, from);
		if (start === -1) throw new Error(`no column ${title} in the first line`);
		from = start + title.length;
		return start;
	});
}
