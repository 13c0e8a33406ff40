import stringWidth from 'string-width';

/** Code units that may share a cell; more of them are no writing, and measuring a megabyte of them takes seconds. */
export const longestCluster = 32;
const ascii = /^[\x20-\x7e]*$/;

/** Cells that a harmless text takes on the screen. */
export function widthOf(text: string): number {
	return ascii.test(text) ? text.length : stringWidth(text);
}

/** Exactly `width` cells: cut with an ellipsis, or filled with spaces. */
export function fitTo(text: string, width: number, align: 'left' | 'right' = 'left'): string {
	const cut = cutTo(text, width);
	const filling = ' '.repeat(Math.max(0, width - widthOf(cut)));
	return align === 'left' ? cut + filling : filling + cut;
}

/** At most `width` cells; an ellipsis says that something is missing. */
export function cutTo(text: string, width: number): string {
	if (width <= 0) return '';
	if (ascii.test(text)) return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
	const near = text.slice(0, width * longestCluster);
	if (near === text && (text.length * 2 <= width || stringWidth(text) <= width)) return text;
	let cut = '';
	let used = 0;
	for (const {segment} of graphemes.segment(near)) {
		used += stringWidth(segment);
		if (used > width - 1) break;
		cut += segment;
	}
	return `${cut}…`;
}

/** Pieces of at most `width` cells, for wrapped lines. At least one, so that an empty line stays a line. */
export function wrap(text: string, width: number): readonly string[] {
	if (width < 1 || widthOf(text) <= width) return [text];
	if (ascii.test(text))
		return Array.from({length: Math.ceil(text.length / width)}, (_, n) => text.slice(n * width, (n + 1) * width));
	const pieces: string[] = [];
	let piece = '';
	let used = 0;
	for (const segment of segmentsOf(text, width)) {
		const cells = stringWidth(segment);
		if (used + cells > width && piece !== '') {
			pieces.push(piece);
			piece = '';
			used = 0;
		}
		piece += segment;
		used += cells;
	}
	return [...pieces, piece];
}

/** A sound mark of half width is part of what stands before it, and takes a cell of its own: `ｆﾞ` has three. */
function* segmentsOf(text: string, width: number): Generator<string> {
	for (const {segment} of graphemes.segment(text)) {
		if (stringWidth(segment) > width) yield* segment;
		else yield segment;
	}
}

/** Lines of at most `width` cells, broken at spaces where there are some; what follows the first is indented as it is. */
export function wrapWords(text: string, width: number): readonly string[] {
	const indent = /^ */.exec(text)?.[0] ?? '';
	// A character may be two cells wide.
	if (indent.length > width - 2) return wrap(text, width);
	const lines: string[] = [];
	let line = '';
	for (const word of text.slice(indent.length).split(' ')) {
		const longer = line === '' ? word : `${line} ${word}`;
		if (widthOf(longer) <= width - indent.length) {
			line = longer;
			continue;
		}
		if (line !== '') lines.push(line);
		const pieces = wrap(word, width - indent.length);
		lines.push(...pieces.slice(0, -1));
		line = pieces.at(-1) ?? '';
	}
	return [...lines, line].map(piece => indent + piece);
}

const graphemes = new Intl.Segmenter();
