/** The columns of a table as awk has them. */
export type Columns = {
	readonly fields: Readonly<Record<string, string>>;
	readonly headings: Readonly<Record<string, string>>;
	/** What docker has and the table has not. */
	readonly empty: readonly string[];
};

export type AwkProgram = {readonly text: string; readonly empty: readonly string[]};

/** Which rows: an expression of awk. */
export const rowsMark = 'NR > 1';

/** docker's template as a program that reads crictl's table; undefined where more than fields stand in it. */
export function awkProgram(
	template: string,
	{fields, headings, empty: none}: Columns,
	isTable: boolean,
): AwkProgram | undefined {
	const pieces: string[] = [];
	const heading: string[] = [];
	const empty: string[] = [];
	for (const piece of template.split(/(\{\{[\s\S]*?\}\})/)) {
		const field = /^\{\{-?\s*\.(\w+)\s*-?\}\}$/.exec(piece)?.[1];
		if (field === undefined) {
			if (piece.includes('{{')) return undefined;
			if (piece !== '') pieces.push(textOf(piece));
			heading.push(piece);
			continue;
		}
		heading.push(headings[field] ?? field.toUpperCase());
		const column = fields[field];
		if (column !== undefined) pieces.push(column);
		else if (none.includes(field)) empty.push(`.${field}`);
		else return undefined;
	}
	if (pieces.length === 0) return undefined;
	const begin = isTable ? `BEGIN {print ${textOf(heading.join(''))}} ` : '';
	return {text: `${begin}${rowsMark} {print ${pieces.join(' ')}}`, empty};
}

/** A text of awk: `\\t` and `\\n` mean the same there as in docker's template. */
export function textOf(text: string): string {
	return `"${text
		.replace(/\\(?![tn])|"/g, '\\$&')
		.replaceAll('\n', '\\n')
		.replaceAll('\t', '\\t')}"`;
}
